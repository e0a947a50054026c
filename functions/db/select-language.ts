import { eq } from 'drizzle-orm'
import type { Database } from './client.ts'
import { people } from './schema/index.ts'
import { selectColumns } from './select-columns.ts'

/** The language that somebody reads in; null where they have never said. */
export const selectLanguage = (db: Database, person: number) =>
  db
    .select(selectColumns({ language: people.language }))
    .from(people)
    .where(eq(people.id, person))
