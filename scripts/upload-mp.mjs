// Sends the demo, or the mini program of another folder, to WeChat: as a preview, which a QR code opens on a phone, or as a version.
//   node scripts/upload-mp.mjs preview|upload [--robot 1] [--desc TEXT] [--dry] [--project FOLDER]
// From the environment: MINIPROGRAM_APPID, MINIPROGRAM_KEY or MINIPROGRAM_KEY_FILE, MINIPROGRAM_ROBOT.
import { explain } from './upload-mp/explain.mjs'
import { readOptions } from './upload-mp/options.mjs'

let exitCode = 0
try {
  const options = readOptions(process.argv.slice(2), process.env)
  // Loading WeChat's compiler takes seconds: a mistake in the options is told at once.
  const { run } = await (options.isDry ? import('./upload-mp/dry-run.mjs') : import('./upload-mp/send.mjs'))
  process.stdout.write(`${(await run(options)).join('\n')}\n`)
} catch (error) {
  process.stderr.write(`${process.argv[2] ?? 'upload-mp'}: ${explain(error)}\n`)
  exitCode = 1
}
// The compiler leaves a worker and watchers behind that would keep the process alive.
process.exit(exitCode)
