import type { Field, Json, Project } from '../../../src/core/model/index.ts'
import { literal, raw, sql } from '../../../src/core/sql/index.ts'
import { fold } from '../../../src/core/text/fold.ts'
import type { Context } from '../../context.ts'
import type { Row } from '../../db/batch.ts'
import { recountForField } from '../../fields/deleted-fields.ts'
import { untag } from '../../tags/tags.ts'
import type { Change } from '../change.ts'
import { ENTITIES, type EntityKind, type EntityValues } from '../entities.ts'
import { recountCube } from '../totals-cube.ts'
import type { KeptValue } from './undo.ts'

/** The same for lists, fields, tags, comments, files, dashboards: latest first, so that what stands on another goes before it. */
export async function undoEntities(
  context: Context,
  write: Change,
  rows: readonly Row[],
  kept: KeptValue[],
): Promise<number> {
  if (rows.length === 0) return 0
  const current = await context.batch(
    ...rows.map(
      (row) => sql`SELECT * FROM ${raw(ENTITIES[row.kind as EntityKind].table)} WHERE id = ${row.thing_id as number}`,
    ),
  )
  const used = await inUse(context, rows)
  let undone = 0
  for (const [i, row] of rows.entries()) {
    const kind = row.kind as EntityKind
    const now = current[i]!.results[0]
    if (!now) continue
    const project = context.catalog.projects.find((one) => one.id === row.project_id)
    // A list that records stand in can't go, and two things of one name can't be told apart.
    if (
      row.what === 'created'
        ? kind === 'list' && used.lists.has(Number(row.thing_id))
        : project && isNameTaken(project, kind, now)
    ) {
      kept.push({ record: '', field: String(now.name), current: now.name as Json })
      continue
    }
    const fields = JSON.parse(String(row.fields)) as Record<string, [Json, Json]>
    const back: EntityValues =
      row.what === 'created'
        ? { deleted_at: context.now }
        : Object.fromEntries(
            Object.entries(fields)
              .filter(([name, [, after]]) => {
                if (now[name] === after) return true
                kept.push({ record: '', field: name, current: now[name] ?? null })
                return false
              })
              .map(([name, [before]]) => [name, before as string | number | null]),
          )
    if (Object.keys(back).length === 0) continue
    if (kind === 'field' && 'slot' in back) kept.push(...(await writtenSince(context, row)))
    write.updateEntity(kind, Number(row.project_id), Number(row.thing_id), back, 'undone')
    if (kind === 'field' && project)
      write.add(
        ...recountForField(
          project,
          { ...now, ...back } as unknown as Field,
          String(now.type),
          context.catalog.workspace.zone,
        ),
      )
    if (kind === 'project' && row.what === 'deleted')
      write.add(...recountCube(await deletedProject(context, Number(row.thing_id)), context.catalog.workspace.zone))
    if (kind === 'tag' && row.what === 'created' && project) untag(write, project, Number(row.thing_id), used.tagged)
    undone++
  }
  return undone
}

/** A field that gets its earlier type back has its earlier values too: what was written since is told. */
async function writtenSince(context: Context, row: Row): Promise<KeptValue[]> {
  const key = String(row.thing_id)
  const at = literal(`$."${key}"`)
  const [result] = await context.batch(
    sql`SELECT thing_id, json_extract(fields, ${at}) AS pair, max(seq) FROM history
      WHERE project_id = ${row.project_id as number} AND seq > ${row.seq as number} AND kind = 'record'
        AND json_type(fields, ${at}) IS NOT NULL GROUP BY thing_id LIMIT 100`,
  )
  return result!.results.map((one) => ({
    record: String(one.thing_id),
    field: key,
    current: (JSON.parse(String(one.pair)) as [Json, Json])[1],
  }))
}

/** Which of the lists hold records, and which records carry the tags, that this change made. */
async function inUse(context: Context, rows: readonly Row[]) {
  const ids = (kind: EntityKind) =>
    JSON.stringify(rows.filter((row) => row.kind === kind && row.what === 'created').map((row) => row.thing_id))
  const [lists, tagged] = await context.batch(
    sql`SELECT l.value AS id FROM json_each(${ids('list')}) l WHERE EXISTS
      (SELECT 1 FROM records r JOIN projects p ON p.id = r.project_id WHERE r.list_id = l.value AND r.deleted_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM json_each(${ids('project')}) made WHERE made.value = p.id))`,
    sql`SELECT tag_id, record_id FROM record_tags WHERE tag_id IN (SELECT value FROM json_each(${ids('tag')}))`,
  )
  return { lists: new Set(lists!.results.map((row) => Number(row.id))), tagged: tagged!.results }
}

function isNameTaken(project: Project, kind: EntityKind, now: Row): boolean {
  if (now.deleted_at === null || (kind !== 'list' && kind !== 'field' && kind !== 'tag')) return false
  const things: readonly { name: string }[] = project[`${kind}s`]
  return things.some((one) => fold(one.name) === fold(String(now.name)))
}

/** A project that is not in the catalog, with what counting its records takes: what was counted may have changed meanwhile. */
async function deletedProject(context: Context, id: number): Promise<Project> {
  const [result] = await context.batch(
    sql`SELECT id, type, slot, slot2 FROM fields WHERE project_id = ${id} AND deleted_at IS NULL AND type = 'currency'`,
  )
  return { id, fields: result!.results as unknown as Field[], lists: [], tags: [] } as unknown as Project
}
