import { Problem, refuse } from '../errors/index.ts'
import { typeOf } from '../fields/index.ts'
import type { Field, List } from '../model/index.ts'
import { compileFilter, type Filter, fieldNamed, live, operandNamed, type Scope, slotsOf } from '../query/index.ts'
import { join, raw, type Sql, sql } from '../sql/index.ts'
import { daySql } from '../time/zone.ts'
import type { Chart } from './definition.ts'
import type { Frame } from './frame.ts'

/**
 * One project's part of a chart: rows of (key, currency, n, value). `value` is an integer of minor units for money, to be
 * divided by 100 where it is weighted; a plain number else. What boards and charts ask all day is answered by the cube;
 * every other question scans the project's records.
 */
export function compileChart(chart: Chart, scope: Scope, frame: Frame): Sql {
  const field = measured(chart, scope)
  return cubed(chart, scope, frame, field) ?? scanned(chart, scope, frame, field)
}

export function measured(chart: Chart, scope: Scope): Field | null {
  const { op, field: name } = chart.measure
  if (op === 'count') return null
  const field = name === undefined ? null : fieldNamed(scope, name)
  if (!field) throw refuse('measure.field', 'unknownField', { name: name ?? '' })
  if (!typeOf(field.type)?.summable) throw refuse('measure.field', 'badMeasure', { name: field.name })
  return field
}

/** The cube knows lists, tags, days of creation and closing, and sums of money; a filter must ask for no more than the list. */
function cubed(chart: Chart, scope: Scope, frame: Frame, field: Field | null): Sql | null {
  const { measure, split, time } = chart
  if (measure.op !== 'count' && !(measure.op === 'sum' && typeOf(field!.type)?.kind === 'money')) return null
  const lists = listCondition(chart.filter)
  const dated = split && (split.by === 'createdAt' || split.by === 'closedAt') ? split.by : null
  const tagged = split?.by === 'tags'
  if (lists === null || (split && split.by !== 'list' && !dated && !tagged)) return null
  if (tagged && time) return null
  if (time && dated && time.by !== dated) return null
  const by = dated ?? time?.by
  const axis = tagged ? 'tag' : by === 'createdAt' ? 'created' : by === 'closedAt' ? 'closed' : 'all'
  const key = dated
    ? periodSql(raw('c.day'), split!.every ?? 'month')
    : tagged
      ? raw("CAST(nullif(c.day, '') AS INTEGER)")
      : split
        ? raw('c.list_id')
        : raw("''")
  const weight = measure.weight ? probability(scope, raw('c.list_id')) : raw('1')
  const value = measure.op === 'count' ? sql`sum(c.n * ${weight})` : sql`sum(c.total * ${weight})`
  // Lists by their ids: the cube's key then serves the days too, and no list is looked up for each cell.
  return sql`SELECT ${key} AS key, c.currency, sum(c.n) AS n, ${value} AS value FROM cube c
    WHERE c.project_id = ${scope.project.id} AND c.field_id = ${field?.id ?? 0} AND c.axis = ${axis}
      AND c.list_id IN (SELECT value FROM json_each(${JSON.stringify(lists(scope))}))
      AND c.day >= ${frame.from ?? ''} AND c.day <= ${frame.to ?? 'a'}
    GROUP BY 1, 2 HAVING sum(c.n) > 0`
}

const probability = (scope: Scope, list: Sql): Sql =>
  sql`CASE ${list} ${join(
    scope.project.lists.map(({ id, probability: percent }) => raw(`WHEN ${id} THEN ${percent}`)),
    ' ',
  )} ELSE 0 END`

/** The lists that a filter on nothing but the list means; null if it asks for more. */
function listCondition(filter: Filter | undefined): ((scope: Scope) => number[]) | null {
  const those = (of: (list: List) => boolean) => (scope: Scope) => scope.project.lists.filter(of).map(({ id }) => id)
  if (!filter) return those(() => true)
  if (!('field' in filter) || filter.op !== 'eq') return null
  if (filter.field === 'listKind') return those(({ kind }) => kind === filter.value)
  if (filter.field === 'list') return (scope) => [operandNamed(scope, 'list').read(filter.value) as number]
  return null
}

function scanned(chart: Chart, scope: Scope, frame: Frame, field: Field | null): Sql {
  const { measure, split, time } = chart
  const { zone } = scope.catalog.workspace
  const conditions = [sql`r.project_id = ${scope.project.id}`, live(chart.filter)]
  if (chart.filter) conditions.push(compileFilter(chart.filter, scope))
  if (time) {
    const day = daySql(zone, column(time.by))
    conditions.push(sql`${day} >= ${frame.from ?? ''} AND ${day} <= ${frame.to ?? '9999'}`)
  }
  const amount = field ? slotsOf(scope, field)[0]! : raw('1')
  const currency = field?.slot2 ? slotsOf(scope, field)[1]! : raw("''")
  if (field) conditions.push(sql`${amount} IS NOT NULL`)
  // What was never closed lies in no month.
  if (split?.by === 'closedAt') conditions.push(raw('r.closed_at IS NOT NULL'))
  // Plain numbers are summed as such: integers could run over.
  const exact = field?.slot2 === null ? sql`CAST(${amount} AS REAL)` : amount
  const weighted = measure.weight ? sql`${exact} * ${probability(scope, raw('r.list_id'))}` : exact
  const fold = { count: 'sum', sum: 'sum', average: 'avg', min: 'min', max: 'max' }[measure.op]
  const value = sql`${raw(fold)}(${weighted})`
  const { key, from } = splitSql(split, scope)
  return sql`SELECT ${key} AS key, ${currency} AS currency, count(*) AS n, ${value} AS value
    FROM records r ${from}
    WHERE ${conditions.reduce((all, one) => sql`${all} AND ${one}`)} GROUP BY 1, 2`
}

/** A deal with two tags stands in both groups; the answer says so (`overlapping`). */
export function splitSql(split: Chart['split'], scope: Scope): { key: Sql; from: Sql; overlapping: boolean } {
  if (!split) return { key: raw("''"), from: sql``, overlapping: false }
  if (split.by === 'list') return { key: raw('r.list_id'), from: sql``, overlapping: false }
  if (split.by === 'tags' || split.by === 'assignees') {
    const [table, column] = split.by === 'tags' ? ['record_tags', 'tag_id'] : ['assignees', 'person_id']
    return { key: raw(`m.${column}`), from: sql`LEFT JOIN ${raw(table)} m ON m.record_id = r.id`, overlapping: true }
  }
  if (split.by === 'createdAt' || split.by === 'closedAt') {
    const day = daySql(scope.catalog.workspace.zone, column(split.by))
    return { key: periodSql(day, split.every ?? 'month'), from: sql``, overlapping: false }
  }
  try {
    const operand = operandNamed(scope, split.by)
    if (operand.kind !== 'option' && operand.kind !== 'boolean') throw refuse('', 'badSort', { name: split.by })
    return { key: operand.key, from: sql``, overlapping: false }
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem
    throw new Problem(
      422,
      problem.faults.map((one) => ({ ...one, path: 'split.by' })),
    )
  }
}

const column = (by: 'createdAt' | 'closedAt') => raw(by === 'createdAt' ? 'r.created_at' : 'r.closed_at')

/** The first day of the period a day lies in. */
function periodSql(day: Sql, every: 'day' | 'week' | 'month' | 'quarter' | 'year'): Sql {
  switch (every) {
    case 'day':
      return day
    case 'week':
      return sql`date(${day}, '-6 days', 'weekday 1')`
    case 'month':
      return sql`substr(${day}, 1, 7) || '-01'`
    case 'quarter':
      return sql`substr(${day}, 1, 4) || printf('-%02d-01', (CAST(substr(${day}, 6, 2) AS INTEGER) - 1) / 3 * 3 + 1)`
    case 'year':
      return sql`substr(${day}, 1, 4) || '-01-01'`
  }
}
