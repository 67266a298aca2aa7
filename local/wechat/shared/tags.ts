/** The folder in code space of the built-in elements and their templates. */
export const BUILT_IN_FOLDER = '__builtin'

/** WeChat's built-in elements, which the host draws as `wx-view`, `wx-text` and so on. */
export const BUILT_IN_TAGS: ReadonlySet<string> = new Set(
  [
    'audio button camera canvas checkbox checkbox-group cover-image cover-view form icon image input label map',
    'navigator page-container page-meta picker picker-view picker-view-column progress radio radio-group',
    'rich-text root-portal scroll-view slider swiper swiper-item switch text textarea video view web-view',
  ].flatMap((line) => line.split(' ')),
)
