import type { NotificationKind } from '../../../../src/core/api/notification.ts'
import type { Effect } from '../../../../src/core/automations/plan.ts'
import type { StoredRow } from '../../../../src/core/automations/row-store.ts'
import type { Sql } from '../../../../src/core/sql/index.ts'
import type { Context } from '../../../context/index.ts'
import {
  involvedIn,
  type NewNotification,
  notificationStatements,
  selectInvolved,
} from '../../../notifications/index.ts'
import type { Firing } from '../firing.ts'

type Notify = Extract<Effect, { do: 'notify' }>

/** Whom a run tells what; never the one who has set it off. */
export async function noticesOf(
  context: Context,
  firing: Firing,
  effects: readonly Effect[],
  row: StoredRow | null,
): Promise<{ statements: Sql<{ person: number }>[]; told: number[] }> {
  const notifies = effects.filter((effect): effect is Notify => effect.do === 'notify')
  if (notifies.length === 0) return { statements: [], told: [] }
  const involved =
    notifies.some(({ to }) => to.includes('involved')) && row ? await readInvolved(context, row.id) : new Set<number>()
  const assigned = effects.flatMap((effect) => (effect.do === 'assign' ? effect.people : []))
  const rows = notifies.flatMap((effect, i) =>
    [...recipients(context, effect, row, { involved, assigned })]
      .filter((person) => person !== firing.cause.by)
      .map(
        (person): NewNotification => ({
          person,
          key: `run:${firing.key}:${(firing.done ?? 0) + i}`,
          kind: kindOf(firing),
          at: context.now,
          project: firing.automation.project,
          record: firing.record,
          byPerson: firing.cause.by ?? null,
          byAutomation: firing.automation.id,
          text: { parts: effect.text },
          via: effect.via,
        }),
      ),
  )
  return { statements: notificationStatements(rows, context.unfilteredCatalog), told: rows.map(({ person }) => person) }
}

async function readInvolved(context: Context, record: number): Promise<ReadonlySet<number>> {
  const [rows] = await context.batch(selectInvolved([record]))
  return involvedIn(rows).get(record) ?? new Set()
}

/** Whom an action tells, whoever has set it off. */
export function recipients(
  { catalog }: Pick<Context, 'catalog'>,
  { to }: Notify,
  row: StoredRow | null,
  { involved, assigned }: { involved: ReadonlySet<number>; assigned: readonly number[] },
): Set<number> {
  const people = to.flatMap((one): readonly number[] => {
    if (one === 'assignees') return [...(row?.assignees ?? []), ...assigned]
    if (one === 'creator') return row?.createdBy ? [row.createdBy] : []
    if (one === 'involved') return [...involved]
    if ('person' in one) return [Number(one.person)]
    if ('team' in one) return catalog.teams.find(({ id }) => String(id) === one.team)?.people ?? []
    return catalog.people.filter(({ role }) => role === one.role).map(({ id }) => id)
  })
  return new Set(people)
}

/** By what people choose how they are told: a stage that changed, a reminder, anything else. */
function kindOf({ cause }: Firing): NotificationKind {
  switch (cause.when) {
    case 'moved':
      return 'moved'
    case 'inactive':
    case 'stuck':
    case 'dateReached':
      return 'reminder'
    default:
      return 'automation'
  }
}
