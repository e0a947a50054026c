import type { Action, ActionOf } from '../../../../src/core/api/automation/index.ts'
import type { Load } from '../../../../src/core/automations/loads.ts'
import type { Effect, Turns } from '../../../../src/core/automations/plan.ts'
import type { Automation } from '../../../../src/core/model/index.ts'
import { measureSql } from '../../../../src/core/query/index.sql.ts'
import { raw, type Sql, sql } from '../../../../src/core/sql/index.ts'
import type { Context } from '../../../context/index.ts'
import { definitionOf } from '../../pause-reason.ts'

/** Whose turn was last, and what everybody has: read for one firing, by indexes of the people it may assign to. */
export async function readTurns(
  context: Context,
  automation: Pick<Automation, 'id' | 'project' | 'definition'>,
): Promise<Turns> {
  const hows = howsOf(definitionOf(automation).actions)
  const rotates = hows.some(({ how }) => how === 'roundRobin')
  const weighed = hows.filter(({ how }) => how === 'leastLoaded')
  if (!rotates && weighed.length === 0) return { last: () => null, loads: () => [] }
  const project = context.project(automation.project, 'view')
  const scope = context.scope(project)
  const keys = [...new Set(weighed.map(({ by }) => by ?? null))]
  const people = JSON.stringify([...new Set(weighed.flatMap((one) => one.people.map(Number)))])
  const [rotations, ...sums] = await context.batch(
    sql<{
      action: string
      person_id: number
    }>`SELECT action, person_id FROM rotations WHERE automation_id = ${automation.id}`,
    ...keys.map((by) => {
      const sum = by === null ? { value: raw('1'), currency: raw("''") } : measureSql(scope, by, 'sum')
      return sql<Load>`SELECT a.person_id AS person, coalesce(${sum.currency}, '') AS currency, sum(${sum.value}) AS load
        FROM json_each(${people}) w CROSS JOIN assignees a ON a.person_id = w.value JOIN records r ON r.id = a.record_id
        JOIN lists l ON l.id = r.list_id
        WHERE r.project_id = ${project.id} AND r.archived_at IS NULL AND r.deleted_at IS NULL AND l.kind = 'open' AND ${sum.value} IS NOT NULL GROUP BY 1, 2`
    }),
  )
  const last = new Map(rotations.map(({ action, person_id }) => [action, person_id]))
  return { last: (place) => last.get(place) ?? null, loads: (by) => sums[keys.indexOf(by)] ?? [] }
}

type How = Pick<Extract<ActionOf<'assign'>, { how: unknown }>, 'how' | 'by' | 'people'>

function howsOf(actions: readonly Action[]): How[] {
  return actions.flatMap((action): How[] => {
    if (action.do === 'branch') return [...howsOf(action.then), ...howsOf(action.else ?? [])]
    if (action.do !== 'assign') return []
    return 'rules' in action ? [...action.rules, ...(action.otherwise ? [action.otherwise] : [])] : [action]
  })
}

/** Whose turn it was, in the run's own batch. */
export function keepTurns({ id }: Automation, effects: readonly Effect[]): Sql[] {
  const turns = effects.flatMap((effect) =>
    effect.do === 'assign' && effect.turn ? [[effect.turn.place, effect.turn.person]] : [],
  )
  if (turns.length === 0) return []
  return [
    sql`INSERT INTO rotations (automation_id, action, person_id)
      SELECT ${id}, t.value ->> 0, t.value ->> 1 FROM json_each(${JSON.stringify(turns)}) t WHERE true
      ON CONFLICT (automation_id, action) DO UPDATE SET person_id = excluded.person_id`,
  ]
}
