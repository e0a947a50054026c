import { onlyAtPath } from '../errors/index.ts'
import type { Field } from '../model/index.ts'
import { raw, type Sql, sql } from '../sql/index.ts'
import { daySql } from '../time/zone.sql.ts'
import { periodSql } from './filters/period.sql.ts'
import type { Period } from './filters/period.ts'
import { type Group, groupBehind, groupOf, TEAM, teamGroup } from './group.ts'
import { fieldNamed } from './operands/field-named.ts'
import { firstOf, isFew, linkJoin } from './operands/lookup.sql.ts'
import { isSingle, lookupBy } from './operands/lookup.ts'
import { operandSql } from './operands/names.sql.ts'
import { visibleTarget } from './record-visibility.sql.ts'
import { col, type OperandSql, type SqlScope } from './scope.sql.ts'

/** A group with the SQL that finds a record's. */
export interface GroupSql extends Group, GroupParts {}

interface GroupParts {
  /** SQL of a record's group, NULL where it has none; where a record is in several, `from` has a row for each */
  key: Sql
  /** SQL of what people read, where the key alone doesn't tell */
  label: Sql | null
  /** what is joined to `records` for it */
  from: Sql
}

/** `groupNamed` in SQL. `joins` begins the names of what is joined in: two groups of one statement need two. */
export function groupSql(scope: SqlScope, by: string, every?: Period, joins = 'm'): GroupSql {
  const field = fieldNamed(scope, by)
  /** What is joined in is called after the row it is joined to. */
  const member = `${joins}${scope.row.slice(1)}`
  if (by === TEAM && !field) return { ...teamGroup(scope), ...teamParts(scope, member) }
  const lookup = lookupBy(scope, field, by)
  if (!lookup) {
    const operand = operandSql(scope, by)
    const group = groupOf(scope, by, field, operand, every)
    return { ...group, ...partsOf(scope, by, field, operand, group, member) }
  }
  const target = lookup.scope
  const inner = groupSql(target, lookup.name, every, joins)
  const group = groupBehind(inner, by, isSingle(lookup))
  if (!group.overlapping && isFew(lookup, scope)) {
    // With few referenced records, each one's group is computed once.
    const [l, t] = [raw(`${member}l`), raw(`${member}t`)]
    const keys = sql`SELECT ${col(target, 'id')} AS id, ${inner.key} AS k, ${inner.label ?? raw('NULL')} AS l FROM records ${raw(target.row)} ${inner.from}
      WHERE ${col(target, 'project_id')} = ${raw(String(lookup.target.id))} AND ${visibleTarget(target)}`
    const from = sql`${linkJoin(scope, lookup.reference, l)} LEFT JOIN (${keys}) ${t} ON ${t}.id = ${l}.to_id`
    return { ...group, key: sql`${t}.k`, label: inner.label && sql`${t}.l`, from }
  }
  if (!group.overlapping) {
    const first = (value: Sql) => firstOf(scope, target, lookup.reference, value, inner.from)
    return { ...group, key: first(inner.key), label: inner.label && first(inner.label), from: raw('') }
  }
  const rows = sql`SELECT DISTINCT ${inner.key} AS k, ${inner.label ?? raw('NULL')} AS l FROM links k
    JOIN records ${raw(target.row)} ON ${col(target, 'id')} = k.to_id ${inner.from}
    WHERE k.from_id = ${col(scope, 'id')} AND k.field_id = ${lookup.reference.id} AND ${visibleTarget(target)}`
  const from = sql`LEFT JOIN json_each((SELECT json_group_array(json_array(k, l)) FROM (${rows}) WHERE k IS NOT NULL)) ${raw(member)}`
  const partOf = (i: number) => raw(`${member}.value ->> ${i}`)
  return { ...group, key: partOf(0), label: inner.label && partOf(1), from }
}

function teamParts(scope: SqlScope, m: string): GroupParts {
  const teams = sql`SELECT json_group_array(DISTINCT p.team_id) FROM assignees a JOIN team_people p ON p.person_id = a.person_id WHERE a.record_id = ${col(scope, 'id')}`
  return { key: raw(`${m}.value`), label: null, from: sql`LEFT JOIN json_each((${teams})) ${raw(m)}` }
}

function partsOf(
  scope: SqlScope,
  by: string,
  field: Field | null,
  operand: OperandSql,
  { every }: Group,
  m: string,
): GroupParts {
  const plain = { key: operand.key, label: null, from: sql`` }
  switch (operand.kind) {
    case 'date':
      return { ...plain, key: periodSql(operand.key, every!) }
    case 'instant':
      return { ...plain, key: periodSql(daySql(scope.catalog.workspace.zone, operand.key), every!) }
    case 'option':
      return plain
    case 'boolean':
      // Never ticked is not ticked, as filters have it.
      return { ...plain, key: sql`coalesce(${operand.key}, 0)` }
    case 'set': {
      const from = sql`LEFT JOIN json_each((SELECT json_group_array(k) FROM (SELECT DISTINCT * FROM (${renamedMembers(operand)})))) ${raw(m)}`
      return { label: null, ...(joined(scope, by, m) ?? { key: raw(`${m}.value`), from }) }
    }
    case 'links':
      return {
        key: sql`${raw(`${m}o`)}.id`,
        label: sql`${raw(`${m}o`)}.title`,
        from: sql`LEFT JOIN links ${raw(m)} ON ${raw(m)}.from_id = ${col(scope, 'id')} AND ${raw(m)}.field_id = ${field!.id}
          LEFT JOIN records ${raw(`${m}o`)} ON ${raw(`${m}o`)}.id = ${raw(m)}.to_id AND ${raw(`${m}o`)}.deleted_at IS NULL`,
      }
    case 'number':
      return { ...plain, key: sql`CAST(${operand.key} AS REAL)` }
    case 'money':
      return { ...plain, key: sql`${operand.key} || ' ' || ${operand.currency!.key}` }
    case 'text':
      return { ...plain, label: operand.written ?? operand.key }
    case 'files':
      // groupOf has refused them.
      return plain
  }
}

/** Tags and assignees are joined from their own tables, whose indexes this uses. */
function joined(scope: SqlScope, by: string, m: string): { key: Sql; from: Sql } | null {
  if (by !== 'tags' && by !== 'assignees') return null
  const [table, column] = by === 'tags' ? ['record_tags', 'tag_id'] : ['assignees', 'person_id']
  return {
    key: raw(`${m}.${column}`),
    from: sql`LEFT JOIN ${raw(`${table} ${m}`)} ON ${raw(m)}.record_id = ${col(scope, 'id')}`,
  }
}

const renamedMembers = ({ members }: OperandSql): Sql => sql`WITH x(k) AS (${members!}) SELECT k FROM x`

/** A group's problems stand under `path`. */
export const groupSqlAt = (path: string, scope: SqlScope, by: string, every?: Period, joins?: string): GroupSql =>
  onlyAtPath(path, () => groupSql(scope, by, every, joins))
