import { COLORS } from '../model/entities.ts'
import type { Json } from '../model/json.ts'
import { fold } from '../text/fold.ts'
import { dayOf } from '../time/zone.ts'
import type { FieldType } from './contract.ts'
import { countryName } from './countries.ts'
import type { OptionsConfig } from './select.ts'

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
  { zone, locale }: { zone: string; locale: string },
  config: unknown,
): unknown {
  const plain = plainOf(from, to, answered, zone, locale, (config as { currency?: string } | null)?.currency)
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

function plainOf(
  from: FieldType,
  to: FieldType,
  answered: Json,
  zone: string,
  locale: string,
  main: string | undefined,
): unknown {
  const one = answered as Record<string, Json>
  switch (from.type) {
    case 'currency':
      if (to.kind === 'money') return answered
      // Without its currency another's amount would be taken for one of the main.
      return one.currency === main ? one.amount : `${one.amount} ${one.currency}`
    case 'select':
      return one.name
    case 'multiSelect':
    case 'person':
      return (answered as { name: string }[]).map(({ name }) => name)
    case 'reference':
      return (answered as { title: string }[]).map(({ title }) => title)
    case 'location':
      return one.text || `${one.lat} ${one.lng}`
    case 'country':
      return to.type === 'country' ? answered : countryName(String(answered), locale)
    case 'dateTime':
      return to.kind === 'date' ? dayOf(zone, Date.parse(String(answered))) : answered
    default:
      return answered
  }
}

/** The new type's settings: as they were given, with options made from the values where it takes some and none were. */
export function proposedConfig(
  to: FieldType,
  given: unknown,
  bare: readonly unknown[],
  now: { config: Json },
): unknown {
  const config = (given ?? {}) as Partial<OptionsConfig>
  if (to.kind !== 'option' && to.type !== 'multiSelect') return config
  if (to.type !== 'select' && to.type !== 'multiSelect') return config
  if (config.options && config.options.length > 0) return config
  const had = (now.config as unknown as Partial<OptionsConfig>).options ?? []
  const names = new Map<string, string>(had.map(({ name }) => [fold(name), name]))
  for (const name of bare.flat().map(String)) {
    const trimmed = name.trim().slice(0, 200)
    if (trimmed && !names.has(fold(trimmed))) names.set(fold(trimmed), trimmed)
  }
  const known = new Map(had.map((option) => [fold(option.name), option]))
  const options = [...names.entries()]
    .slice(0, Math.max(MOST_OPTIONS, had.length))
    .map(([folded, name], i) => known.get(folded) ?? { id: `o${i + 1}`, name, color: COLORS[i % COLORS.length]! })
  return { ...config, options: distinctIds(options) }
}

function distinctIds(options: OptionsConfig['options']): OptionsConfig['options'] {
  const taken = new Set<string>()
  return options.map((option) => {
    let { id } = option
    for (let n = 2; taken.has(id); n++) id = `${option.id.slice(0, 18)}_${n}`
    taken.add(id)
    return { ...option, id }
  })
}
