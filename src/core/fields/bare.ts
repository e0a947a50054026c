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

/** The new type's settings: as they were given, with options made from the values (without ids yet) where it takes some and none were. */
export function proposedConfig(
  to: FieldType,
  given: unknown,
  bare: readonly unknown[],
  now: { config: Json },
): unknown {
  const config = (given ?? {}) as Partial<OptionsConfig>
  if (to.holds !== 'options') return config
  if (config.options && config.options.length > 0) return config
  const had = (now.config as unknown as Partial<OptionsConfig>).options ?? []
  const names = new Map<string, string>(had.map(({ name }) => [identityOf(name), name]))
  for (const name of bare.flat().map(String)) {
    const trimmed = name.trim().slice(0, 200)
    if (trimmed && !names.has(identityOf(trimmed))) names.set(identityOf(trimmed), trimmed)
  }
  const known = new Map(had.map((option) => [identityOf(option.name), option]))
  const options = [...names.entries()]
    .slice(0, Math.max(MOST_OPTIONS, had.length))
    .map(([identity, name], i) => known.get(identity) ?? { name, color: COLORS[i % COLORS.length]! })
  return { ...config, options }
}
