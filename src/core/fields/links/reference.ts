import * as v from 'valibot'
import { invalid } from '../../errors/index.ts'
import { idFrom } from '../../model/ids.ts'
import type { Definition } from '../contract.ts'
import { isEmpty } from '../scalars.ts'

/** One record as it was named. Where several are set, the Worker tries id, then number, then title. */
export interface Ref {
  id?: number
  number?: number
  title?: string
}

interface Config {
  project: string
  multiple: boolean
}

const projectId = v.pipe(
  v.union([v.string(), v.number()]),
  v.transform(String),
  v.check((id) => idFrom(id) !== null, 'project is not an id'),
)

/** Records of another project. They live in `links`; which ones are meant only the database knows, so `parse` leaves them named. */
export const reference = {
  type: 'reference',
  storage: 'links',
  kind: 'links',
  formulaType: 'list',
  cell: 'records',
  config: v.strictObject({
    project: projectId,
    multiple: v.optional(v.boolean(), false),
    /** which of its records are offered; the Worker checks that it can be asked there */
    filter: v.optional(v.record(v.string(), v.unknown())),
  }),
  parse(sent, { multiple }, { name }) {
    if (isEmpty(sent)) return null
    const refs = (Array.isArray(sent) ? sent : [sent]).map((one) => refFrom(one, name))
    if (refs.length > 1 && !multiple) throw invalid('', 'notSingle', { name })
    return refs.length > 0 ? refs : null
  },
  toJson: (value) => value.map(({ id, title }) => ({ id: String(id ?? ''), title: title ?? '' })),
  format: (answered, _config, { locale }) =>
    new Intl.ListFormat(locale, { type: 'unit', style: 'short' }).format(
      (answered as { id: string; title?: string }[]).map((one) => one.title || one.id),
    ),
  bare: (answered) => (answered as { title: string }[]).map(({ title }) => title),
} satisfies Definition<Config, Ref[]>

function refFrom(sent: unknown, name: string): Ref {
  if (typeof sent === 'number') return { number: wholeFrom(sent, sent, name) }
  if (typeof sent === 'string' && sent.trim() !== '') return refFromText(sent.trim())
  const { id, number, title } = (typeof sent === 'object' && sent !== null ? sent : {}) as Record<string, unknown>
  if (id !== undefined) return { id: wholeFrom(id, sent, name) }
  if (number !== undefined) return { number: wholeFrom(number, sent, name) }
  if (typeof title === 'string' && title.trim() !== '') return { title: title.trim() }
  throw invalid('', 'notId', { name, value: sent })
}

/** "12" may be an id, a number or a title (there is a novel called 1984); "#12" is a number. */
function refFromText(text: string): Ref {
  const id = idFrom(text)
  if (id !== null) return { id, number: id, title: text }
  const number = text.startsWith('#') ? idFrom(text.slice(1)) : null
  return number === null ? { title: text } : { number, title: text }
}

function wholeFrom(given: unknown, sent: unknown, name: string): number {
  const id = idFrom(given)
  if (id === null) throw invalid('', 'notId', { name, value: sent })
  return id
}
