const megabyte = 1024 * 1024
const mainPackage = 'main package'

/** Bytes of the main package and of each subpackage, by name. */
export function packageSizes(files) {
  const { subpackages = [], subPackages = subpackages } = JSON.parse(files['app.json'])
  const sizes = { [mainPackage]: 0, ...Object.fromEntries(subPackages.map(({ root }) => [nameOf(root), 0])) }
  for (const [path, content] of Object.entries(files)) {
    const owner = subPackages.find(({ root }) => path.startsWith(`${bare(root)}/`))
    sizes[owner ? nameOf(owner.root) : mainPackage] += Buffer.byteLength(content)
  }
  return sizes
}

/** What an upload refuses, and what WeChat's code quality check wants of the main package. */
export function sizeProblems(sizes, file) {
  return Object.entries(sizes)
    .map(([name, size]) => ({ name, size, limit: name === mainPackage ? 1.5 * megabyte : 2 * megabyte }))
    .filter(({ size, limit }) => size > limit)
    .map(({ name, size, limit }) => ({
      file,
      line: 1,
      column: 1,
      message: `${name} has ${size} bytes, more than ${limit}`,
    }))
}

const bare = (root) => root.replaceAll(/^\/|\/$/g, '')
const nameOf = (root) => `subpackage ${bare(root)}`
