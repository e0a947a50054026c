import { invalid, onlyAtPath } from '../errors/index.ts'
import { decimalFrom, typeOf } from '../fields/index.ts'
import type { Color, Field } from '../model/index.ts'
import { raw, type Sql, sql } from '../sql/index.ts'
import { daySql } from '../time/zone.sql.ts'
import type { Filter } from './filters/ast.ts'
import { lastDay, type Period, periodName, periodSql } from './filters/period.ts'
import { fieldNamed } from './operands/field-named.ts'
import { firstOf, isFew, isSingle, linkJoin, lookupBy } from './operands/lookup.ts'
import { operandNamed } from './operands/names.ts'
import { visibleTarget } from './record-visibility.ts'
import type { Operand } from './scope.ts'
import { col, type Scope } from './scope.ts'

/** What records are grouped by: tables group rows by it, charts split by it. */
export interface Group {
  /** of dates: how long a group is; null for everything else */
  every: Period | null
  /** SQL of a record's group, NULL where it has none; where a record is in several, `from` has a row for each */
  key: Sql
  /** SQL of what people read, where the key alone doesn't tell */
  label: Sql | null
  /** what is joined to `records` for it */
  from: Sql
  /** a record may be in several groups (a deal with two tags) */
  overlapping: boolean
  /** groups have names that people gave: of several projects, the same-named are one (M43) */
  named: boolean
  /** `order` sorts groups; where it is the same for two, their labels do */
  describe(key: GroupKey, label: string | null): { label: string; color: Color | null; order: number }
  /** the records of that group, among those that were asked for */
  filter(key: GroupKey, label: string | null): Filter
}

export type GroupKey = string | number

/** How the records of one scope are grouped by a field, a built-in, or what is looked up through references. */
export function groupNamed(scope: Scope, by: string, every?: Period): Group {
  const field = fieldNamed(scope, by)
  const lookup = lookupBy(scope, field, by)
  if (!lookup) return groupOf(scope, by, field, operandNamed(scope, by), every)
  const target = lookup.scope
  const inner = groupNamed(target, lookup.name, every)
  const several = !isSingle(lookup) || inner.overlapping
  const filter = (key: GroupKey, label: string | null) => renamed(inner.filter(key, label), by)
  if (!several && isFew(lookup, scope)) {
    // With few referenced records, each one's group is computed once.
    const [l, t] = [raw(`${member(scope)}l`), raw(`${member(scope)}t`)]
    const keys = sql`SELECT ${col(target, 'id')} AS id, ${inner.key} AS k, ${inner.label ?? raw('NULL')} AS l FROM records ${raw(target.row)} ${inner.from}
      WHERE ${col(target, 'project_id')} = ${raw(String(lookup.target.id))} AND ${visibleTarget(target)}`
    const from = sql`${linkJoin(scope, lookup.reference, l)} LEFT JOIN (${keys}) ${t} ON ${t}.id = ${l}.to_id`
    return { ...inner, key: sql`${t}.k`, label: inner.label && sql`${t}.l`, from, filter }
  }
  if (!several) {
    const label = inner.label && firstOf(scope, target, lookup.reference, inner.label, inner.from)
    return {
      ...inner,
      key: firstOf(scope, target, lookup.reference, inner.key, inner.from),
      label,
      from: raw(''),
      filter,
    }
  }
  const rows = sql`SELECT DISTINCT ${inner.key} AS k, ${inner.label ?? raw('NULL')} AS l FROM links k
    JOIN records ${raw(target.row)} ON ${col(target, 'id')} = k.to_id ${inner.from}
    WHERE k.from_id = ${col(scope, 'id')} AND k.field_id = ${lookup.reference.id} AND ${visibleTarget(target)}`
  const from = sql`LEFT JOIN json_each((SELECT json_group_array(json_array(k, l)) FROM (${rows}) WHERE k IS NOT NULL)) ${raw(member(scope))}`
  const partOf = (i: number) => raw(`${member(scope)}.value ->> ${i}`)
  return { ...inner, key: partOf(0), label: inner.label && partOf(1), from, overlapping: true, filter }
}

/** What is joined in is called after the row it is joined to. */
const member = (scope: Scope) => `m${scope.row.slice(1)}`

function renamed(filter: Filter, by: string): Filter {
  return 'field' in filter ? { ...filter, field: by } : filter
}

function groupOf(scope: Scope, by: string, field: Field | null, operand: Operand, every?: Period): Group {
  const plain = {
    every: null,
    label: null,
    from: sql``,
    overlapping: false,
    named: false,
    filter: (key: GroupKey): Filter => ({ field: by, op: 'eq', value: key }),
  }
  switch (operand.kind) {
    case 'date':
    case 'instant': {
      const day = operand.kind === 'date' ? operand.key : daySql(scope.catalog.workspace.zone, operand.key)
      return dated(by, day, every ?? 'day')
    }
    case 'option':
      return {
        ...plain,
        named: true,
        key: operand.key,
        describe: teller(scope, by, field),
        filter: ofOption(by, 'eq', field),
      }
    case 'set': {
      const from = sql`LEFT JOIN json_each((SELECT json_group_array(k) FROM (SELECT DISTINCT * FROM (${renamedMembers(operand)})))) ${raw(member(scope))}`
      const common = {
        ...plain,
        named: true,
        overlapping: true,
        describe: teller(scope, by, field),
        filter: ofOption(by, 'has', field),
      }
      return { ...common, ...(joined(scope, by) ?? { key: raw(`${member(scope)}.value`), from }) }
    }
    case 'links':
      return {
        ...plain,
        named: true,
        overlapping: (field?.config as { multiple?: boolean })?.multiple === true,
        key: sql`${raw(`${member(scope)}o`)}.id`,
        label: sql`${raw(`${member(scope)}o`)}.title`,
        from: sql`LEFT JOIN links ${raw(member(scope))} ON ${raw(member(scope))}.from_id = ${col(scope, 'id')} AND ${raw(member(scope))}.field_id = ${field!.id}
          LEFT JOIN records ${raw(`${member(scope)}o`)} ON ${raw(`${member(scope)}o`)}.id = ${raw(member(scope))}.to_id AND ${raw(`${member(scope)}o`)}.deleted_at IS NULL`,
        describe: (key, label) => ({ label: label ?? String(key), color: null, order: 0 }),
        filter: ofId(by, 'has'),
      }
    case 'boolean':
      return {
        ...plain,
        key: operand.key,
        describe: (key) => ({ label: key === 1 ? 'true' : 'false', color: null, order: key === 1 ? 0 : 1 }),
        filter: (key) => ({ field: by, op: 'eq', value: key === 1 }),
      }
    case 'number':
      return {
        ...plain,
        key: sql`CAST(${operand.key} AS REAL)`,
        describe: (key) => ({ label: String(Number(Number(key).toPrecision(15))), color: null, order: Number(key) }),
        filter: (key) => ({ field: by, op: 'eq', value: Number(Number(key).toPrecision(15)) }),
      }
    case 'money':
      return {
        ...plain,
        key: sql`${operand.key} || ' ' || ${operand.currency!.key}`,
        describe: (key) => ({ label: amountOf(key).join(' '), color: null, order: Number(String(key).split(' ')[0]) }),
        filter(key) {
          const [amount, currency] = amountOf(key)
          return { field: by, op: 'eq', value: { amount, currency } }
        },
      }
    case 'text':
      return {
        ...plain,
        key: operand.key,
        label: operand.written ?? operand.key,
        describe: (key, label) => ({ label: label ?? String(key), color: null, order: 0 }),
        filter: (key, label) => ({ field: by, op: 'eq', value: label ?? String(key) }),
      }
    case 'files':
      throw invalid('', 'badGroup', { name: operand.name })
  }
}

const ofId =
  (field: string, op: string) =>
  (key: GroupKey): Filter => ({ field, op, value: String(key) })

/** A deleted option can only be named by its id. */
function ofOption(by: string, op: string, field: Field | null): Group['filter'] {
  const { options } = (field?.config ?? {}) as { options?: { id: string }[] }
  const known = (key: GroupKey) => !options || options.some((one) => one.id === key)
  return (key) => ({ field: by, op, value: known(key) ? String(key) : { id: String(key) } })
}

function amountOf(key: GroupKey): [amount: string, currency: string] {
  const [minor = '0', currency = ''] = String(key).split(' ')
  return [decimalFrom(Number(minor), currency), currency]
}

function dated(by: string, day: Sql, every: Period): Group {
  return {
    every,
    key: periodSql(day, every),
    label: null,
    from: sql``,
    overlapping: false,
    named: false,
    describe: (key) => ({ label: periodName(String(key), every), color: null, order: 0 }),
    filter: (key) => ({ field: by, op: 'within', value: [String(key), lastDay(String(key), every)] }),
  }
}

/** Tags and assignees are joined from their own tables, whose indexes this uses. */
function joined(scope: Scope, by: string): { key: Sql; from: Sql } | null {
  if (by !== 'tags' && by !== 'assignees') return null
  const [table, column] = by === 'tags' ? ['record_tags', 'tag_id'] : ['assignees', 'person_id']
  const m = member(scope)
  return {
    key: raw(`${m}.${column}`),
    from: sql`LEFT JOIN ${raw(`${table} ${m}`)} ON ${raw(m)}.record_id = ${col(scope, 'id')}`,
  }
}

const renamedMembers = ({ members }: Operand): Sql => sql`WITH x(k) AS (${members!}) SELECT k FROM x`

/** Names of lists, tags, people and options, in their own order. */
function teller(scope: Scope, by: string, field: Field | null): Group['describe'] {
  const things: readonly { id: number | string; name: string; color?: Color }[] = !field
    ? ({ list: scope.project.lists, tags: scope.project.tags }[by] ??
      (by === 'listKind' ? KINDS : scope.catalog.people))
    : typeOf(field.type)?.holds === 'people'
      ? scope.catalog.people
      : (((field.config as { options?: never[] }).options ?? []) as { id: string; name: string; color: Color }[])
  return (key) => {
    const i = things.findIndex((one) => String(one.id) === String(key))
    const thing = things[i]
    return { label: thing?.name ?? String(key), color: thing?.color ?? null, order: i < 0 ? things.length : i }
  }
}

const KINDS = ['open', 'won', 'lost', 'void'].map((id) => ({ id, name: id }))

/** A group's problems stand under `path`. */
export const groupAt = (path: string, scope: Scope, by: string, every?: Period): Group =>
  onlyAtPath(path, () => groupNamed(scope, by, every))
