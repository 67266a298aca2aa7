/**
 * What each room of `sdk/src/` may import besides itself, in code and in types: only what stands further down. A name
 * without a slash is a file. `npm run lint` holds it; that there are no cycles within a room is a rule of oxlint.
 */
const MAY_IMPORT = {
  'index presign album official compat testing':
    'client presigner album/ official/ compat/ transfer/ request/ types/testing/ types/ errors/',
  'compat/': 'official/ presigner transfer/upload/ transfer/ request/ credentials/ signature/ platform/ types/ errors/',
  'album/ official/': 'client presigner transfer/ request/ credentials/ signature/ platform/ types/ errors/',
  client: 'presigner transfer/upload/ transfer/download/ transfer/ request/ platform/ types/ errors/',
  presigner: 'request/ credentials/ signature/ platform/ types/ errors/',
  'transfer/upload/ transfer/download/': 'transfer/ request/ credentials/ signature/ platform/ types/ errors/',
  'transfer/': 'request/ credentials/ signature/ platform/ types/ errors/',
  'request/': 'credentials/ signature/ platform/ types/ errors/',
  'credentials/': 'signature/ platform/ types/ errors/',
  'signature/': 'types/ errors/',
  'platform/': 'types/ errors/',
  'types/testing/': 'types/ errors/',
  'types/': 'errors/',
  'errors/': '',
}

/** Matches the files of rooms. A folder has a room's files alone: those of a folder within belong to another room. */
const files = (rooms) => rooms.split(' ').map((room) => `^sdk/src/${room.endsWith('/') ? `${room}[^/]+` : room}[.]ts$`)

const directions = Object.entries(MAY_IMPORT).flatMap(([rooms, lower]) =>
  rooms.split(' ').map((room) => ({
    name: `what sdk/src/${room} may import`,
    severity: 'error',
    from: { path: files(room) },
    to: { path: '^sdk/src/', pathNot: files(`${room} ${lower}`.trim()) },
  })),
)

module.exports = {
  forbidden: [
    ...directions,
    {
      name: 'every file has a room',
      severity: 'error',
      from: {},
      to: { path: '^sdk/src/', pathNot: files(Object.keys(MAY_IMPORT).join(' ')) },
    },
    {
      name: 'no dependencies',
      severity: 'error',
      from: { path: '^sdk/src/', pathNot: files('official official/') },
      to: { pathNot: '^sdk/src/' },
    },
  ],
  // TypeScript 7 has no interface for parsers. This one does not see `import('…')` in types, which oxlint refuses.
  options: { parser: 'swc', tsPreCompilationDeps: true },
}
