import { and, eq, isNull } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import type { deactivationInput } from '../../src/core/api/person.ts'
import { invalid, notFound } from '../../src/core/errors/index.ts'
import type { Person } from '../../src/core/model/index.ts'
import { requireAllRecords } from '../../src/core/permissions/index.ts'
import { Change, Transaction } from '../changes/index.ts'
import type { Context } from '../context/index.ts'
import { keys, people, sessions } from '../db/schema/index.ts'
import { handOver } from './hand-over.ts'
import { isErased, reloadPerson } from './people.ts'

/**
 * Somebody has left (M73): their sessions and keys end at once, they can't sign in, and what was theirs is another's. All in one
 * batch, so nothing is ever half handed over. What they did keeps their name.
 */
export async function deactivate(context: Context, person: Person, { handTo }: InferOutput<typeof deactivationInput>) {
  if (person.id === context.person.id) throw invalid('', 'notYourself')
  const heir = handTo === null ? null : context.catalog.people.find(({ id }) => String(id) === handTo)
  if (heir === undefined || heir?.deactivated || heir?.id === person.id) throw invalid('handTo', 'handToSelf')
  if (heir) requireAllRecords(context.access)
  const { db, now } = context
  const change = new Change(context, { via: 'handover', viaId: person.id })
  const records = heir ? await handOver(context, change, person.id, heir.id) : 0
  change.add(
    db
      .update(people)
      .set({ deactivatedAt: now })
      .where(and(eq(people.id, person.id), isNull(people.deactivatedAt))),
    db.delete(sessions).where(eq(sessions.personId, person.id)),
    db
      .update(keys)
      .set({ revokedAt: now })
      .where(and(eq(keys.personId, person.id), isNull(keys.revokedAt))),
  )
  change.audit({
    kind: 'deactivated',
    subject: ['person', person.id],
    detail: { handTo: heir ? String(heir.id) : null, records },
  })
  change.bumpCatalogVersion()
  await change.commit()
  return { ...(await reloadPerson(context, person.id)), records, change: change.id }
}

/** They are back, with the role that they had; their keys are not. */
export async function reactivate(context: Context, person: Person) {
  if (isErased(person)) throw notFound()
  const change = new Transaction(context)
  change.add(context.db.update(people).set({ deactivatedAt: null }).where(eq(people.id, person.id)))
  change.audit({ kind: 'reactivated', subject: ['person', person.id] })
  change.bumpCatalogVersion()
  await change.commit()
  return reloadPerson(context, person.id)
}
