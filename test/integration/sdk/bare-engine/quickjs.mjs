/** Runs the script that comes on standard input in QuickJS, and prints what it reports. */
import { readFileSync } from 'node:fs'
import { getQuickJS } from 'quickjs-emscripten'

const engine = (await getQuickJS()).newContext()
const report = engine.newFunction('report', (text) => {
  console.log(engine.getString(text))
})
engine.setProp(engine.global, 'report', report)
report.dispose()
engine.unwrapResult(engine.evalCode(readFileSync(0, 'utf8'))).dispose()
const jobs = engine.runtime.executePendingJobs()
if (jobs.error) throw new Error(JSON.stringify(engine.dump(jobs.error)))
engine.dispose()
