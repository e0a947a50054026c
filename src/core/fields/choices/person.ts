import * as v from 'valibot'
import { invalid } from '../../errors/index.ts'
import { idFrom } from '../../model/ids.ts'
import { isSameName } from '../../text/identity.ts'
import type { Definition, World } from '../contract.ts'
import { isEmpty, namesOf } from '../scalars.ts'

interface Config {
  multiple: boolean
}

/** People of the workspace, each once, in the order given. Stored as a JSON array of ids. */
export const person = {
  type: 'person',
  storage: 'slot',
  kind: 'set',
  formulaType: 'list',
  holds: 'people',
  cell: 'people',
  config: v.strictObject({ multiple: v.optional(v.boolean(), true) }),
  parse(sent, { multiple }, world) {
    if (isEmpty(sent)) return null
    const ids = [...new Set((Array.isArray(sent) ? sent : [sent]).map((one) => personOf(one, world)))]
    if (ids.length > 1 && !multiple) throw invalid('', 'notSingle', { name: world.name })
    return ids.length > 0 ? ids : null
  },
  encode: (value) => [JSON.stringify(value)],
  decode: ([stored]) => (stored == null ? null : (JSON.parse(stored as string) as number[])),
  toJson: (value, _config, { people }) =>
    value.map((id) => ({ id: String(id), name: people.find((one) => one.id === id)?.name ?? String(id) })),
  format: (answered, _config, { locale }) =>
    new Intl.ListFormat(locale, { type: 'unit', style: 'short' }).format(
      (answered as { name: string }[]).map((one) => one.name),
    ),
  toFormula: (value, config, world): string[] => namesOf(person.toJson(value, config, world)),
  bare: namesOf,
} satisfies Definition<Config, number[]>

/** By id, email, name (whatever its case), `{id}`, or "me". Assignees are read by it too. */
export function personOf(sent: unknown, { people, me }: World): number {
  const wanted = typeof sent === 'object' && sent !== null && 'id' in sent ? sent.id : sent
  if (wanted === 'me' && me !== null) return me
  const id = idFrom(wanted)
  if (id !== null && people.some((one) => one.id === id)) return id
  const word = typeof wanted === 'string' ? wanted : ''
  const byEmail = people.find((one) => isSameName(one.email, word))
  if (byEmail) return byEmail.id
  const exact = people.filter((one) => one.name === word)
  const [first, second] = exact.length > 0 ? exact : people.filter((one) => isSameName(one.name, word))
  if (!first) throw invalid('', 'unknownPerson', { value: wanted })
  if (second) throw invalid('', 'ambiguousPerson', { value: wanted })
  return first.id
}
