import { type Sql, sql } from '../../src/core/sql/index.ts'

/** What was deleted keeps its row, and so its name: by `field 12`, `list 3`, `tag 5`. */
export type Gone = ReadonlyMap<string, { project: number; name: string }>

export interface GoneRow {
  what: string
  project: number
  name: string
}

/** Of these ids whatever is deleted, once it was asked for. */
export const selectGone = (ids: readonly string[]): Sql<GoneRow> => {
  const these = sql`deleted_at IS NOT NULL AND id IN (SELECT value + 0 FROM json_each(${JSON.stringify(ids)}))`
  return sql`SELECT 'field ' || id AS what, project_id AS project, name FROM fields WHERE ${these}
    UNION ALL SELECT 'list ' || id, project_id, name FROM lists WHERE ${these}
    UNION ALL SELECT 'tag ' || id, project_id, name FROM tags WHERE ${these}`
}

export const goneFrom = (rows: readonly GoneRow[]): Gone =>
  new Map(rows.map(({ what, project, name }) => [what, { project, name }]))

/** What an error's code says is missing. */
const NOUNS: Record<string, string> = { unknownField: 'field', unknownList: 'list', unknownTag: 'tag' }

/** The ids in it that may be of what is gone: `8.12` has two. */
export const idsIn = (name: string): string[] => (/^\d+(\.\d+)*$/.test(name) ? name.split('.') : [])

/** What is meant by an id that an error of that code names. */
export const goneOf = (gone: Gone, code: string, id: string) => gone.get(`${NOUNS[code] ?? 'field'} ${id}`)
