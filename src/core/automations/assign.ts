import type { ActionOf } from '../api/automation/index.ts'
import { invalid } from '../errors/index.ts'
import type { Catalog } from '../model/index.ts'
import type { Filter, Row } from '../query/index.ts'
import { dayOf } from '../time/zone.ts'
import { totalLoads } from './loads.ts'
import type { Effect, PlanInput } from './plan.ts'

type How = Pick<Extract<ActionOf<'assign'>, { how: unknown }>, 'how' | 'by' | 'people'>

/** Who gets a record: by the first rule that fits, in turn or who has the least; nobody who is on leave. 422 `nobodyThere`, `noRateFor`. */
export function assigned(
  action: ActionOf<'assign'>,
  { scope, turns }: Pick<PlanInput, 'scope' | 'turns'>,
  row: Row,
  fits: (filter: Filter) => boolean,
): Effect | null {
  const how: How | null | undefined =
    'rules' in action ? (action.rules.find(({ filter }) => fits(filter)) ?? action.otherwise) : action
  if (!how) return null
  const day = dayOf(scope.catalog.workspace.zone, scope.now)
  const there = present(how.people, scope.catalog, day)
  if (there.length === 0) throw invalid('', 'nobodyThere')
  if (how.how === 'all') return { do: 'assign', people: there }
  if (how.how === 'roundRobin') {
    const place = how.people.join()
    const person = following(turns.last(place), how.people.map(Number), there)
    return { do: 'assign', people: [person], turn: { place, person } }
  }
  const loads = totalLoads(turns.loads(how.by ?? null), scope.catalog.workspace, day)
  const load = (person: number) => loads.get(person) ?? 0
  // Among equals whoever stands first.
  const person = there.reduce((best, one) => (load(one) < load(best) ? one : best))
  return row.assignees.includes(person) ? null : { do: 'assign', people: [person] }
}

/** Who of these can be given something to do on that day. */
export function present(people: readonly string[], { people: all }: Catalog, day: string): number[] {
  return people.flatMap((id) => {
    const person = all.find((one) => String(one.id) === id)
    if (!person || person.deactivated) return []
    const { away } = person
    return away && away.from <= day && day <= away.to ? [] : [person.id]
  })
}

/** Whoever comes after `last` in the order of all, and is there. */
function following(last: number | null, order: readonly number[], there: readonly number[]): number {
  const start = last === null ? -1 : order.indexOf(last)
  const inTurn = [...order.slice(start + 1), ...order.slice(0, start + 1)]
  return inTurn.find((one) => there.includes(one))!
}
