/**
 * Takes a picture of every page of the demo in its states: two sizes, light and dark, Chinese and English; and says where
 * text is hard to read, or a button is too small. With names of stories: of these alone. `--docs`: also makes the
 * pictures of the README and of the site anew.
 */
import { parseArgs } from 'node:util'
import { CleanUp } from '../clean-up'
import { type Demo, startDemo } from '../e2e/demo-phone'
import { type Language, LANGUAGES, LOCALES } from './language'
import { drawPhotos, fillAlbum } from './own-files'
import { writePictures } from './pictures'
import { stories } from './stories'
import { type OwnFiles, type Story, Studio } from './studio'

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { docs: { type: 'boolean' } } })
  const chosen = positionals.length > 0 ? positionals.map(storyOf) : stories
  const cleanUp = new CleanUp()
  try {
    const folder = await cleanUp.folder('screenshots-')
    const photos = await drawPhotos(folder)
    const demo = await startDemo(cleanUp, {
      // What takes longer than a minute breaks soon: the self-test has such a request.
      faults: ({ method, target }) =>
        method === 'GET' && /self-test-\w+-long/.test(target) ? { cut: { of: 'answer', after: 0 } } : undefined,
    })
    for (const language of LANGUAGES) await tellAll(demo, language, chosen, { folder, photos })
  } finally {
    await cleanUp.run()
  }
  if (values.docs) await writePictures()
}

function storyOf(name: string): Story {
  const story = stories.find((one) => one.name === name)
  if (!story) throw new Error(`There is no story ${name}, only ${stories.map((one) => one.name).join(', ')}`)
  return story
}

async function tellAll(demo: Demo, language: Language, chosen: readonly Story[], files: OwnFiles): Promise<void> {
  const owner = await demo.open('pages/upload/upload', { locale: LOCALES[language] })
  await fillAlbum(new Studio(owner.page, demo.local, language, 'own', files))
  const storageState = await owner.page.context().storageState()
  await owner.page.context().close()
  for (const story of chosen) {
    const own = story.phone === 'own' ? { storageState } : {}
    const { page } = await demo.open(story.route, { locale: LOCALES[language], ...own })
    const studio = new Studio(page, demo.local, language, story.name, files)
    await story.run(studio)
    await page.context().close()
    console.log(`${story.name} (${language}): ${studio.taken} pictures`)
    for (const problem of studio.problems) console.log(`  ${problem}`)
  }
}

void main()
