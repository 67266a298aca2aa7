import { accessChapter } from './access'
import type { DiagnosedApp } from './app'
import { askForTime } from './clock'
import { domainsChapter } from './domains'
import type { Chapter } from './finding'
import { phoneChapter } from './phone'
import { probesChapter } from './probes'

/** Looks into all of it, and hands over each chapter as it is done. */
export async function diagnose(app: DiagnosedApp, show: (chapter: Chapter) => void): Promise<void> {
  show({ id: 'time', findings: [await askForTime(`${app.backend()}/health`)] })
  show(await accessChapter(app))
  show(await probesChapter(app))
  show(await domainsChapter(app))
  show(await phoneChapter())
}
