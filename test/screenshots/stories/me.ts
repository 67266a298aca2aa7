import type { Story, Studio } from '../studio'

/** What a person has chosen, and what the app keeps of them. */
export const meStories: readonly Story[] = [
  { name: 'me', route: 'pages/me/me', phone: 'own', run: me },
  { name: 'chosen-dark', route: 'pages/me/me', phone: 'own', run: (studio) => chosen(studio, 'dark') },
  { name: 'chosen-light', route: 'pages/me/me', phone: 'own', run: (studio) => chosen(studio, 'light') },
]

async function me(studio: Studio): Promise<void> {
  const { t } = studio.words
  await studio.text(t.me.language).waitFor()
  await studio.shoot('top')
  await studio.shoot('storage', { at: studio.text(t.me.storage) })
  await studio.shoot('end', { at: studio.text(t.me.about) })
  await studio.shootDialog('delete', studio.text(t.me.deleteAll))
}

/** An appearance that was chosen is that of every page, whatever the system's is. */
async function chosen(studio: Studio, appearance: 'light' | 'dark'): Promise<void> {
  const { page, words } = studio
  const { t } = words
  await page.getByRole('radio', { name: t.me.appearances[appearance] }).click()
  await studio.shoot('me')
  await studio.text(t.tabs.album).click()
  await studio.front().getByRole('group').locator('img').nth(5).waitFor()
  await studio.button(t.select.choose).click()
  await studio.front().getByRole('group').locator('img').first().click()
  await studio.shoot('album')
  await studio.text(t.tabs.upload).click()
  await studio.text(t.upload.emptyTitle).waitFor()
  await studio.shoot('upload')
  await studio.navigateTo('/link/pages/link/link')
  await studio.text(words.link.sameTime).waitFor()
  await studio.shoot('link')
  await studio.navigateTo('/doctor/pages/doctor/doctor')
  await studio.text(words.doctor.requests).waitFor()
  await studio.shoot('doctor')
}
