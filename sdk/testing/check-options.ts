import type { TestWxOptions } from '../src/types/testing/options'

type Kind = 'a string' | 'a number' | 'an object' | 'a list'

const KINDS: Required<{ [Name in keyof TestWxOptions]: Kind }> = {
  Bucket: 'a string',
  Region: 'a string',
  Domain: 'a string',
  objects: 'an object',
  files: 'an object',
  credentials: 'an object',
  servers: 'an object',
  person: 'an object',
  faults: 'a list',
  limits: 'an object',
  bytesPerSecond: 'a number',
  domains: 'an object',
  envVersion: 'a string',
  time: 'a string',
  start: 'a number',
  seed: 'a number',
}

const IS_KIND: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  'a string': (value) => typeof value === 'string',
  'a number': (value) => typeof value === 'number',
  'an object': (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'a list': (value) => Array.isArray(value),
}

/** @throws TypeError which says what is wrong: an option that nobody looks at makes a test that shows nothing */
export function checkOptions(options: TestWxOptions): void {
  for (const [name, value] of Object.entries(options)) {
    const kind = new Map(Object.entries(KINDS)).get(name)
    if (!kind) throw new TypeError(`createTestWx has no option ${name}; it has ${Object.keys(KINDS).join(', ')}.`)
    if (value !== undefined && !IS_KIND[kind](value)) throw new TypeError(`The option ${name} must be ${kind}.`)
  }
  const { Bucket = 'a-1', time = 'real', credentials = {} } = options
  if (!/-\d+$/.test(Bucket)) throw new TypeError(`Bucket must look like photos-1250000000, not ${Bucket}.`)
  if (!['real', 'virtual'].includes(time)) throw new TypeError(`time must be 'real' or 'virtual', not ${time}.`)
  checkUrl(credentials.url)
}

function checkUrl(url = 'https://api.example.com'): void {
  if (!URL.canParse(url))
    throw new TypeError(`credentials.url must be an address such as https://api.example.com/key, not ${url}.`)
}
