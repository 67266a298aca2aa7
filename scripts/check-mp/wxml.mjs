import { TmplGroup } from 'glass-easel-template-compiler'

/** What the template compiler of WeChat's component framework warns of: tags left open, broken expressions. */
export function lintWxml(source) {
  return source.files.filter((file) => file.endsWith('.wxml')).flatMap((file) => lint(file, source.read(file)))
}

function lint(file, text) {
  const group = new TmplGroup()
  const warnings = group.addTmpl(file, text).filter(({ level }) => level !== 'Note')
  group.free()
  return warnings.map(({ startLine, startColumn, message }) => ({
    file,
    line: startLine + 1,
    column: startColumn + 1,
    message,
  }))
}
