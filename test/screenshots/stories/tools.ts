import { HeldRequests } from '../held-requests'
import type { Story, Studio } from '../studio'

const DOCTOR = 'doctor/pages/doctor/doctor'

/** What developers look for: a link taken apart, the diagnosis, the self-test. */
export const toolStories: readonly Story[] = [
  { name: 'link', route: 'link/pages/link/link', phone: 'new', run: link },
  { name: 'doctor', route: DOCTOR, phone: 'own', run: doctor },
  { name: 'self-test', route: DOCTOR, phone: 'own', run: selfTest },
]

async function link(studio: Studio): Promise<void> {
  const { page, words } = studio
  const { link: t } = words
  await studio.text(t.sameTime).waitFor()
  await studio.shoot('form')
  await studio.text(t.presets.small ?? '').click()
  await studio.text(t.sign).click()
  await page.waitForFunction(() => document.querySelector<HTMLImageElement>('.preview img')?.naturalWidth === 300)
  await studio.text(t.try).click()
  await page.locator('.tried').waitFor()
  for (const [state, title] of Object.entries({ url: t.url, preview: t.preview, parts: t.parts, compare: t.compare })) {
    await studio.shoot(state, { at: studio.text(title) })
  }
  await studio.shoot('usual', { at: studio.text(t.asUsual) })
  await problems(studio)
}

async function problems(studio: Studio): Promise<void> {
  const { page, words } = studio
  await page.locator('input[inputmode="numeric"]').fill('0')
  await studio.text(words.link.sign).click()
  await studio.text(words.link.problems.expires).waitFor()
  await studio.shoot('wrong', { at: studio.text(words.link.stable) })
  await page.locator('input[inputmode="numeric"]').fill('900')
  await studio.text('PUT').click()
  await studio.text(words.link.sign).click()
  await studio.text(words.t.errors.AccessDenied).waitFor()
  await studio.shoot('refused', { at: studio.text(words.link.stable) })
}

async function doctor(studio: Studio): Promise<void> {
  const { page, words, local } = studio
  const { doctor: t } = words
  await studio.text(t.requests).waitFor()
  await studio.shoot('good')
  for (const [chapter, title] of Object.entries(t.chapters)) {
    if (chapter !== 'time') await studio.shoot(chapter, { at: studio.text(title) })
  }
  await studio.shoot('requests', { at: studio.text(t.requests) })
  const requests = await HeldRequests.of(page, local.backend)
  await studio.text(t.run).click()
  await page.locator('.running').waitFor()
  await studio.shoot('running')
  await requests.fail()
  await studio.text(t.requests).waitFor()
  await studio.shoot('unreachable')
}

async function selfTest(studio: Studio): Promise<void> {
  const { words } = studio
  const { selfTest: t } = words.doctor
  await studio.text(words.doctor.requests).waitFor()
  await studio.shoot('before', { at: studio.text(t.title) })
  await studio.text(t.run).click()
  await studio.text(`${t.running}…`).waitFor()
  await studio.text(t.copy).waitFor()
  await studio.shoot('done', { at: studio.text(t.title) })
  await studio.shoot('end', { at: studio.text(words.doctor.findings['self.long'] ?? '') })
}
