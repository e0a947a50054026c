import { DESCRIPTION_SLOT, type Project, TITLE_SLOT } from '../../src/core/model/index.ts'
import { balanced, raw, type Sql, sql } from '../../src/core/sql/index.ts'
import { fold } from '../../src/core/text/fold.ts'
import type { Context } from '../context.ts'

const LIMIT = 20

/**
 * Records of every project one may see whose title or a visible text field contains the words, in any script. Three letters
 * and more go through the trigram index and are verified; fewer are looked for in the newest texts.
 */
export async function search(context: Context, q: string) {
  const words = wordsOf(q)
  if (words.length === 0) return { results: [], next: null }
  const hits = hitsOf(words, 500)
  const visible = JSON.stringify(context.catalog.projects.flatMap(textsOf))
  const [result] = await context.ask(
    sql`SELECT r.id, r.title, r.project_id, r.list_id, v.value ->> 2 AS field, min(h.id % 128) AS slot, h.text
      FROM (${hits}) h JOIN records r ON r.id = h.id / 128
      JOIN json_each(${visible}) v ON v.value ->> 0 = r.project_id AND v.value ->> 1 = h.id % 128
      WHERE r.deleted_at IS NULL GROUP BY r.id ORDER BY slot, r.updated_at DESC LIMIT ${LIMIT}`,
  )
  return {
    results: result!.results.map((row) => ({
      kind: 'record' as const,
      id: String(row.id),
      title: String(row.title),
      project: String(row.project_id),
      list: String(row.list_id),
      match: {
        field: row.slot === 0 ? 'title' : row.slot === 127 ? 'description' : String(row.field),
        text: String(row.text).slice(0, 200),
      },
    })),
    next: null,
  }
}

/** A condition on `r`: its title or one of its visible texts has all the words, as search finds them. */
export function matchingSql(project: Project, q: string): Sql {
  const words = wordsOf(q)
  if (words.length === 0) return raw('1')
  const slots = JSON.stringify(textsOf(project).map(([, slot]) => slot))
  return sql`r.id IN (SELECT h.id / 128 FROM (${hitsOf(words, null)}) h WHERE h.id % 128 IN (SELECT value FROM json_each(${slots})))`
}

const wordsOf = (q: string) => fold(q.replaceAll('\0', ' ').trim()).split(/\s+/).filter(Boolean).slice(0, 8)

/** Texts that have all the words; of words too short for the index, the newest are looked through. */
function hitsOf(words: readonly string[], newest: number | null): Sql {
  const grams = words.filter((word) => [...word].length >= 3)
  const contains = balanced(
    words.map((word) => sql`instr(t.text, ${word}) > 0`),
    'AND',
  )
  if (grams.length > 0)
    return sql`SELECT t.id, t.text FROM search s JOIN texts t ON t.id = s.rowid WHERE search MATCH ${grams.map(trigrams).join(' AND ')} AND ${contains}`
  return sql`SELECT t.id, t.text FROM texts t WHERE ${contains}${newest === null ? raw('') : sql` ORDER BY t.id DESC LIMIT ${newest}`}`
}

/** The texts of a project's records that one may see: [project, slot, field]. */
const textsOf = (project: Project) => [
  [project.id, TITLE_SLOT, null],
  [project.id, DESCRIPTION_SLOT, null],
  ...project.fields.filter((field) => field.slot !== null).map((field) => [project.id, field.slot, field.id]),
]

/** detail=none knows no phrases: a word is the AND of its trigrams. */
function trigrams(word: string): string {
  const letters = [...word]
  const grams = letters.slice(0, -2).map((_, i) => letters.slice(i, i + 3).join(''))
  return [...new Set(grams)]
    .slice(0, 30)
    .map((gram) => `"${gram.replaceAll('"', '""')}"`)
    .join(' AND ')
}
