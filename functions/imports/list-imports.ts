import { and, sql as drizzleSql, eq } from 'drizzle-orm'
import type { Project } from '../../src/core/model/index.ts'
import { may } from '../../src/core/permissions/index.ts'
import type { Context } from '../context/index.ts'
import { orderOf, type Paging, pageOf } from '../db/page.ts'
import { importChunks, imports, people } from '../db/schema/index.ts'
import { selectColumns } from '../db/select-columns.ts'
import { readAdditions } from './additions.ts'
import { isShown } from './find-import.ts'

const PAGE = 50

const NEWEST = orderOf('imports', 'imports.id', true)

/** A project's imports, newest first: one's own, and for who manages the project those of others. */
export async function listImports(context: Context, project: Project, { cursor, limit = PAGE }: Paging) {
  const { rows, cut } = pageOf(NEWEST, { limit })
  const shown: Row[] = []
  // Those that aren't for this reader don't make a page shorter: how many there are is theirs alone.
  for (let from = cursor; shown.length < rows; ) {
    const read = await selectPage(context, project, { cursor: from, limit })
    shown.push(...read.page.filter((row) => isShown(context, project, row)))
    if (read.next === null) break
    from = read.next
  }
  const { page, next } = cut(shown, ({ id }) => [id])
  const additionsOf = await readAdditions(
    context,
    project.id,
    page.map(({ changeId }) => changeId),
  )
  return {
    imports: page.map(({ id, file, personId, person, at, state, changeId, rows, created, updated, unchanged }) => ({
      id: String(id),
      file,
      by: { id: String(personId), name: person ?? '' },
      at: new Date(at).toISOString(),
      state,
      created,
      updated,
      refused: rows - created - updated - unchanged,
      made: additionsOf(changeId),
      change: String(changeId),
    })),
    next,
  }
}

type Row = Awaited<ReturnType<typeof selectPage>>['page'][number]

async function selectPage(context: Context, project: Project, paging: Paging) {
  const { after, by, rows, cut } = pageOf(NEWEST, paging)
  const total = (name: 'rows' | 'created' | 'updated' | 'unchanged') =>
    drizzleSql<number>`(SELECT coalesce(sum(c.${drizzleSql.identifier(name)}), 0) FROM ${importChunks} c WHERE c.import_id = ${imports.id})`
  const [found] = await context.batch(
    context.db
      .select(
        selectColumns({
          id: imports.id,
          file: imports.file,
          personId: imports.personId,
          person: people.name,
          at: imports.at,
          state: imports.state,
          changeId: imports.changeId,
          plan: imports.plan,
          rows: total('rows'),
          created: total('created'),
          updated: total('updated'),
          unchanged: total('unchanged'),
        }),
      )
      .from(imports)
      .leftJoin(people, eq(people.id, imports.personId))
      .where(
        and(
          eq(imports.projectId, project.id),
          may(context.access, project, 'manage') ? undefined : eq(imports.personId, context.person.id),
          after,
        ),
      )
      .orderBy(by)
      .limit(rows),
  )
  return cut(found, ({ id }) => [id])
}
