const limit = 2 * 1024 * 1024

/** Bytes of the main package and of each subpackage, by name. */
export function packageSizes(files) {
  const { subpackages = [], subPackages = subpackages } = JSON.parse(files['app.json'])
  const sizes = { 'main package': 0, ...Object.fromEntries(subPackages.map(({ root }) => [nameOf(root), 0])) }
  for (const [path, content] of Object.entries(files)) {
    const owner = subPackages.find(({ root }) => path.startsWith(`${bare(root)}/`))
    sizes[owner ? nameOf(owner.root) : 'main package'] += Buffer.byteLength(content)
  }
  return sizes
}

/** https://developers.weixin.qq.com/miniprogram/dev/framework/subpackages.html */
export function sizeProblems(sizes) {
  return Object.entries(sizes)
    .filter(([, size]) => size > limit)
    .map(([name, size]) => ({
      file: 'app.json',
      line: 1,
      column: 1,
      message: `${name} has ${size} bytes, more than ${limit}`,
    }))
}

const bare = (root) => root.replaceAll(/^\/|\/$/g, '')
const nameOf = (root) => `subpackage ${bare(root)}`
