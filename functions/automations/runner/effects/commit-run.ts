import type { Effect, Plan } from '../../../../src/core/automations/plan.ts'
import type { StoredRow } from '../../../../src/core/automations/row-store.ts'
import { Change } from '../../../changes/index.ts'
import type { Context } from '../../../context/index.ts'
import { mapGuardErrors } from '../../../db/batch.ts'
import { sendDeliveries } from '../../../deliveries/index.ts'
import { tellPeople } from '../../../notifications/index.ts'
import type { Firing } from '../firing.ts'
import { runStatements } from '../run-rows.ts'
import type { WaitingRun } from '../waiting-runs.ts'
import { addCreations } from './create-effects.ts'
import { deliveriesOf, mailedEvents, requireMailsLeft } from './message-effects.ts'
import { noticesOf } from './notice-effects.ts'
import { addEdits, type GuardProblems, isEdit } from './record-effects.ts'
import { resultOf } from './run-action.ts'
import { keepTurns } from './turns.ts'

export type { Outcome } from '../run-rows.ts'

/** All that a plan does, and the run that says so, in one batch. */
export async function commitRun(
  context: Context,
  firing: Firing,
  plan: Plan,
  row: StoredRow | null,
  waiting?: WaitingRun,
): Promise<void> {
  const { automation } = firing
  const { effects } = plan
  const project = context.project(automation.project, 'manage')
  const notices = await noticesOf(context, firing, effects, row)
  const deliveries = deliveriesOf(firing, effects)
  await requireMailsLeft(context, effects)
  const outcome = {
    state: plan.wait ? ('waiting' as const) : ('done' as const),
    seen: plan.seen,
    actions: effects.map((effect) => resultOf(effect, notices.told)),
    wait: plan.wait && {
      until: plan.wait.until,
      rest: {
        actions: plan.wait.actions,
        stopIf: plan.wait.stopIf,
        done: (firing.done ?? 0) + effects.length,
        ...(plan.wait.isPart && { isPart: true }),
      },
    },
  }
  const also = [...keepTurns(automation, effects), ...notices.statements, ...deliveries.statements(context)]
  if (effects.some(changesRecords)) {
    const part = (waiting?.rest.isPart && waiting.change) || undefined
    const change = new Change(context, { via: 'automation', viaId: automation.id, ...(part && { part }) })
    const problems: GuardProblems = {}
    // First, so that a second turn stops at once: and its change is named before others are made.
    change.add(...runStatements(context.now, firing, { ...outcome, change: change.idSql }, waiting))
    const created = await addCreations(context, change, { project, record: row }, effects)
    Object.assign(problems, created)
    if (row) {
      Object.assign(problems, await addEdits(context, change, { id: row.id, project }, effects.filter(isEdit)))
      // Nobody's own: its owner has said nothing, and has no more to do with the record than before.
      const commentFields = { recordId: row.id, personId: null, at: context.now }
      const comments = effects.flatMap((effect) =>
        effect.do === 'comment' ? [{ ...commentFields, body: effect.body }] : [],
      )
      change.createEntities('comment', project.id, comments)
      change.addRecordEvents(project, row.id, 'mailed', mailedEvents(effects))
    }
    change.add(...also)
    await mapGuardErrors(problems, () => change.commit())
  } else await context.batch(...runStatements(context.now, firing, outcome, waiting), ...also)
  const recipients = [...new Set(notices.told)]
  if (recipients.length > 0) context.waitUntil(() => tellPeople(context.env, recipients))
  if (deliveries.keys.length > 0) context.waitUntil(() => sendDeliveries(context.env, deliveries.keys))
}

const changesRecords = (effect: Effect): boolean =>
  isEdit(effect) || effect.do === 'comment' || effect.do === 'create' || effect.do === 'email'
