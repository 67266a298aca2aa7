import { mkdtempSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Before jest's workers start: a folder for temporary files that is this run's own. All its processes inherit it. */
export default function setUp() {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'jest-'))
  Object.assign(process.env, { TMPDIR: folder, TEMP: folder, TMP: folder })
}
