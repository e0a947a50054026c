import { byCodePoint } from '../../text/fold.ts'
import type { Definition } from '../contract.ts'
import { isEmpty, namesOf } from '../scalars.ts'
import { named, type OptionsConfig, optionOf, optionsConfig } from './select.ts'

/** Some of a list of options, each once, in the options' order. Stored as a JSON array of ids. */
export const multiSelect = {
  type: 'multiSelect',
  storage: 'slot',
  kind: 'set',
  control: 'choices',
  formulaType: 'list',
  holds: 'options',
  cell: 'several',
  config: optionsConfig,
  parse(sent, config, { name }) {
    if (isEmpty(sent)) return null
    const wanted = (Array.isArray(sent) ? sent : [sent]).map((one) => optionOf(one, config, name).id)
    const ids = config.options.map((option) => option.id).filter((id) => wanted.includes(id))
    return ids.length > 0 ? ids : null
  },
  encode: (value) => [JSON.stringify(value)],
  decode: ([stored]) => (stored == null ? null : (JSON.parse(stored as string) as string[])),
  toJson: (value, config) => value.map((id) => named(id, config)),
  format: (answered, _config, { locale }) =>
    new Intl.ListFormat(locale, { type: 'unit', style: 'short' }).format(
      (answered as { name: string }[]).map((one) => one.name),
    ),
  compare: (a, b, config) => byCodePoint(places(a, config), places(b, config)),
  toFormula: (value, config): string[] => namesOf(multiSelect.toJson(value, config)),
  bare: namesOf,
  text: (value, config) => value.map((id) => named(id, config).name).join(' '),
} satisfies Definition<OptionsConfig, string[]>

/** Options' places, of four digits each: sets are ordered by their first option, then their second, … */
const places = (ids: string[], config: OptionsConfig) =>
  ids.map((id) => String(config.options.findIndex((option) => option.id === id)).padStart(4, '0')).join(' ')
