import { eq } from 'drizzle-orm'
import { invalid, issue, Problem } from '../../src/core/errors/index.ts'
import type { Person } from '../../src/core/model/index.ts'
import { raw, sql } from '../../src/core/sql/index.ts'
import { isSameName } from '../../src/core/text/identity.ts'
import { Transaction } from '../changes/index.ts'
import type { Context } from '../context/index.ts'
import {
  accounts,
  deliveries,
  invitations,
  keys,
  notifications,
  passkeys,
  people,
  sessions,
  teamPeople,
} from '../db/schema/index.ts'
import { erasedEmail, reloadPerson } from './people.ts'

/**
 * Somebody of the team who has left is forgotten: name, address, choices, passkeys, keys, mails, notifications and invitations to them. What they did
 * stays, by nobody in particular.
 */
export async function erasePerson(context: Context, person: Person, typedName: string) {
  if (!person.deactivated) throw new Problem(409, [issue('', 'stillActive')])
  if (!isSameName(typedName, person.name)) throw invalid('name', 'titleDiffers', { value: person.name })
  const { id, email } = person
  await forgetMentions(context, id)
  const { db } = context
  const erasure = new Transaction(context)
  erasure.add(
    db
      .update(people)
      .set({
        ...{ name: '—', email: erasedEmail(id), image: null, language: null },
        ...{ notify: {}, quiet: null, digestAt: null, away: null },
      })
      .where(eq(people.id, id)),
    db.delete(accounts).where(eq(accounts.personId, id)),
    db.delete(sessions).where(eq(sessions.personId, id)),
    db.delete(passkeys).where(eq(passkeys.personId, id)),
    db.delete(teamPeople).where(eq(teamPeople.personId, id)),
    db.delete(notifications).where(eq(notifications.personId, id)),
    // What others were told, with their name in it.
    sql`UPDATE notifications SET text = '{"parts":null}' WHERE instr(text, ${person.name}) > 0`,
    // A sealed answer can't be searched for their address, so all of them go.
    sql`DELETE FROM answers WHERE person_id = ${id} OR key LIKE 'sealed %' OR instr(answer, ${email}) > 0 OR instr(answer, ${`(person:${id})`}) > 0 OR instr(answer, ${`"id":"${id}","name"`}) > 0`,
    db.delete(deliveries).where(eq(deliveries.recipient, email)),
    db.delete(invitations).where(eq(invitations.email, email)),
    sql`UPDATE audit SET detail = '{}' WHERE instr(detail, ${email}) > 0 OR (subject = 'person' AND subject_id = ${id})
      OR (subject = 'key' AND subject_id IN (SELECT id FROM keys WHERE person_id = ${id}))`,
    db.delete(keys).where(eq(keys.personId, id)),
  )
  erasure.audit({ kind: 'erased', subject: ['person', id] })
  erasure.bumpCatalogVersion()
  await erasure.commit()
  return reloadPerson(context, id)
}

/** Where people are mentioned by name, `@[Dara Vann](person:12)`: also as they were called before, and in what texts were before. */
const PLACES = [
  { table: 'comments', key: 'id', column: 'body' },
  { table: 'records', key: 'id', column: 'description' },
  { table: 'texts', key: 'id', column: 'text' },
  { table: 'history', key: 'seq', column: 'fields' },
] as const
const AT_ONCE = 200

async function forgetMentions(context: Context, id: number): Promise<void> {
  const named = `](person:${id})`
  const nameless = `@[${named}`
  const mention = new RegExp(`@\\[[^\\]]*\\]\\(person:${id}\\)`, 'g')
  for (const { table, key, column } of PLACES) {
    const [keySql, text] = [raw(key), raw(column)]
    for (let more = true; more; ) {
      const [found] = await context.batch(
        sql<{
          at: number
          text: string
        }>`SELECT ${keySql} AS at, ${text} AS text FROM ${raw(table)} WHERE instr(replace(${text}, ${nameless}, ''), ${named}) > 0 LIMIT ${AT_ONCE}`,
      )
      const rows = found.map((row) => [row.at, row.text.replace(mention, nameless)])
      if (rows.length > 0)
        await context.batch(
          sql`UPDATE ${raw(table)} AS t SET ${text} = p.value ->> 1 FROM json_each(${JSON.stringify(rows)}) p WHERE t.${keySql} = p.value ->> 0`,
        )
      more = rows.length === AT_ONCE
    }
  }
}
