import * as v from 'valibot'
import type { MeAnswer } from '../../src/core/model/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import type { Context } from '../context.ts'
import { parse } from './parse.ts'
import { workspaceAnswer } from './workspace.ts'

export async function readMe(context: Context): Promise<MeAnswer> {
  const { id, name, email, role } = context.person
  const [result] = await context.ask(sql`SELECT language FROM people WHERE id = ${id}`)
  return {
    person: { id: String(id), name, email, role, language: (result!.results[0]?.language as string | null) ?? null },
    workspace: workspaceAnswer(context),
  }
}

export const readPeople = async (context: Context) => {
  await context.ask()
  return context.catalog.people.map(({ id, name, email, role }) => ({ id: String(id), name, email, role }))
}

export const preferences = v.strictObject({ language: v.picklist(['en', 'km']) })

export async function setPreferences(context: Context, body: unknown) {
  const { language } = parse(preferences, body)
  await context.ask(sql`UPDATE people SET language = ${language} WHERE id = ${context.person.id}`)
  return { language }
}
