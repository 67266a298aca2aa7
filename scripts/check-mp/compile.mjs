import { ci, projectAt } from '../miniprogram-ci.mjs'

/** Compiles as an upload would. The compiler stops at its first problem. */
export async function compile(source) {
  try {
    const files = await ci.getCompiledResult({
      project: projectAt(source.folder),
      version: '0.0.0',
      desc: '',
      // Without minifying, mistakes in WXML and WXSS are not seen.
      setting: { useProjectConfig: true, minifyWXML: true, minifyWXSS: true },
      onProgressUpdate() {},
    })
    return { files }
  } catch (error) {
    return { problem: problemOf(error, source) }
  }
}

function problemOf({ path, message }, source) {
  const file = inSource(path ?? /^file: (.*)$/m.exec(message)?.[1] ?? 'project.config.json', source)
  const text = message.replace(/^file: .*\n/, '').split('\n> ')[0]
  const [, line = 1, column = 1] = /(?:^|[:(])(\d+):(\d+)\b/.exec(text) ?? []
  const told = text
    .replaceAll(`${source.folder}/`, '')
    .replace(/^\s*(?:\S+: )*(?:\d+:\d+:? ?)?/, '')
    .replace(/\s*\(\d+:\d+\)/, '')
  return { file, line: Number(line), column: Number(column), message: told }
}

function inSource(path, { miniprogram, has }) {
  const file = path.replace(/^\//, '')
  return has(file) || !miniprogram ? file : `${miniprogram}/${file}`
}
