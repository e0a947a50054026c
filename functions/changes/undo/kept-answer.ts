import { typeOf } from '../../../src/core/fields/index.ts'
import { type Project, projectOf } from '../../../src/core/model/index.ts'
import { sql } from '../../../src/core/sql/index.ts'
import type { Context } from '../../context/index.ts'
import { visibleAnywhere } from '../../db/record-visibility.ts'
import { storedFormat } from '../stored-format.ts'
import type { KeptValue } from './kept-value.ts'

/** What was kept, as the API tells values elsewhere. Titles of linked records only as far as the reader sees those. */
export async function keptAnswer(context: Context, values: readonly KeptValue[]): Promise<KeptValue[]> {
  const projectFor = ({ record }: KeptValue) =>
    record === '' ? undefined : context.catalog.projects.find(({ id }) => id === projectOf(Number(record)))
  const linked = values.flatMap((value) =>
    isLinks(projectFor(value), value.field) ? ((value.current ?? []) as number[]) : [],
  )
  const titles = await titlesOf(context, linked)
  return values.map((value) => {
    const project = projectFor(value)
    const shown = project && storedFormat(context, project, value.field, Number.POSITIVE_INFINITY, titles)
    return shown ? { ...value, current: shown.format(value.current) } : value
  })
}

const isLinks = (project: Project | undefined, key: string): boolean => {
  const field = project?.fields.find(({ id }) => String(id) === key)
  return field !== undefined && typeOf(field.type)?.storage === 'links'
}

async function titlesOf(context: Context, records: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (records.length === 0) return new Map()
  const [rows] = await context.batch(
    sql<{ id: number; title: string }>`SELECT r.id, r.title FROM records r
      WHERE r.id IN (SELECT value FROM json_each(${JSON.stringify(records)})) AND ${visibleAnywhere(context.catalog)}`,
  )
  return new Map(rows.map(({ id, title }) => [id, title]))
}
