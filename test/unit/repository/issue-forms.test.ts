/** Issue forms that break a rule of GitHub are not shown. @see https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-issue-forms */
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

const folder = resolve(__dirname, '../../../.github/ISSUE_TEMPLATE')
const id = z.string().regex(/^[\w-]+$/)
const label = z.string().min(1)
const validations = z.strictObject({ required: z.boolean() }).optional()

const element = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('markdown'), attributes: z.strictObject({ value: z.string().min(1) }) }),
  z.strictObject({
    type: z.enum(['input', 'textarea']),
    id,
    attributes: z.strictObject({ label, placeholder: z.string().optional(), render: z.string().optional() }),
    validations,
  }),
  z.strictObject({
    type: z.literal('dropdown'),
    id,
    attributes: z.strictObject({ label, options: z.array(z.string()).min(1) }),
    validations,
  }),
])
const form = z.strictObject({
  name: z.string().min(1),
  description: z.string().min(1),
  labels: z.array(z.string()),
  body: z.array(element).refine((body) => body.some(({ type }) => type !== 'markdown')),
})

const forms = readdirSync(folder).filter((name) => name !== 'config.yml')

describe.each(forms)('%s', (name) => {
  const given: unknown = parse(readFileSync(join(folder, name), 'utf8'))

  it('is a form that GitHub shows', () => {
    expect(form.safeParse(given)).toMatchObject({ success: true })
  })

  it('has no id and no label twice', () => {
    const fields = form.parse(given).body.flatMap((field) => (field.type === 'markdown' ? [] : [field]))
    for (const names of [fields.map((field) => field.id), fields.map((field) => field.attributes.label)]) {
      expect(new Set(names).size).toBe(names.length)
    }
  })
})

it('a form with a type that there is not is found', () => {
  expect(form.safeParse({ name: 'a', description: 'b', labels: [], body: [{ type: 'text' }] }).success).toBe(false)
})
