import { plain } from '../../src/core/fields/index.ts'
import { DESCRIPTION_SLOT, type Project, TITLE_SLOT } from '../../src/core/model/index.ts'
import { balanced, raw, type Sql, sql } from '../../src/core/sql/index.ts'
import { fold } from '../../src/core/text/fold.ts'
import type { Context } from '../context/index.ts'
import { visibleAnywhere } from '../db/record-visibility.ts'

const LIMIT = 20
/** of words too short for the index, so many texts are looked at in their order */
const NEWEST = 500

/**
 * Records of every project one may see whose title or a visible text field contains the words, in any script. Three letters
 * and more go through the trigram index and are verified; fewer are looked for in the reader's newest texts.
 */
export async function search(context: Context, q: string) {
  const words = wordsOf(q)
  if (words.length === 0) return { results: [], next: null }
  const visible = JSON.stringify(context.catalog.projects.flatMap(textsOf))
  const { from, where, newest } = hitsOf(words, phoneDigits(q))
  // The limit applies after filtering by visibility, or hidden matches could crowd out visible ones.
  const hits = sql`SELECT t.id, t.text, r.title, r.project_id, r.list_id, r.updated_at, v.value ->> 2 AS field
    FROM ${from} CROSS JOIN records r ON r.id = t.id / 128
    CROSS JOIN json_each(${visible}) v ON v.value ->> 0 = r.project_id AND v.value ->> 1 = t.id % 128
    WHERE ${where} AND r.deleted_at IS NULL AND ${visibleAnywhere(context.catalog)}${newest ? sql` ORDER BY t.id DESC LIMIT ${NEWEST}` : raw('')}`
  const [found] = await context.batch(
    sql<Hit>`SELECT h.id / 128 AS id, h.title, h.project_id, h.list_id, h.field, min(h.id % 128) AS slot, h.text
      FROM (${hits}) h GROUP BY h.id / 128 ORDER BY slot, h.updated_at DESC, h.id LIMIT ${LIMIT}`,
  )
  return {
    results: found.map((row) => ({
      kind: 'record' as const,
      id: String(row.id),
      title: row.title,
      project: String(row.project_id),
      list: String(row.list_id),
      match: {
        field: row.slot === 0 ? 'title' : row.slot === 127 ? 'description' : String(row.field),
        text: row.text.slice(0, 200),
      },
    })),
    next: null,
  }
}

interface Hit {
  id: number
  title: string
  project_id: number
  list_id: number
  /** null for title and description */
  field: number | null
  slot: number
  text: string
}

/** A condition on `r`: its title or one of its visible texts has all the words, as search finds them. */
export function matchingSql(project: Project, q: string): Sql {
  const words = wordsOf(q)
  if (words.length === 0) return raw('1')
  const slots = JSON.stringify(textsOf(project).map(([, slot]) => slot))
  const { from, where } = hitsOf(words, phoneDigits(q))
  return sql`r.id IN (SELECT t.id / 128 FROM ${from} WHERE ${where} AND t.id % 128 IN (SELECT value FROM json_each(${slots})))`
}

const wordsOf = (q: string) => fold(q.replaceAll('\0', ' ').trim()).split(/\s+/).filter(Boolean).slice(0, 8)

/** Where texts `t` that have all the words are found; `newest`: too short for the index, so texts are looked through from the end. */
function hitsOf(words: readonly string[], phone: string | null): { from: Sql; where: Sql; newest: boolean } {
  const grams = words.filter((word) => [...word].length >= 3)
  const contains = balanced(
    words.map((word) => sql`instr(t.text, ${word}) > 0`),
    'AND',
  )
  if (grams.length === 0 && phone === null) return { from: raw('texts t'), where: contains, newest: true }
  const either = [grams, phone === null ? [] : [phone]].filter((some) => some.length > 0)
  const match = sql`search MATCH ${either.map((some) => `(${some.map(trigrams).join(' AND ')})`).join(' OR ')}`
  // Phones are kept with their country's code, and begin with +.
  const isPhone = sql`instr(t.text, ${phone}) > 0 AND substr(t.text, 1, 1) = '+'`
  return {
    from: raw('search s CROSS JOIN texts t ON t.id = s.rowid'),
    where: phone === null ? sql`${match} AND ${contains}` : sql`${match} AND (${contains} OR ${isPhone})`,
    newest: false,
  }
}

/** The figures by which a phone is found as it is written on a card, "012 345-678", without the zero before its area; else null. */
function phoneDigits(q: string): string | null {
  const text = plain(q)
  if (!/^\+?[\d\s().\-–/]+$/.test(text)) return null
  const digits = text.replace(/\D/g, '').replace(/^0+/, '')
  return digits.length >= 5 ? digits : null
}

/** The searchable texts that the reader may see: [project, slot, field]. */
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
