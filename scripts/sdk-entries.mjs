/**
 * What an app can import of the package: `index` is `cos-miniprogram`, each other name is `cos-miniprogram/name`, and
 * each has a file of its name in `sdk/src/`. `sdk/package.json` names the same in `exports` and `typesVersions`.
 */
export const phoneEntries = ['index', 'presign', 'album', 'official', 'compat']

/**
 * What only Node can use: mini programs do not get it. Its file in `sdk/src/` has types alone; the code is bundled from
 * `sdk/NAME/index.ts`, since it needs Node, packages, and the stand-ins of this project's tests.
 */
export const nodeEntries = ['testing']
