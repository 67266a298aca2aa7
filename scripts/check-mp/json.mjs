import { ci } from '../miniprogram-ci.mjs'
import { positionAt } from './source.mjs'

/** Syntax of every JSON file; keys and types of those that WeChat has a schema for. */
export async function validateJson(source) {
  const problems = []
  for (const file of source.files.filter((name) => name.endsWith('.json') && !/\btsconfig\.json$/.test(name))) {
    const text = source.read(file)
    const syntax = syntaxProblem(text)
    if (syntax) problems.push({ file, ...syntax })
    else problems.push(...(await schemaProblems(file, text, schemaOf(source, file))))
  }
  return problems
}

function syntaxProblem(text) {
  try {
    JSON.parse(text)
  } catch ({ message }) {
    const index = /position (\d+)/.exec(message)?.[1]
    return { ...positionAt(text, index === undefined ? text.length : Number(index)), message }
  }
}

function schemaOf({ miniprogram, files }, file) {
  const name = file.slice(miniprogram ? miniprogram.length + 1 : 0)
  if (name === 'app.json') return 'app'
  if (name === 'sitemap.json') return 'sitemap'
  if (name === 'theme.json') return 'theme'
  return files.includes(file.replace(/json$/, 'wxml')) ? 'page' : undefined
}

async function schemaProblems(file, text, schema) {
  if (!schema) return []
  const { warning, error } = await ci.schemaValidate(schema, JSON.parse(text))
  const unknown = warning ? [{ key: /"([^"]+)"\]$/.exec(warning)?.[1], message: `unknown key: ${warning}` }] : []
  const wrong = error.map(({ errorProperty, correctType, requireProperty }) => ({
    key: errorProperty?.split('.').pop(),
    message: `${errorProperty} should be ${correctType?.join(' or ') ?? requireProperty}`,
  }))
  return [...unknown, ...wrong].map(({ key, message }) => ({
    file,
    ...positionAt(text, text.indexOf(`"${key}"`)),
    message,
  }))
}
