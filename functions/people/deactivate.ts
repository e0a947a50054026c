import * as v from 'valibot'
import { invalid, notFound } from '../../src/core/errors/index.ts'
import { parse } from '../../src/core/errors/parse.ts'
import { requireAllRecords, requirePeopleRight } from '../../src/core/permissions/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import { auditEntry } from '../audit/entry.ts'
import { Change } from '../changes/change.ts'
import type { Context } from '../context.ts'
import { bumpCatalogVersion } from '../db/catalog-version.ts'
import { handOver } from './hand-over.ts'
import { findPerson, isErased, reloadPerson, requireSubordinate } from './people.ts'

export const deactivationInput = v.strictObject({
  /** who has their records from now on; null where they stay as they are */
  handTo: v.optional(v.nullable(v.string()), null),
})

/**
 * Somebody has left (M73): their sessions and keys end at once, they can't sign in, and what was theirs is another's. All in one
 * batch, so nothing is ever half handed over. What they did keeps their name.
 */
export async function deactivate(context: Context, sent: string, body: unknown) {
  requirePeopleRight(context.access)
  const person = requireSubordinate(context, findPerson(context, sent))
  if (person.id === context.person.id) throw invalid('', 'notYourself')
  const { handTo } = parse(deactivationInput, body)
  const heir = handTo === null ? null : context.catalog.people.find((one) => String(one.id) === handTo)
  if (heir === undefined || heir?.deactivated || heir?.id === person.id) throw invalid('handTo', 'handToSelf')
  if (heir) requireAllRecords(context.access)
  const write = new Change(context, { via: 'handover', viaId: person.id })
  const records = heir ? await handOver(context, write, person.id, heir.id) : 0
  write.add(
    sql`UPDATE people SET deactivated_at = ${context.now} WHERE id = ${person.id} AND deactivated_at IS NULL`,
    sql`DELETE FROM sessions WHERE person_id = ${person.id}`,
    sql`UPDATE keys SET revoked_at = ${context.now} WHERE person_id = ${person.id} AND revoked_at IS NULL`,
    auditEntry({
      kind: 'deactivated',
      at: context.now,
      person: context.person.id,
      subject: ['person', person.id],
      detail: { handTo: heir ? String(heir.id) : null, records },
    }),
    bumpCatalogVersion,
  )
  const { change } = await write.commit()
  return { ...(await reloadPerson(context, person.id)), records, change }
}

/** They are back, with the role that they had; their keys are not. */
export async function reactivate(context: Context, sent: string) {
  requirePeopleRight(context.access)
  const person = requireSubordinate(context, findPerson(context, sent))
  if (isErased(person)) throw notFound()
  await context.batch(
    sql`UPDATE people SET deactivated_at = NULL WHERE id = ${person.id}`,
    auditEntry({ kind: 'reactivated', at: context.now, person: context.person.id, subject: ['person', person.id] }),
    bumpCatalogVersion,
  )
  return reloadPerson(context, person.id)
}
