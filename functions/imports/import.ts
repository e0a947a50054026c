import { sql as drizzleSql } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import type { ImportAnswer } from '../../src/core/api/answers.ts'
import {
  isCurrencyColumn,
  isKnown,
  isNew,
  type Mapping,
  type mappingSchema,
  SEPARATORS,
} from '../../src/core/csv/index.ts'
import { issue, Problem } from '../../src/core/errors/index.ts'
import type { OptionsConfig } from '../../src/core/fields/index.ts'
import { type Field, type Json, PLAIN_FIELD, type Project } from '../../src/core/model/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import { Change, Transaction } from '../changes/index.ts'
import { undoChange } from '../changes/undo/undo.ts'
import type { Context } from '../context/index.ts'
import { asDrizzle } from '../db/as-drizzle.ts'
import { imports } from '../db/schema/index.ts'
import { addField } from '../fields/index.ts'
import { readAdditions } from './additions.ts'
import { makesOptions, requireValidMapping } from './check-mapping.ts'
import { findImport } from './find-import.ts'
import type { ImportJob, ImportPlan } from './import-job.ts'
import { fieldFor } from './read-rows.ts'

/** How many rows a client sends at once: a batch of them is far from D1's limits, and one lost costs little. */
const CHUNK = 1000

/** Checks the mapping, makes its new fields, and opens one change that every chunk will be part of. */
export async function createImport(
  context: Context,
  project: Project,
  { file, ...mapping }: InferOutput<typeof mappingSchema>,
) {
  requireValidMapping(context, mapping, project)
  const newFields = mapping.mapping.flatMap((column) => (isNew(column) ? [column.toNew] : []))
  // Anyone who edits may create tags; creating fields and options needs the right to manage the project.
  if (newFields.length > 0 || mapping.mapping.some((column) => makesOptions(project, column)))
    context.project(project.id, 'manage')
  const change = new Change(context, { via: 'import' })
  for (const { name, type, config } of newFields)
    addField(context, change, project, { ...PLAIN_FIELD, name, type, config: config ?? {} })
  const created = change.run(
    context.db
      .insert(imports)
      .values({
        projectId: project.id,
        personId: context.person.id,
        changeId: asDrizzle(change.idSql),
        file: file ?? '',
        plan: planOf(mapping, project) as unknown as Json,
        state: 'open',
        at: context.now,
      })
      .returning({ id: imports.id }),
  )
  // The change learns the import's id once it has one.
  change.add(sql`UPDATE changes SET via_id = last_insert_rowid() WHERE id = ${change.idSql}`)
  await change.commit()
  const reloaded = newFields.length > 0 ? await context.reload() : context
  return { import: await readImport(reloaded, created.result[0]!.id) }
}

/** The plan names fields as they are called now, and the options that they have: those that the import makes part no cell. */
const planOf = (mapping: Omit<Mapping, 'file'>, project: Project): ImportPlan => ({
  ...mapping,
  mapping: mapping.mapping.map((column) => {
    if (isCurrencyColumn(column)) return column
    if (isKnown(column)) return { ...column, whole: undividedOptions(fieldFor(project, column)) }
    const { toNew, ...rest } = column
    return { ...rest, to: toNew.name, missing: 'create', whole: [] }
  }),
})

const undividedOptions = (field: Field | null): string[] =>
  ((field?.config as Partial<OptionsConfig> | undefined)?.options ?? [])
    .map(({ name }) => name)
    .filter((name) => SEPARATORS.some((separator) => name.includes(separator)))

export async function readImport(context: Context, id: number, chunk?: number): Promise<ImportAnswer> {
  return importAnswer(await findImport(context, String(id), 'edit'), chunk)
}

/** The whole so far; with `only`, the refused rows of that chunk alone. */
export function importAnswer(job: ImportJob, only?: number): ImportAnswer {
  const { chunks } = job
  const total = (name: 'created' | 'updated' | 'unchanged') => chunks.reduce((sum, chunk) => sum + chunk[name], 0)
  const reported = only === undefined ? chunks : chunks.filter(({ row }) => row === only)
  return {
    id: String(job.id),
    project: String(job.project.id),
    state: job.state,
    chunk: CHUNK,
    created: total('created'),
    updated: total('updated'),
    unchanged: total('unchanged'),
    refused: reported.flatMap(({ refused }) => refused),
    change: String(job.change),
  }
}

export async function finishImport(context: Context, job: ImportJob) {
  const finish = new Transaction(context)
  finish.add(
    context.db
      .update(imports)
      .set({ state: 'finished' })
      .where(drizzleSql`${imports.id} = ${job.id} AND ${imports.state} = 'open'`),
  )
  await finish.commit()
  return { import: await readImport(context, job.id), change: String(job.change) }
}

/** Takes everything it made and changed back, as one change, but for what others have made theirs since; `made` names the fields and options that stay. */
export async function undoImport(context: Context, job: ImportJob) {
  if (job.state === 'undone') throw new Problem(409, [issue('', 'alreadyUndone')])
  const undone = await undoChange(context, job.change)
  const additionsOf = await readAdditions(await context.reload(), job.project.id, [job.change])
  return { ...undone, made: additionsOf(job.change) }
}
