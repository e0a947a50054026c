import * as v from 'valibot'
import { invalid } from '../../errors/index.ts'
import { COLORS } from '../../model/entities.ts'
import { findNamed, identityOf } from '../../text/identity.ts'
import type { Definition } from '../contract.ts'

const distinct = (words: string[]) => new Set(words).size === words.length

export const optionsConfig = v.strictObject({
  options: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          /** never one that another option had before: history and saved charts name options by it */
          id: v.pipe(v.string(), v.regex(/^\w{1,24}$/)),
          name: v.pipe(
            v.string(),
            v.trim(),
            v.maxLength(200),
            v.check((name) => identityOf(name) !== '', 'an option has no name that can be seen'),
          ),
          color: v.optional(v.picklist(COLORS), 'grey'),
        }),
      ),
      v.maxLength(1000),
      v.check((options) => distinct(options.map(({ id }) => id)), 'two options have the same id'),
      v.check((options) => distinct(options.map(({ name }) => identityOf(name))), 'two options have the same name'),
    ),
    [],
  ),
})
export type OptionsConfig = v.InferOutput<typeof optionsConfig>
export type Option = OptionsConfig['options'][number]

/** One option of a list. Stored by id, so renaming an option rewrites no record. */
export const select = {
  type: 'select',
  storage: 'slot',
  kind: 'option',
  control: 'choice',
  formulaType: 'text',
  holds: 'options',
  anyWords: true,
  config: optionsConfig,
  parse: (sent, config, world) =>
    sent === null || sent === undefined || sent === '' ? null : optionOf(sent, config, world.name).id,
  toJson: (value, config) => named(value, config),
  format: (answered) => (answered as { name: string }).name,
  compare: (a, b, config) => indexOf(a, config) - indexOf(b, config),
  toFormula: (value, config) => named(value, config).name,
  bare: (answered) => (answered as { name: string }).name,
  text: (value, config) => named(value, config).name,
} satisfies Definition<OptionsConfig, string>

/** By id or by name (exact, else whatever its case), or `{id}`; an unknown one is refused, never made silently. */
export function optionOf(sent: unknown, config: OptionsConfig, name: string): Option {
  const wanted = typeof sent === 'object' && sent !== null && 'id' in sent ? sent.id : sent
  const found =
    typeof wanted === 'string' || typeof wanted === 'number'
      ? (config.options.find((option) => option.id === String(wanted)) ?? findNamed(config.options, String(wanted)))
      : undefined
  if (!found)
    throw invalid('', 'unknownOption', {
      name,
      value: wanted,
      options: config.options.slice(0, 8).map((option) => option.name),
    })
  return found
}

export function named(id: string, config: OptionsConfig): { id: string; name: string } {
  return { id, name: config.options.find((option) => option.id === id)?.name ?? id }
}

export const indexOf = (id: string, config: OptionsConfig) => config.options.findIndex((option) => option.id === id)
