import { and, eq, isNull } from 'drizzle-orm'
import type { FormDefinition } from '../../../src/core/api/form/index.ts'
import { Problem } from '../../../src/core/errors/index.ts'
import type { Project } from '../../../src/core/model/index.ts'
import { type Sql, sql } from '../../../src/core/sql/index.ts'
import { type Context, isolateCache, runInternally } from '../../context/index.ts'
import { runBatch } from '../../db/batch.ts'
import { openDatabase } from '../../db/client.ts'
import { forms } from '../../db/schema/index.ts'
import { selectAll, selectColumns } from '../../db/select-columns.ts'
import type { Env } from '../../env.ts'
import { definitionOf, type FormRow } from '../forms.ts'
import { type LiveField, liveFields } from '../live-form.ts'

/** A form, and with whose rights its project is seen and what was sent in is taken in. */
export interface LiveForm {
  row: FormRow
  project: Project
  definition: FormDefinition
  context: Context
}

/** One that can be filled in; the rights are its owner's, and make out its fields. */
export interface OpenForm extends LiveForm {
  fields: readonly LiveField[]
  secret: string
}

/** Why a form can't be filled in. */
export type Shut = 'gone' | 'closed'

export interface Visit {
  env: Env
  /** of its public address */
  key: string
  now: number
  waitUntil: (step: () => Promise<void>) => void
}

/** Whose each form was when it was last read. */
const owners = new WeakMap<D1Database, Map<string, number>>()
const MOST_OWNERS = 1000

/**
 * Does a step with a form; it may be done again where others have written meanwhile to what it goes by. The form is read in one call,
 * with the guard that its owner's rights and the fields in memory are still those; `reads` are answered by the same call.
 */
export async function withForm<T, R>(
  { env, key, now, waitUntil }: Visit,
  reads: readonly Sql<R>[],
  step: (form: OpenForm, results: R[][]) => Promise<T>,
): Promise<T | Shut> {
  const known = ownersOf(env)
  for (;;) {
    const person = known.get(key) ?? (await readOwner(env, key))
    if (person === null) return 'gone'
    if (known.size > MOST_OWNERS) known.clear()
    known.set(key, person)
    const outcome = await runAsOwner({ env, key, now, waitUntil }, person, reads, step)
    if (outcome !== 'other owner') return outcome
    known.delete(key)
  }
}

async function runAsOwner<T, R>(
  { env, key, now, waitUntil }: Visit,
  person: number,
  reads: readonly Sql<R>[],
  step: (form: OpenForm, results: R[][]) => Promise<T>,
): Promise<T | Shut | 'other owner'> {
  try {
    return await runInternally({ env, person, now, waitUntil }, async (context) => {
      const [[row], ...results] = await context.batch(selectForm(context, key), ...reads)
      if (!row) return 'gone'
      if (row.ownerId !== person) return 'other owner'
      const project = context.catalog.projects.find(({ id }) => id === row.projectId)
      if (!project) return 'gone'
      const definition = definitionOf(row)
      const fields = liveFields(project, definition)
      const mayWrite = context.access.level(project) === 'edit' || context.access.level(project) === 'manage'
      if (!row.isOpen || !mayWrite || !canBeFilledIn(definition, fields)) return 'closed'
      const { secret } = isolateCache(env)
      return step({ row, project, definition, fields, context, secret }, results as R[][])
    })
  } catch (error) {
    // Its owner has left: whoever gets their work takes it over.
    if (error instanceof Problem && error.status === 401)
      return (await readOwner(env, key)) === person ? 'closed' : 'other owner'
    throw error
  }
}

/** A title must come from somewhere. */
const canBeFilledIn = ({ hidden }: FormDefinition, fields: readonly LiveField[]): boolean =>
  [...fields.map(({ key }) => key), ...hidden.map(({ field }) => field)].includes('title')

const selectForm = ({ db }: Context, key: string) =>
  db
    .select(selectAll(forms))
    .from(forms)
    .where(and(eq(forms.key, key), isNull(forms.deletedAt)))

async function readOwner(env: Env, key: string): Promise<number | null> {
  const db = openDatabase(env.DB)
  const [[row]] = await runBatch(db, [
    db
      .select(selectColumns({ owner: forms.ownerId }))
      .from(forms)
      .where(eq(forms.key, key)),
  ])
  return row?.owner ?? null
}

function ownersOf({ DB }: Env): Map<string, number> {
  const known = owners.get(DB) ?? new Map<string, number>()
  owners.set(DB, known)
  return known
}

/** What was sent before with the token of that number. */
export const selectEarlier = (key: string): Sql<{ digest: string; state: string }> =>
  sql`SELECT digest, state FROM submissions WHERE key = ${key}`
