import type { Past } from '../../src/core/charts/index.sql.ts'
import { invalid } from '../../src/core/errors/index.ts'
import type { Field, Json, List, Project, Tag, Workspace } from '../../src/core/model/index.ts'
import { type Row, sql } from '../../src/core/sql/index.ts'
import { addUnits, isDay } from '../../src/core/time/day.ts'
import { dayOf, startOfDay } from '../../src/core/time/zone.ts'
import type { Context } from '../context/index.ts'
import { LAST_SEQ } from '../db/history-seq.ts'
import { ratesBefore, selectRateChanges } from '../workspace/index.ts'

/** What a dashboard is asked for as of a day: its end, and the projects with the lists, tags and options that they had then. */
export interface PastDay extends Past {
  /** the day's last millisecond, in the workspace's zone */
  at: number
  /** with the rates of then */
  workspace: Workspace
}

/** 422 at `at` for what is no day, or lies in the future. */
export async function readPast(context: Context, day: string): Promise<PastDay> {
  const { catalog, now } = context
  const { zone } = catalog.workspace
  if (!isDay(day)) throw invalid('at', 'notDate', { name: 'at', value: day })
  if (day > dayOf(zone, now)) throw invalid('at', 'futureDay')
  const end = startOfDay(zone, addUnits(day, 1, 'day'))
  const time = Math.min(end - 1, now)
  const [[found]] = await context.batch(sql<{ seq: number }>`SELECT ${seqBefore(end)} AS seq`)
  const { seq } = found!
  const ids = JSON.stringify(catalog.projects.map(({ id }) => id))
  const [rates, lists, tags, steps] = await context.batch(
    selectRateChanges(time),
    sql<Row>`SELECT * FROM lists WHERE project_id IN (SELECT value FROM json_each(${ids})) AND (deleted_at IS NULL OR deleted_at > ${time})`,
    sql<Row>`SELECT * FROM tags WHERE project_id IN (SELECT value FROM json_each(${ids})) AND (deleted_at IS NULL OR deleted_at > ${time})`,
    sql<Step>`SELECT kind, thing_id AS thing, what, fields FROM history h
      WHERE h.project_id IN (SELECT value FROM json_each(${ids})) AND h.seq > ${seq} AND h.kind IN ('list', 'tag', 'field') ORDER BY h.seq DESC`,
  )
  const then = new Steps(steps)
  const projects = catalog.projects.map((project): Project => {
    const of = (rows: readonly Row[], kind: string): Row[] =>
      rows
        .filter((row) => row.project_id === project.id)
        .map((row) => then.before(kind, row))
        .filter((row) => row !== null)
    return {
      ...project,
      lists: of(lists, 'list').map(listFrom).sort(byPosition),
      tags: of(tags, 'tag').map(tagFrom).sort(byPosition),
      fields: project.fields.map((field) => withOptionsThen(field, then)),
    }
  })
  return { at: time, seq, projects, workspace: ratesBefore(catalog.workspace, rates) }
}

/** The last row of history before that instant. Changes have no index of time, and need none: their ids go up with it. */
const seqBefore = (
  end: number,
) => sql`coalesce((SELECT c.first_seq - 1 FROM changes c WHERE c.first_seq > 0 AND c.id > (
    WITH RECURSIVE s(low, high) AS (
      SELECT 0, coalesce((SELECT max(id) FROM changes), 0)
      UNION ALL SELECT iif(m.at < ${end}, m.id, s.low), iif(m.at < ${end}, s.high, m.id - 1)
        FROM s JOIN changes m ON m.id = (SELECT max(id) FROM changes WHERE id <= (s.low + s.high + 1) / 2) WHERE s.low < s.high)
    SELECT low FROM s WHERE low >= high LIMIT 1) ORDER BY c.id LIMIT 1), ${LAST_SEQ})`

interface Step {
  kind: string
  thing: number
  what: string
  fields: string
}

/** What has happened to lists, tags and fields since, newest first. */
class Steps {
  readonly #steps: Map<string, Step[]>

  constructor(steps: readonly Step[]) {
    this.#steps = Map.groupBy(steps, ({ kind, thing }) => `${kind} ${thing}`)
  }

  of(kind: string, id: number): readonly Step[] {
    return this.#steps.get(`${kind} ${id}`) ?? []
  }

  /** A row as it was; null where it wasn't there. */
  before(kind: string, current: Row): Row | null {
    let row = current
    for (const { what, fields } of this.of(kind, Number(current.id))) {
      if (what === 'created') return null
      for (const [key, [before]] of Object.entries(JSON.parse(fields) as Record<string, [Row[string], unknown]>))
        row = { ...row, [key]: before }
    }
    return row.deleted_at === null ? row : null
  }
}

const listFrom = (row: Row): List => ({
  id: Number(row.id),
  name: String(row.name),
  kind: row.kind as List['kind'],
  probability: Number(row.probability),
  staleAfterDays: row.stale_after_days === null ? null : Number(row.stale_after_days),
  color: row.color as List['color'],
  asks: [],
  position: Number(row.position),
})

const tagFrom = (row: Row): Tag => ({
  id: Number(row.id),
  name: String(row.name),
  color: row.color as Tag['color'],
  position: Number(row.position),
})

const byPosition = (a: { position: number }, b: { position: number }) => a.position - b.position

/** Options that have been removed since have their names again, behind those that are there. */
function withOptionsThen(field: Field, then: Steps): Field {
  const options = (config: unknown) => (config as { options?: { id: string }[] } | null)?.options
  const currentOptions = options(field.config)
  if (!currentOptions) return field
  const removed = then.of('field', field.id).flatMap(({ fields }) => {
    const [before] = (JSON.parse(fields) as { config?: [unknown] }).config ?? []
    return (options(typeof before === 'string' ? JSON.parse(before) : before) ?? []).filter(
      ({ id }) => !currentOptions.some((one) => one.id === id),
    )
  })
  const distinct = [...new Map(removed.map((one) => [one.id, one])).values()]
  return distinct.length === 0
    ? field
    : {
        ...field,
        config: { ...(field.config as object), options: [...currentOptions, ...distinct] } as unknown as Json,
      }
}
