import { invalid, onlyAtPath } from '../errors/index.ts'
import { decimalFrom, typeOf } from '../fields/index.ts'
import type { Color, Field } from '../model/index.ts'
import { endOf } from '../time/day.ts'
import type { Filter } from './filters/ast.ts'
import { type Period, periodName } from './filters/period.ts'
import { fieldNamed } from './operands/field-named.ts'
import { isSingle, lookupBy } from './operands/lookup.ts'
import { operandNamed } from './operands/names.ts'
import type { Operand, Scope } from './scope.ts'

/** What records are grouped by: tables group rows by it, charts split by it. How records get their groups is SQL (group.sql.ts). */
export interface Group {
  /** of dates: how long a group is; null for everything else */
  every: Period | null
  /** a record may be in several groups (a deal with two tags) */
  overlapping: boolean
  /** groups have names that people gave: of several projects, the same-named are one (M43) */
  named: boolean
  /** `order` sorts groups; where it is the same for two, their labels do */
  describe(key: GroupKey, label: string | null): { label: string; color: Color | null; order: number }
  /** the records of that group, among those that were asked for; null: of those that are in none */
  filter(key: GroupKey | null, label: string | null): Filter
}

export type GroupKey = string | number

/** How the records of one scope are grouped by a field, a built-in, or what is looked up through references. */
export function groupNamed(scope: Scope, by: string, every?: Period): Group {
  const field = fieldNamed(scope, by)
  if (by === TEAM && !field) return teamGroup(scope)
  const lookup = lookupBy(scope, field, by)
  return lookup
    ? groupBehind(groupNamed(lookup.scope, lookup.name, every), by, isSingle(lookup))
    : groupOf(scope, by, field, operandNamed(scope, by), every)
}

/** Records are also grouped by the teams of those they are assigned to, which is no field. */
export const TEAM = 'team'

export function teamGroup({ catalog }: Scope): Group {
  const hasSomeOf = (people: readonly number[]): Filter =>
    people.length > 0 ? { field: 'assignees', op: 'hasAny', value: people.map(String) } : { or: [] }
  return {
    every: null,
    overlapping: true,
    named: false,
    describe: describer(catalog.teams),
    filter: (key) =>
      key === null
        ? { not: hasSomeOf(catalog.teams.flatMap(({ people }) => people)) }
        : hasSomeOf(catalog.teams.find(({ id }) => id === key)?.people ?? []),
  }
}

/** `inner` groups the records pointed at; the same groups of the records that point. */
export const groupBehind = <G extends Group>(inner: G, by: string, single: boolean): G => ({
  ...inner,
  overlapping: !single || inner.overlapping,
  filter: (key: GroupKey | null, label: string | null) => {
    const filter = inner.filter(key, label)
    return 'field' in filter ? { ...filter, field: by } : filter
  },
})

export function groupOf(scope: Scope, by: string, field: Field | null, operand: Operand, every?: Period): Group {
  const group = groupOfKind(scope, by, field, operand, every)
  return { ...group, filter: (key, label) => (key === null ? { field: by, op: 'empty' } : group.filter(key, label)) }
}

/** Groups of what isn't empty. */
type Filled = Omit<Group, 'filter'> & { filter(key: GroupKey, label: string | null): Filter }

function groupOfKind(scope: Scope, by: string, field: Field | null, operand: Operand, every?: Period): Filled {
  const plain = {
    every: null,
    overlapping: false,
    named: false,
    filter: (key: GroupKey): Filter => ({ field: by, op: 'eq', value: key }),
  }
  switch (operand.kind) {
    case 'date':
    case 'instant':
      return dated(by, every ?? 'day')
    case 'option':
      return { ...plain, named: true, describe: teller(scope, by, field), filter: ofOption(by, 'eq', field) }
    case 'set':
      return {
        ...plain,
        named: true,
        overlapping: true,
        describe: teller(scope, by, field),
        filter: ofOption(by, 'has', field),
      }
    case 'links':
      return {
        ...plain,
        overlapping: (field?.config as { multiple?: boolean })?.multiple === true,
        describe: (key, label) => ({ label: label ?? String(key), color: null, order: 0 }),
        filter: (key) => ({ field: by, op: 'has', value: String(key) }),
      }
    case 'boolean':
      return {
        ...plain,
        describe: (key) => ({ label: key === 1 ? 'true' : 'false', color: null, order: key === 1 ? 0 : 1 }),
        filter: (key) => ({ field: by, op: 'eq', value: key === 1 }),
      }
    case 'number':
      return {
        ...plain,
        describe: (key) => ({ label: String(Number(Number(key).toPrecision(15))), color: null, order: Number(key) }),
        filter: (key) => ({ field: by, op: 'eq', value: Number(Number(key).toPrecision(15)) }),
      }
    case 'money':
      return {
        ...plain,
        describe: (key) => ({ label: amountOf(key).join(' '), color: null, order: Number(String(key).split(' ')[0]) }),
        filter(key) {
          const [amount, currency] = amountOf(key)
          return { field: by, op: 'eq', value: { amount, currency } }
        },
      }
    case 'text':
      return {
        ...plain,
        describe: (key, label) => ({ label: label ?? String(key), color: null, order: 0 }),
        filter: (key, label) => ({ field: by, op: 'eq', value: label ?? String(key) }),
      }
    case 'files':
      throw invalid('', 'badGroup', { name: operand.name })
  }
}

/** A deleted option can only be named by its id. */
function ofOption(by: string, op: string, field: Field | null): Filled['filter'] {
  const { options } = (field?.config ?? {}) as { options?: { id: string }[] }
  const known = (key: GroupKey) => !options || options.some((one) => one.id === key)
  return (key) => ({ field: by, op, value: known(key) ? String(key) : { id: String(key) } })
}

function amountOf(key: GroupKey): [amount: string, currency: string] {
  const [minor = '0', currency = ''] = String(key).split(' ')
  return [decimalFrom(Number(minor), currency), currency]
}

const dated = (by: string, every: Period): Filled => ({
  every,
  overlapping: false,
  named: false,
  describe: (key) => ({ label: periodName(String(key), every), color: null, order: 0 }),
  filter: (key) => ({ field: by, op: 'within', value: [String(key), endOf(String(key), every)] }),
})

/** Names of lists, tags, people and options, in their own order. */
function teller(scope: Scope, by: string, field: Field | null): Group['describe'] {
  const things: readonly { id: number | string; name: string; color?: Color }[] = !field
    ? ({ list: scope.project.lists, tags: scope.project.tags }[by] ??
      (by === 'listKind' ? KINDS : scope.catalog.people))
    : typeOf(field.type)?.holds === 'people'
      ? scope.catalog.people
      : (((field.config as { options?: never[] }).options ?? []) as { id: string; name: string; color: Color }[])
  return describer(things)
}

function describer(things: readonly { id: number | string; name: string; color?: Color }[]): Group['describe'] {
  return (key) => {
    const i = things.findIndex((one) => String(one.id) === String(key))
    const thing = things[i]
    return { label: thing?.name ?? String(key), color: thing?.color ?? null, order: i < 0 ? things.length : i }
  }
}

const KINDS = (
  [
    ['open', 'blue'],
    ['won', 'green'],
    ['lost', 'red'],
    ['void', 'grey'],
  ] as const
).map(([id, color]) => ({ id, name: id, color }))

/** A group's problems stand under `path`. */
export const groupAt = (path: string, scope: Scope, by: string, every?: Period): Group =>
  onlyAtPath(path, () => groupNamed(scope, by, every))
