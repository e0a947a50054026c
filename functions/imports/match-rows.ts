import { type Issue, issue } from '../../src/core/errors/index.ts'
import { typeOf } from '../../src/core/fields/index.ts'
import type { Field, Project } from '../../src/core/model/index.ts'
import { type Sql, sql } from '../../src/core/sql/index.ts'
import { fold } from '../../src/core/text/fold.ts'
import { identityOf } from '../../src/core/text/identity.ts'
import type { Context } from '../context/index.ts'
import { guard } from '../db/batch.ts'
import type { ImportJob } from './import-job.ts'
import { fieldNamedBy, type ReadRow, type Refusal, refusal, titleColumn } from './read-rows.ts'
import { matchesOf, selectMatching, selectNextNumber } from './select-matching.ts'

export interface MatchedRow extends ReadRow {
  id: number
}

export interface MatchResult {
  /** rows that are new records */
  created: ReadRow[]
  /** rows that update what the key finds */
  updated: MatchedRow[]
  refused: Refusal[]
  /** rows that added to a record of an earlier row of this chunk */
  joined: number
  /** rows that had nothing to add to it */
  idle: number
  /** stops the batch if another chunk has made records meanwhile, which might be the same */
  proof: Sql | null
}

/** Parts rows that update what the key finds from rows that are new. Two rows with the same key are one record. */
export async function matchRows(context: Context, { project, plan }: ImportJob, rows: ReadRow[]): Promise<MatchResult> {
  const all: MatchResult = { created: [], updated: [], refused: [], joined: 0, idle: 0, proof: null }
  if (plan.key === null) return { ...all, created: rows }
  const key = keyOf(project, plan.key)
  const written = (row: ReadRow) => String(row.values.get(key.column) ?? '')
  const keyText = (row: ReadRow) => identityOf(written(row))
  const values = JSON.stringify([...new Set(rows.map((row) => fold(written(row))))].filter(Boolean))
  const [found, [next]] = await context.batch(
    selectMatching(context, project, key.by, values),
    selectNextNumber(project),
  )
  const idsOf = matchesOf(found)
  const created = new Map<string, ReadRow>()
  const updated = new Map<number, MatchedRow>()
  for (const row of rows) {
    const matches = keyText(row) === '' ? [] : idsOf(written(row))
    const earlier = matches.length === 1 ? updated.get(matches[0]!) : created.get(keyText(row))
    if (matches.length > 1)
      all.refused.push(refused(plan, row, written(row), issue('', 'ambiguous', { value: written(row) })))
    else if (earlier) {
      if (join(earlier, row, plan.onlyEmpty)) all.joined++
      else all.idle++
    } else if (matches.length === 1) updated.set(matches[0]!, { ...row, id: matches[0]! })
    else if (row.values.get('title') == null)
      all.refused.push(refused(plan, row, '', issue('', 'required', { name: project.titleName })))
    else created.set(keyText(row) === '' ? `#${row.row}` : keyText(row), row)
  }
  const proof = guard(sql`(${selectNextNumber(project)}) = ${next!.next_number}`, 'stale')
  return {
    ...all,
    created: [...created.values()],
    updated: [...updated.values()],
    proof: created.size > 0 ? proof : null,
  }
}

/** What every record has from its first row on: a later one can't fill it. */
const NEVER_EMPTY = new Set(['title', 'list', 'createdAt', 'closedAt'])

/**
 * A later row adds what it has and leaves the rest; with `onlyEmpty` it fills what no earlier row has filled, as it would if it came
 * in a chunk of its own. Whether it had anything to say.
 */
function join(earlier: ReadRow, row: ReadRow, onlyEmpty: boolean): boolean {
  const isEmpty = (value: unknown) => value == null || (Array.isArray(value) && value.length === 0)
  const added = [...row.values].filter(
    ([name, value]) => value !== null && !(onlyEmpty && (NEVER_EMPTY.has(name) || !isEmpty(earlier.values.get(name)))),
  )
  for (const [name, value] of added) earlier.values.set(name, value)
  return added.length > 0 || !onlyEmpty
}

const refused = (plan: ImportJob['plan'], row: ReadRow, value: string, issue: Issue): Refusal =>
  refusal(row.row, titleColumn(plan), value, issue)

/** The column that holds a row's key, and the field that existing records are matched by. */
function keyOf(project: Project, key: string): { column: string; by: string } {
  const field = fieldNamedBy(project, key)
  return field ? { column: String(field.id), by: String(field.id) } : { column: 'title', by: 'title' }
}

/** Only what has a folded text can be looked up for thousands of rows at once: the title and fields of text. */
export const findable = (kind: string, field: Pick<Field, 'type'>): boolean =>
  kind === 'text' && typeOf(field.type)?.findable !== false
