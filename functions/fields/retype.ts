import type { InferOutput } from 'valibot'
import type { retypeInput } from '../../src/core/api/field.ts'
import { invalid, issue, Problem } from '../../src/core/errors/index.ts'
import { typeOf } from '../../src/core/fields/index.ts'
import type { Field, Json, Project } from '../../src/core/model/index.ts'
import { join, raw, type Sql, sql } from '../../src/core/sql/index.ts'
import { identityOf } from '../../src/core/text/identity.ts'
import type { Change } from '../changes/change.ts'
import { jsonChunks } from '../changes/json-chunks.ts'
import { fieldColumn } from '../changes/record-columns.ts'
import { searchTextStatements } from '../changes/search-text.ts'
import { projectsUnchanged, valuesUnchanged } from '../changes/unchanged-since.ts'
import type { Context } from '../context/index.ts'
import { type Converted, convert, convertAll, type Fit, planConversion } from './convert-values.ts'
import { type FieldValue, valuesSince } from './field-values.ts'
import { claimSlots } from './slots.ts'

interface RetypeOptions {
  type: string
  config?: unknown
  /** what to do with values that don't fit; refused where it isn't said */
  misfits?: 'refuse' | 'empty' | undefined
  /** its values must differ afterwards too */
  unique?: boolean
}

/** What would become of a field's values: how many fit the new type, and the first that don't, with their reasons. */
export async function previewRetype(
  context: Context,
  { project, field }: { project: Project; field: Field },
  input: InferOutput<typeof retypeInput>,
) {
  const conversion = await planConversion(context, project, field, input)
  const { converts, misfits, examples } = await convertAll(context, conversion, () => {})
  return {
    type: input.type,
    config: conversion.config as Json,
    records: converts + misfits,
    converts,
    misfits,
    examples,
  }
}

/**
 * Gives a field another type within a change: its values, read as the new type reads them, go into columns of their own. The
 * old ones stay where they are, so that undo has them back whole. Formulas and filters go on naming the same field. Values are read
 * in pages, and what others write to the field meanwhile is read once more at the end, so a busy field can be retyped as well.
 * Answers what of the field is different now.
 */
export async function retype(
  context: Context,
  change: Change,
  project: Project,
  field: Field,
  input: RetypeOptions,
): Promise<Pick<Field, 'type' | 'config' | 'slot' | 'slot2' | 'past'>> {
  const conversion = await planConversion(context, project, field, input)
  const { type, config } = conversion
  const slots = await claimSlots(context, change, project, type)
  const retyped: Field = { ...field, type: input.type, config: config as Json, ...slots }
  const until = context.seq
  const identities = new Set<string>()
  let letters = 0
  const write = (fits: readonly Fit[], alike: readonly FieldValue[] | null = null) => {
    if (input.unique) requireDistinct(field, fits, identities)
    const statements = (alike && copyValues(project, field, retyped, alike)) ?? writeValues(project, retyped, fits)
    letters += statements.flatMap(({ values }) => values).reduce<number>((sum, value) => sum + String(value).length, 0)
    if (letters > MOST_LETTERS) throw invalid('type', 'tooMuchText', { name: field.name })
    change.add(...statements)
  }
  const firstPass = await convertAll(context, conversion, ({ fits, alike }) => write(fits, alike))
  // Of links the titles were read, too; and those that are to be unique were compared as they were.
  const isExact = typeOf(field.type)?.storage === 'links' || input.unique
  const since = isExact ? [] : await valuesSince(context, project, field, until)
  const late = convert(context, conversion, since)
  if (input.misfits !== 'empty') requireNoMisfits(firstPass.misfits > 0 ? firstPass : late)
  write([...late.fits, ...late.empty])
  const target = (field.config as { project?: string }).project
  change.add(
    typeOf(field.type)?.storage === 'links'
      ? projectsUnchanged([project.id, Number(target)], until)
      : valuesUnchanged(project.id, field.id, isExact ? until : context.seq),
  )
  const past = [...field.past, { until: context.seq, type: field.type, config: field.config }]
  return { type: retyped.type, config: retyped.config, ...slots, past }
}

/** All that is written is one batch, so that nobody sees a field half of each type: of so much text, in a Worker's memory. */
const MOST_LETTERS = 30_000_000

/** Of a page that the other type stores, and finds, just so, no value has to travel: a text that becomes a long text. */
function copyValues(project: Project, field: Field, retyped: Field, page: readonly FieldValue[]): Sql[] | null {
  const [from, to] = [fieldColumn(field).text, fieldColumn(retyped).text]
  // A long text has no identity, and is searched just as a text is.
  if (to?.identified && !from?.identified) return null
  if (page.some(({ stored }) => from?.of(stored) !== to?.of(stored))) return null
  const rows = sql`r.project_id = ${project.id} AND r.number BETWEEN ${page[0]!.number} AND ${page.at(-1)!.number}`
  const [before, after] = [raw(`s${field.slot}`), raw(`s${retyped.slot}`)]
  const copies = [sql`UPDATE records AS r SET ${after} = ${before} WHERE ${rows} AND ${before} IS NOT NULL`]
  if (from && to)
    copies.push(sql`INSERT INTO texts (id, text, identity) SELECT r.id * 128 + ${to.slot}, t.text, ${raw(to.identified ? 't.identity' : 'NULL')}
      FROM records r CROSS JOIN texts t ON t.id = r.id * 128 + ${from.slot} WHERE ${rows}`)
  return copies
}

function writeValues(project: Project, retyped: Field, fits: readonly Fit[]): Sql[] {
  const column = fieldColumn(retyped)
  const rows = fits.map(([id, stored]) => [id, stored.length === 1 ? stored[0] : stored])
  const assignments = column.assignments(1).map(([name, value]) => sql`${raw(name)} = ${value}`)
  return [
    ...[...jsonChunks(rows)].map(
      ([, payload]) => sql`UPDATE records AS r SET ${join(assignments)}
        FROM json_each(${payload}) p WHERE r.id = p.value ->> 0 AND +r.project_id = ${project.id}`,
    ),
    ...searchTextStatements([column], rows),
  ]
}

function requireNoMisfits({ misfits, examples }: Pick<Converted, 'misfits' | 'examples'>): void {
  if (misfits > 0) throw new Problem(422, [issue('type', 'misfits', { count: misfits, examples })])
}

/** Two texts may be one number. */
function requireDistinct(field: Field, fits: readonly Fit[], identities: Set<string>): void {
  for (const [, [value]] of fits) {
    const key = identityOf(String(value))
    if (identities.has(key)) throw invalid('type', 'notDistinct', { name: field.name, value: String(value) })
    identities.add(key)
  }
}
