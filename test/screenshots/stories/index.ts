import type { Story } from '../studio'
import { albumStories } from './album'
import { hostStories } from './host'
import { meStories } from './me'
import { photoStories } from './photo'
import { shareStories } from './share'
import { toolStories } from './tools'
import { uploadStories } from './upload'

/** Every page of the demo, and the browser host. */
export const stories: readonly Story[] = [
  ...albumStories,
  ...uploadStories,
  ...photoStories,
  ...shareStories,
  ...toolStories,
  ...meStories,
  ...hostStories,
]
