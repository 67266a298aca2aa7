/**
 * What an app can import of the package: `index` is `cos-miniprogram`, each other name is `cos-miniprogram/name`, and
 * each has a file of its name in `sdk/src/`. `sdk/package.json` names the same in `exports` and `typesVersions`.
 */
export const phoneEntries = ['index', 'presign', 'album', 'official', 'compat']

/** What only Node can use: mini programs do not get it. */
export const nodeEntries = []
