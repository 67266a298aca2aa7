import { accessChapter } from './access'
import type { DiagnosedApp } from './app'
import { askForTime, clockFinding } from './clock'
import { domainsChapter } from './domains'
import type { Chapter } from './finding'
import { phoneChapter } from './phone'
import { probesChapter } from './probes'

/** Looks into all of it, and hands over each chapter as it is done. */
export async function diagnose(app: DiagnosedApp, show: (chapter: Chapter) => void): Promise<void> {
  const offset = await askForTime(`${app.backend()}/health`)
  show({ id: 'time', findings: [clockFinding(offset)] })
  // A key ends by the server's clock.
  show(await accessChapter(app, () => Date.now() - (offset ?? 0)))
  show(await probesChapter(app))
  show(await domainsChapter(app))
  show(await phoneChapter())
}
