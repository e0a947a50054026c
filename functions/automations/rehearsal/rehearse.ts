import type { Action, AutomationDefinition, RehearsalAnswer } from '../../../src/core/api/automation/index.ts'
import { listensTo } from '../../../src/core/automations/matches-event.ts'
import { atPath } from '../../../src/core/errors/index.ts'
import type { Automation, Project } from '../../../src/core/model/index.ts'
import type { SqlScope } from '../../../src/core/query/index.sql.ts'
import type { Context } from '../../context/index.ts'
import { involvedIn, selectInvolved } from '../../notifications/index.ts'
import { type AutomationOf, checked } from '../automations.ts'
import { definitionOf } from '../pause-reason.ts'
import { recipients } from '../runner/effects/notice-effects.ts'
import { resultOf } from '../runner/effects/run-action.ts'
import { readTurns } from '../runner/effects/turns.ts'
import { actionAnswers, errorAnswer } from '../runs.ts'
import { eventCauses, readPastEvents } from './event-causes.ts'
import { PastRows } from './past-rows.ts'
import { type RehearsedRun, replay } from './replay.ts'
import { timeCauses } from './time-causes.ts'

const DAY = 86_400_000
const MOST_CAUSES = 2000
/** So many are told, the newest. */
const MOST_TOLD = 500

/** The saved version, or a draft of it and in how much that differs. */
export async function rehearseAutomation(
  context: Context,
  { automation, project }: AutomationOf,
  { days, draft }: { days: number; draft?: AutomationDefinition | undefined },
): Promise<RehearsalAnswer> {
  const saved = definitionOf(automation)
  const definitions = draft ? [read(context, project, draft), saved] : [checked(context, project, saved)]
  return rehearse(context, project, days, definitions, automation)
}

/** One that isn't saved. */
export const rehearseDraft = (
  context: Context,
  project: Project,
  { days, draft }: { days: number; draft: AutomationDefinition },
): Promise<RehearsalAnswer> => rehearse(context, project, days, [read(context, project, draft)], null)

const read = (context: Context, project: Project, draft: AutomationDefinition): AutomationDefinition =>
  atPath('draft', () => checked(context, project, draft))

/**
 * What the last days would have brought, without doing it: what has happened, and the moments that have come, with records as they were
 * then, planned as the runner plans. It is done with the rights of whoever asks, so nobody learns anything by it that they may not see.
 * What it would have done itself doesn't count for what follows: a record is at each moment as history has it. Whose turn it is begins
 * anew, who has the least is reckoned from what everybody has now, and who is involved is who is now. Bounded: of more than 5,000 rows of
 * history, or 2,000 causes, the newest are taken, and `more` says so.
 */
async function rehearse(
  context: Context,
  project: Project,
  days: number,
  definitions: readonly AutomationDefinition[],
  automation: Automation | null,
): Promise<RehearsalAnswer> {
  const scope: SqlScope = { ...context.scope(project), me: automation?.owner ?? context.person.id }
  const to = context.now
  const listened = definitions.flatMap(({ triggers }) => triggers.map((trigger) => listensTo(trigger, project)))
  const projects = [...new Set([project.id, ...listened])].filter((id) =>
    context.catalog.projects.some((one) => one.id === id),
  )
  const { events, more: moreEvents } = await readPastEvents(context, projects as number[], to - days * DAY)
  const from = moreEvents ? events[0]!.at : to - days * DAY
  const past = new PastRows(context, from)
  const frame = { context, scope, past, events, from, to }
  let more = moreEvents
  const rehearsed: RehearsedRun[][] = []
  for (const definition of definitions) {
    const causes = [
      ...eventCauses(definition, events, scope, automation?.id ?? null),
      ...(await timeCauses(frame, definition)),
    ].sort((a, b) => a.moment.at - b.moment.at)
    if (causes.length > MOST_CAUSES) more = true
    const turns = await readTurns(context, { id: 0, project: project.id, definition: definition as never })
    const given = { context, scope, definition, past, turns, to }
    rehearsed.push(await replay(given, causes.slice(-MOST_CAUSES)))
  }
  const [runs, before] = rehearsed as [RehearsedRun[], RehearsedRun[]?]
  const gone = before ? lacking(before, runs) : []
  const added = before ? lacking(runs, before) : []
  const answer = await answerOf(context, scope, definitions[0]!, runs, new Map(added.map(({ key }) => [key, 'draft'])))
  const old =
    gone.length > 0
      ? await answerOf(context, scope, definitions[1]!, gone, new Map(gone.map(({ key }) => [key, 'saved'])))
      : null
  return {
    ...answer,
    ...(old && { firings: newestOf([...answer.firings, ...old.firings]) }),
    ...(before && { added: added.length, gone: gone.length }),
    ...((more || runs.length > MOST_TOLD) && { more: true }),
  }
}

/** Those that the others haven't got. */
function lacking(runs: readonly RehearsedRun[], others: readonly RehearsedRun[]): RehearsedRun[] {
  const keys = new Set(others.map(({ key }) => key))
  return runs.filter(({ key }) => !keys.has(key))
}

type Firing = RehearsalAnswer['firings'][number]

const newestOf = (firings: Firing[]): Firing[] => firings.sort((a, b) => b.at.localeCompare(a.at)).slice(0, MOST_TOLD)

async function answerOf(
  context: Context,
  scope: SqlScope,
  { actions }: AutomationDefinition,
  runs: readonly RehearsedRun[],
  /** by a run's key, which of both versions alone has it */
  only: ReadonlyMap<string, 'draft' | 'saved'>,
): Promise<Pick<RehearsalAnswer, 'firings' | 'count' | 'perPerson'>> {
  const ids = tellsInvolved(actions) ? runs.flatMap(({ record }) => record?.id ?? []) : []
  const [rows] = ids.length > 0 ? await context.batch(selectInvolved(ids)) : [[]]
  const involved = involvedIn(rows)
  const perPerson = new Map<number, number>()
  const runRecipients = runs.map(({ record, effects, cause }) => {
    const assigned = effects.flatMap((effect) => (effect.do === 'assign' ? effect.people : []))
    const related = { involved: (record && involved.get(record.id)) ?? new Set<number>(), assigned }
    const people = effects.flatMap((effect) =>
      effect.do === 'notify' ? [...recipients(context, effect, record, related)].filter((one) => one !== cause.by) : [],
    )
    for (const person of [...people, ...assigned]) perPerson.set(person, (perPerson.get(person) ?? 0) + 1)
    return people
  })
  const firings = runs.map(({ key, record, cause, effects, error }, i) => ({
    at: new Date(cause.moment.at).toISOString(),
    record: record && { id: String(record.id), title: record.title },
    cause: cause.when,
    actions: actionAnswers(
      scope,
      effects.map((effect) => resultOf(effect, runRecipients[i]!)),
    ),
    ...(error && { error: errorAnswer(error) }),
    ...(only.has(key) && { only: only.get(key)! }),
  }))
  return {
    firings: firings.slice(-MOST_TOLD).reverse(),
    count: runs.length,
    perPerson: Object.fromEntries([...perPerson].map(([person, count]) => [String(person), count])),
  }
}

const tellsInvolved = (actions: readonly Action[]): boolean =>
  actions.some((action) =>
    action.do === 'branch'
      ? tellsInvolved([...action.then, ...(action.else ?? [])])
      : action.do === 'notify'
        ? action.to.includes('involved')
        : action.do === 'wait',
  )
