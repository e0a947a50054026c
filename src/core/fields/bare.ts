import { COLORS } from '../model/entities.ts'
import type { Json } from '../model/json.ts'
import { identityOf } from '../text/identity.ts'
import type { OptionsConfig } from './choices/select.ts'
import type { FieldType } from './contract.ts'
import { decimalCandidates, decimalIn } from './scalars.ts'

/** So many different values may become options by themselves; more are no options but texts. */
const MOST_OPTIONS = 200

/**
 * A field's value in the form in which another type reads it: what remains of it where the type is changed. Amounts keep
 * their currency only for money; names of options, people and records stand for them.
 */
export function bareValue(
  from: FieldType,
  to: FieldType,
  answered: Json,
  around: { zone: string; locale: string },
  config: unknown,
): unknown {
  const plain = from.bare ? from.bare(answered, to, around, config) : answered
  // A text that can be one number only is that number, however it groups its digits.
  if (from.kind === 'text' && (to.kind === 'number' || to.kind === 'money') && typeof plain === 'string')
    return decimalOf(plain)
  // Only texts are lists by their commas; the name of one option may have one.
  if (to.kind === 'set' && from.kind !== 'text') return Array.isArray(plain) ? plain : [plain]
  if (to.kind === 'set')
    return Array.isArray(plain)
      ? plain
      : String(plain)
          .split(/[,;\n]/)
          .map((one) => one.trim())
          .filter(Boolean)
  if (Array.isArray(plain)) {
    // Several don't fit where one is taken: none of them is let go silently.
    if (plain.length === 1) return plain[0]
    return to.kind === 'text' ? plain.join(', ') : plain
  }
  return to.kind === 'text' || to.kind === 'option' ? String(plain) : plain
}

function decimalOf(text: string): string {
  const [one, ...others] = decimalIn(text) === null ? decimalCandidates(text) : []
  return one !== undefined && others.length === 0 ? one : text
}

/** Whether the new type takes options and none were given, so that they are made of the values. */
export const needsOptions = (to: FieldType, given: unknown): boolean =>
  to.holds === 'options' && !((given as Partial<OptionsConfig> | undefined)?.options?.length ?? 0)

/** Adds the names that bare values say to those that `names` has by their identity, until they are too many for options. */
export function addOptionNames(names: Map<string, string>, bare: readonly unknown[]): void {
  for (const name of bare.flat().map(String)) {
    if (names.size >= MOST_OPTIONS) return
    const trimmed = name.trim().slice(0, 200)
    if (trimmed && !names.has(identityOf(trimmed))) names.set(identityOf(trimmed), trimmed)
  }
}

/** The new type's settings with options (without ids yet) of the names: first those that the field had, as they were. */
export function withOptions(given: unknown, names: ReadonlyMap<string, string>, stored: { config: Json }): unknown {
  const had = (stored.config as unknown as Partial<OptionsConfig>).options ?? []
  const known = new Map(had.map((option) => [identityOf(option.name), option]))
  const all = new Map([...had.map(({ name }): [string, string] => [identityOf(name), name]), ...names])
  const options = [...all]
    .slice(0, Math.max(MOST_OPTIONS, had.length))
    .map(([identity, name], i) => known.get(identity) ?? { name, color: COLORS[i % COLORS.length]! })
  return { ...(given as object | undefined), options }
}
