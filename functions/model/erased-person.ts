import * as v from 'valibot'
import { demandPeople } from '../../src/core/access/index.ts'
import { fault, Problem, refuse } from '../../src/core/errors/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import { fold } from '../../src/core/text/fold.ts'
import type { Context } from '../context.ts'
import { audited } from './audit.ts'
import { catalogChanged } from './catalog-changed.ts'
import { parse } from './parse.ts'
import { erasedEmail, lessThan, personNamed, personNow } from './people.ts'

export const personErasureInput = v.strictObject({
  /** their name, typed */
  name: v.string(),
})

/**
 * Somebody of the team who has left is forgotten: name, address, passkeys, keys, mails and invitations to them. What they did
 * stays, by nobody in particular.
 */
export async function erasePerson(context: Context, sent: string, body: unknown) {
  demandPeople(context.access)
  const person = lessThan(context, personNamed(context, sent))
  const { name } = parse(personErasureInput, body)
  if (!person.deactivated) throw new Problem(409, [fault('', 'stillActive')])
  if (fold(name.trim()) !== fold(person.name)) throw refuse('name', 'titleDiffers', { value: person.name })
  const { id, email } = person
  const mine = sql`person_id = ${id}`
  await context.ask(
    sql`UPDATE people SET name = '—', email = ${erasedEmail(id)}, image = NULL, language = NULL WHERE id = ${id}`,
    sql`DELETE FROM accounts WHERE ${mine}`,
    sql`DELETE FROM sessions WHERE ${mine}`,
    sql`DELETE FROM passkeys WHERE ${mine}`,
    sql`DELETE FROM keys WHERE ${mine}`,
    sql`DELETE FROM team_people WHERE ${mine}`,
    sql`DELETE FROM answers WHERE ${mine} OR instr(answer, ${email}) > 0 OR instr(answer, ${`(person:${id})`}) > 0 OR instr(answer, ${`"id":"${id}","name"`}) > 0`,
    sql`DELETE FROM mails WHERE recipient = ${email}`,
    sql`DELETE FROM invitations WHERE email = ${email}`,
    sql`UPDATE audit SET detail = '{}' WHERE instr(detail, ${email}) > 0 OR (subject = 'person' AND subject_id = ${id})`,
    sql`UPDATE comments SET body = replace(body, ${`@[${person.name}](person:${id})`}, ${`@[](person:${id})`}) WHERE instr(body, ${`(person:${id})`}) > 0`,
    // What comments were before they were changed.
    sql`UPDATE history SET fields = replace(fields, ${`@[${person.name}](person:${id})`}, ${`@[](person:${id})`})
      WHERE kind = 'comment' AND instr(fields, ${`(person:${id})`}) > 0`,
    audited({ kind: 'erased', at: context.now, person: context.person.id, subject: ['person', id] }),
    catalogChanged,
  )
  return personNow(context, id)
}
