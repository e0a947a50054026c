import type { Hit } from '../../src/core/api/answers.ts'
import { decimalFrom, plain, typeOf } from '../../src/core/fields/index.ts'
import { DESCRIPTION_SLOT, type Project, TITLE_SLOT } from '../../src/core/model/index.ts'
import { afterCursor, decodeCursor, type Order } from '../../src/core/query/index.sql.ts'
import { balanced, join, raw, type Sql, sql } from '../../src/core/sql/index.ts'
import { fold } from '../../src/core/text/fold.ts'
import type { Context } from '../context/index.ts'
import { orderOf, type Paging, pageOf } from '../db/page.ts'
import { andVisible, visibleAnywhere } from '../db/record-visibility.ts'
import type { Found } from './found.ts'
import { namesFound } from './names.ts'

const PAGE = 20
/** of words too short for the index, so many matching texts of each project are taken, the newest records' first */
const NEWEST = 500

/** The best place first (title, then fields in their order), then what was changed last. */
const BEST: Order = orderOf('search', 'g.id', false, [
  { key: raw('g.slot'), desc: false },
  { key: raw('g.updated_at'), desc: true },
])

/** Where records are looked for: the archive and the bin only where they are asked for. */
export type Place = 'live' | 'archived' | 'bin'

const IN: Record<Place, Sql> = {
  live: raw('r.deleted_at IS NULL AND r.archived_at IS NULL'),
  archived: raw('r.deleted_at IS NULL AND r.archived_at IS NOT NULL'),
  bin: raw('r.deleted_at IS NOT NULL'),
}

/**
 * Projects, dashboards and people by their names; then records of every project one may see whose title or a visible text field
 * contains the words, in any script. Three letters and more go through the trigram index and are verified. Fewer are looked for in the
 * texts of the reader's own records, project by project from the newest: what they don't see costs nothing.
 */
export async function search(context: Context, q: string, place: Place, { cursor, limit = PAGE }: Paging) {
  const after = cursor === undefined ? raw('1') : afterCursor(BEST, cursor)
  const words = wordsOf(q)
  if (words.length === 0) return { results: [], next: null }
  const found = hitsOf(words, phoneDigits(q))
  const { projects } = context.catalog
  const hits = found.newest
    ? projects.map((project) => newestHits(project, found.where, place))
    : [indexedHits(context, found.from, found.where, place)]
  const rows = await context.batch(
    ...hits.map(
      (those) => sql<Row>`SELECT g.*, ${amountOf(projects)} FROM (SELECT g.* FROM
        (SELECT h.id, h.title, h.project_id, h.list_id, h.updated_at, min(h.slot) AS slot, h.text
          FROM (${those}) h GROUP BY h.id) g WHERE ${after} ORDER BY ${BEST.by} LIMIT ${limit + 1}) g JOIN records r ON r.id = g.id`,
    ),
  )
  const best = rows.flat().sort((a, b) => a.slot - b.slot || b.updated_at - a.updated_at || a.id - b.id)
  const all: Found[] = [
    ...(place === 'live' ? namesFound(context, words, cursor && startOf(cursor)) : []),
    ...best.map((row) => ({ keys: [row.slot, row.updated_at, row.id], hit: recordHit(projects, row, words) })),
  ]
  const { page, next } = pageOf(BEST, { limit }).cut(all, ({ keys }) => keys)
  return { results: page.map(({ hit }) => hit), next }
}

const startOf = (cursor: string) => decodeCursor(BEST, cursor, 3) as number[]

interface Row {
  id: number
  title: string
  project_id: number
  list_id: number
  updated_at: number
  slot: number
  text: string
  minor: number | null
  currency: string | null
}

/** What a record is worth: the first amount of money that the reader sees of its project. */
function amountOf(projects: readonly Project[]): Sql {
  const column = (slot: 'slot' | 'slot2') =>
    join(
      projects.flatMap((project) => {
        const field = moneyField(project)
        return field?.[slot] ? [sql`WHEN ${raw(String(project.id))} THEN r.${raw(`s${field[slot]}`)}`] : []
      }),
      ' ',
    )
  if (!projects.some(moneyField)) return raw('NULL AS minor, NULL AS currency')
  return sql`CASE r.project_id ${column('slot')} END AS minor, CASE r.project_id ${column('slot2')} END AS currency`
}

const moneyField = (project: Project) => project.fields.find(({ type }) => typeOf(type)?.storage === 'money')

const HIT = raw('r.id, r.title, r.project_id, r.list_id, r.updated_at, t.id % 128 AS slot, t.text')

/** Texts `t` of the record `r`: they lie together. */
const OF_RECORD = raw('t.id BETWEEN r.id * 128 AND r.id * 128 + 127')

/** All that match by the index. What isn't the reader's is left out before anything is cut off, or it would crowd theirs out. */
function indexedHits({ catalog }: Context, from: Sql, where: Sql, place: Place): Sql {
  const visible = catalog.projects.flatMap((project) => textsOf(project).map((slot) => project.id * 128 + slot))
  // Looked up, not joined: each match would read all that is visible.
  return sql`SELECT ${HIT} FROM ${from} CROSS JOIN records r ON r.id = t.id / 128
    WHERE ${where} AND r.project_id * 128 + t.id % 128 IN (SELECT value FROM json_each(${JSON.stringify(visible)}))
      AND ${IN[place]} AND ${visibleAnywhere(catalog)}`
}

/** A project's records are walked by their number from the end, or those alone that the reader sees of it. */
function newestHits(project: Project, where: Sql, place: Place): Sql {
  const slots = JSON.stringify(textsOf(project))
  const [records, newest] = project.recordOwners
    ? [raw('+r.project_id'), raw('r.id DESC')]
    : [raw('r.project_id'), raw('r.number DESC')]
  return sql`SELECT ${HIT} FROM records r CROSS JOIN texts t
    WHERE ${OF_RECORD} AND ${records} = ${project.id} AND ${IN[place]}${andVisible(project)}
      AND t.id % 128 IN (SELECT value FROM json_each(${slots})) AND ${where} ORDER BY ${newest} LIMIT ${NEWEST}`
}

function recordHit(projects: readonly Project[], row: Row, words: readonly string[]): Hit {
  const { id, title, project_id, list_id, slot, text, minor, currency } = row
  const field = projects.find((one) => one.id === project_id)?.fields.find((one) => one.slot === slot)
  const readText = field && typeOf(field.type)?.readText
  return {
    kind: 'record',
    id: String(id),
    title,
    project: String(project_id),
    list: String(list_id),
    amount: minor === null || currency === null ? null : { amount: decimalFrom(minor, currency), currency },
    match: {
      field: slot === TITLE_SLOT ? 'title' : slot === DESCRIPTION_SLOT ? 'description' : String(field?.id),
      text: readText?.(text) ?? around(text, words[0] ?? ''),
    },
  }
}

/** What stands where the word is found: two hundred letters, of which a few come before it. */
function around(text: string, word: string): string {
  const wordIndex = text.indexOf(word)
  const start = wordIndex > 150 ? Math.max(0, text.lastIndexOf(' ', wordIndex - 40)) : 0
  return text.slice(start, start + 200).trim()
}

/** A condition on `r`: its title or one of its visible texts has all the words, as search finds them. */
export function matchingSql(project: Project, q: string): Sql {
  const words = wordsOf(q)
  if (words.length === 0) return raw('1')
  const slots = JSON.stringify(textsOf(project))
  const { from, where, newest } = hitsOf(words, phoneDigits(q))
  if (newest) {
    const some = sql`(SELECT 1 FROM texts t WHERE ${OF_RECORD} AND t.id % 128 IN (SELECT value FROM json_each(${slots})) AND ${where} LIMIT 1) IS NOT NULL`
    // Each record's own texts: the project is walked, or those alone that the reader sees of it.
    return project.recordOwners ? some : sql`r.project_id = ${project.id} AND ${some}`
  }
  return sql`r.id IN (SELECT t.id / 128 FROM ${from} WHERE ${where} AND t.id % 128 IN (SELECT value FROM json_each(${slots})))`
}

const wordsOf = (q: string) => fold(q.replaceAll('\0', ' ').trim()).split(/\s+/).filter(Boolean).slice(0, 8)

/** Where texts `t` that have all the words are found; `newest`: too short for the index, so records are walked and theirs looked through. */
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

/** The slots of the texts that the reader may see. */
const textsOf = (project: Project): number[] => [
  TITLE_SLOT,
  DESCRIPTION_SLOT,
  ...project.fields.flatMap(({ slot }) => slot ?? []),
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
