import * as v from 'valibot'
import { invalid, issue, Problem } from '../../src/core/errors/index.ts'
import { parse } from '../../src/core/errors/parse.ts'
import { requirePeopleRight } from '../../src/core/permissions/index.ts'
import { raw, sql } from '../../src/core/sql/index.ts'
import { fold } from '../../src/core/text/fold.ts'
import { auditEntry } from '../audit/entry.ts'
import type { Context } from '../context.ts'
import { bumpCatalogVersion } from '../db/catalog-version.ts'
import { erasedEmail, findPerson, reloadPerson, requireSubordinate } from './people.ts'

export const personErasureInput = v.strictObject({
  /** their name, typed */
  name: v.string(),
})

/**
 * Somebody of the team who has left is forgotten: name, address, passkeys, keys, mails and invitations to them. What they did
 * stays, by nobody in particular.
 */
export async function erasePerson(context: Context, sent: string, body: unknown) {
  requirePeopleRight(context.access)
  const person = requireSubordinate(context, findPerson(context, sent))
  const { name } = parse(personErasureInput, body)
  if (!person.deactivated) throw new Problem(409, [issue('', 'stillActive')])
  if (fold(name.trim()) !== fold(person.name)) throw invalid('name', 'titleDiffers', { value: person.name })
  const { id, email } = person
  const mine = sql`person_id = ${id}`
  await forgetMentions(context, id)
  await context.batch(
    sql`UPDATE people SET name = '—', email = ${erasedEmail(id)}, image = NULL, language = NULL WHERE id = ${id}`,
    sql`DELETE FROM accounts WHERE ${mine}`,
    sql`DELETE FROM sessions WHERE ${mine}`,
    sql`DELETE FROM passkeys WHERE ${mine}`,
    sql`DELETE FROM team_people WHERE ${mine}`,
    sql`DELETE FROM answers WHERE ${mine} OR instr(answer, ${email}) > 0 OR instr(answer, ${`(person:${id})`}) > 0 OR instr(answer, ${`"id":"${id}","name"`}) > 0`,
    sql`DELETE FROM mails WHERE recipient = ${email}`,
    sql`DELETE FROM invitations WHERE email = ${email}`,
    sql`UPDATE audit SET detail = '{}' WHERE instr(detail, ${email}) > 0 OR (subject = 'person' AND subject_id = ${id})
      OR (subject = 'key' AND subject_id IN (SELECT id FROM keys WHERE ${mine}))`,
    sql`DELETE FROM keys WHERE ${mine}`,
    auditEntry({ kind: 'erased', at: context.now, person: context.person.id, subject: ['person', id] }),
    bumpCatalogVersion,
  )
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
    const [at, text] = [raw(key), raw(column)]
    for (let more = true; more; ) {
      const [found] = await context.batch(
        sql`SELECT ${at} AS at, ${text} AS text FROM ${raw(table)} WHERE instr(replace(${text}, ${nameless}, ''), ${named}) > 0 LIMIT ${AT_ONCE}`,
      )
      const rows = found!.results.map((row) => [row.at, String(row.text).replace(mention, nameless)])
      if (rows.length > 0)
        await context.batch(
          sql`UPDATE ${raw(table)} AS t SET ${text} = p.value ->> 1 FROM json_each(${JSON.stringify(rows)}) p WHERE t.${at} = p.value ->> 0`,
        )
      more = rows.length === AT_ONCE
    }
  }
}
