import { typeOf } from '../../src/core/fields/index.ts'
import type { Field, Json } from '../../src/core/model/index.ts'
import { raw, sql } from '../../src/core/sql/index.ts'
import type { Context } from '../context.ts'
import { recount } from './cube.ts'
import type { Row } from './database.ts'
import { THINGS, type Thing, type ThingKind } from './things.ts'
import type { Kept } from './undo.ts'
import type { Write } from './write.ts'

/** The same for lists, fields, tags, comments, files, dashboards: latest first, so that what stands on another goes before it. */
export async function undoThings(context: Context, write: Write, rows: readonly Row[], kept: Kept[]): Promise<number> {
  if (rows.length === 0) return 0
  const current = await context.ask(
    ...rows.map(
      (row) => sql`SELECT * FROM ${raw(THINGS[row.kind as ThingKind].table)} WHERE id = ${row.thing_id as number}`,
    ),
  )
  let undone = 0
  rows.forEach((row, i) => {
    const kind = row.kind as ThingKind
    const now = current[i]!.results[0]
    if (!now) return
    const fields = JSON.parse(String(row.fields)) as Record<string, [Json, Json]>
    const back: Thing =
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
    if (Object.keys(back).length === 0) return
    write.updateThing(kind, Number(row.project_id), Number(row.thing_id), back, 'undone')
    if (kind === 'field') recountWith(context, write, Number(row.project_id), now)
    undone++
  })
  return undone
}

/** A money field that comes back was not counted while it was away. */
function recountWith(context: Context, write: Write, projectId: number, row: Row): void {
  const project = context.catalog.projects.find((one) => one.id === projectId)
  if (!project || typeOf(String(row.type))?.kind !== 'money') return
  const field = { id: row.id, type: row.type, slot: row.slot, slot2: row.slot2 } as Field
  const fields = [...project.fields.filter((one) => one.id !== field.id), field]
  write.add(...recount({ ...project, fields }, context.catalog.workspace.zone))
}
