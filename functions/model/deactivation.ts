import * as v from 'valibot'
import { demandAllRecords, demandPeople } from '../../src/core/access/index.ts'
import { notFound, refuse } from '../../src/core/errors/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import type { Context } from '../context.ts'
import { audited } from './audit.ts'
import { catalogChanged } from './catalog-changed.ts'
import { handOver } from './handover.ts'
import { parse } from './parse.ts'
import { isErased, lessThan, personNamed, personNow } from './people.ts'
import { Write } from './write.ts'

export const deactivationInput = v.strictObject({
  /** who has their records from now on; null where they stay as they are */
  handTo: v.optional(v.nullable(v.string()), null),
})

/**
 * Somebody has left (M73): their sessions and keys end at once, they can't sign in, and what was theirs is another's. All in one
 * batch, so nothing is ever half handed over. What they did keeps their name.
 */
export async function deactivate(context: Context, sent: string, body: unknown) {
  demandPeople(context.access)
  const person = lessThan(context, personNamed(context, sent))
  if (person.id === context.person.id) throw refuse('', 'notYourself')
  const { handTo } = parse(deactivationInput, body)
  const heir = handTo === null ? null : context.catalog.people.find((one) => String(one.id) === handTo)
  if (heir === undefined || heir?.deactivated || heir?.id === person.id) throw refuse('handTo', 'handToSelf')
  if (heir) demandAllRecords(context.access)
  const write = new Write(context, { via: 'handover', viaId: person.id })
  const records = heir ? await handOver(context, write, person.id, heir.id) : 0
  write.add(
    sql`UPDATE people SET deactivated_at = ${context.now} WHERE id = ${person.id} AND deactivated_at IS NULL`,
    sql`DELETE FROM sessions WHERE person_id = ${person.id}`,
    sql`UPDATE keys SET revoked_at = ${context.now} WHERE person_id = ${person.id} AND revoked_at IS NULL`,
    audited({
      kind: 'deactivated',
      at: context.now,
      person: context.person.id,
      subject: ['person', person.id],
      detail: { handTo: heir ? String(heir.id) : null, records },
    }),
    catalogChanged,
  )
  const { change } = await write.commit()
  return { ...(await personNow(context, person.id)), records, change }
}

/** They are back, with the role that they had; their keys are not. */
export async function reactivate(context: Context, sent: string) {
  demandPeople(context.access)
  const person = lessThan(context, personNamed(context, sent))
  if (isErased(person)) throw notFound()
  await context.ask(
    sql`UPDATE people SET deactivated_at = NULL WHERE id = ${person.id}`,
    audited({ kind: 'reactivated', at: context.now, person: context.person.id, subject: ['person', person.id] }),
    catalogChanged,
  )
  return personNow(context, person.id)
}
