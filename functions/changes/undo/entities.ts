import { getTableName } from 'drizzle-orm'
import { type CubedProject, recountCube } from '../../../src/core/charts/index.sql.ts'
import type { Field, Json, Project } from '../../../src/core/model/index.ts'
import { type Bound, literal, type Row, raw, type Sql, sql } from '../../../src/core/sql/index.ts'
import { isSameName } from '../../../src/core/text/identity.ts'
import type { Context } from '../../context/index.ts'
import type { Change } from '../change.ts'
import { ENTITIES, type EntityKind, entityKeyOf } from '../entities.ts'
import { optionsOf, selectOptionHolders } from '../option-holders.ts'
import { entitiesUnchanged, unlessWritten, valuesUnchanged } from '../unchanged-since.ts'
import { untagRecords } from '../untag.ts'
import type { EntityHistory } from './entity-history.ts'
import { selectFilledByOthers } from './filled-fields.ts'
import type { KeptValue, KeptValues } from './kept-value.ts'
import type { WrittenKeys } from './records.ts'
import { selectStaying } from './staying-records.ts'
import { type Pair, valuesBefore } from './values-before.ts'

/** What undoing the records leaves behind for the settings that they use. */
export interface UndoneRecords {
  /** the change that is undone */
  change: number
  /** the records that are in the bin, and those that are as they were before in these fields, once this batch has run */
  binned: readonly number[]
  written: WrittenKeys
}

/**
 * Undoes changes of lists, fields, tags, comments, files and dashboards; latest first, so that dependents go before what they depend
 * on. The batch is stopped if others write to one of these things meanwhile, or begin to use one that goes.
 */
export async function undoEntities(
  context: Context,
  change: Change,
  history: readonly EntityHistory[],
  keptValues: KeptValues,
  undone: UndoneRecords,
): Promise<number> {
  const rows = merged(history)
  if (rows.length === 0) return 0
  const current = await context.batch(
    ...rows.map(
      ({ kind, thing_id }): Sql<Row> =>
        sql`SELECT * FROM ${raw(getTableName(ENTITIES[kind].table))} WHERE id = ${thing_id}`,
    ),
  )
  change.add(entitiesUnchanged(rows, context.seq))
  const used = await inUse(context, undone, rows, current)
  let count = 0
  for (const [i, row] of rows.entries()) {
    const { kind, thing_id: id } = row
    const [currentRow] = current[i]!
    // What hangs on a record that stays goes on hanging there.
    if (!currentRow || used.staying.has(currentRow.record_id as number)) continue
    const created = row.what === 'created'
    const project = context.catalog.projects.find((one) => one.id === row.project_id)
    // A list that records stand in can't go, nor a field that somebody has filled in since; two of one name can't be told apart.
    const filled =
      kind === 'field' &&
      (used.fields.has(id) || keptValues.all.some(({ record, field }) => record !== '' && field === String(id)))
    const stays = created
      ? filled || (kind === 'list' && used.lists.has(id))
      : project && isNameTaken(project, kind, currentRow)
    if (stays) {
      keptValues.add({ record: '', field: String(currentRow.name), current: currentRow.name as Json })
      continue
    }
    const { before, kept: later } = created
      ? { before: { deleted_at: context.now } as Record<string, Bound>, kept: [] }
      : valuesBefore(row, currentRow)
    keptValues.add(...later)
    if (Object.keys(before).length === 0) continue
    if (kind === 'field' && 'config' in before && !('slot' in before) && project)
      before.config = await withUsedOptions(
        context,
        change,
        project,
        currentRow,
        String(before.config),
        keptValues,
        undone,
      )
    if (kind === 'field' && 'slot' in before) keptValues.add(...(await writtenSince(context, change, row)))
    change.restoreEntity(kind, row.project_id, id, byKey(kind, before))
    const { zone } = context.catalog.workspace
    if (kind === 'project' && row.what === 'deleted')
      change.add(...recountCube(await deletedProject(context, id), zone))
    if (kind === 'list' && created)
      change.add(unlessWritten(sql`NOT EXISTS (${selectListsInUse(JSON.stringify([id]), rows)})`))
    if (kind === 'tag' && created && project) {
      untagRecords(change, project, id, used.tagged.get(id) ?? [])
      change.add(unlessWritten(sql`NOT EXISTS (SELECT 1 FROM record_tags WHERE tag_id = ${id})`))
    }
    count++
  }
  return count
}

/** What one change set of a thing in several steps (an import's chunks each add options) goes back in one. */
function merged(rows: readonly EntityHistory[]): EntityHistory[] {
  return [...Map.groupBy(rows, ({ kind, thing_id }) => `${kind} ${thing_id}`).values()].map((steps) => {
    const lifecycleStep = steps.find(({ what }) => what === 'created' || what === 'deleted')
    if (lifecycleStep || steps.length === 1) return lifecycleStep ?? steps[0]!
    const pairs: Record<string, Pair> = {}
    for (const { fields } of steps)
      for (const [name, [before, after]] of Object.entries(JSON.parse(fields) as Record<string, Pair>))
        pairs[name] = [before, pairs[name] ? pairs[name][1] : after]
    return { ...steps[0]!, fields: JSON.stringify(pairs) }
  })
}

/** Options that were added by what is undone and that records hold by now stay: what they hold would have no name. */
async function withUsedOptions(
  context: Context,
  change: Change,
  project: Project,
  current: Row,
  config: string,
  keptValues: KeptValues,
  undone: UndoneRecords,
): Promise<string> {
  const field = { ...current, config: JSON.parse(String(current.config)) as Json } as unknown as Field
  const before = JSON.parse(config) as { options?: { id: string }[] }
  if (!before.options) return config
  const stays = new Set(before.options.map(({ id }) => id))
  const added = optionsOf(field).filter(({ id }) => !stays.has(id))
  if (added.length === 0) return config
  // The records that the change had made have them still, in the bin.
  const binned = sql`(r.deleted_at IS NOT NULL AND EXISTS (SELECT 1 FROM history h WHERE h.kind = 'record' AND h.thing_id = r.id
    AND h.change_id = ${undone.change} AND h.what = 'created'))`
  const written = [...undone.written].flatMap(([id, keys]) => (keys.has(String(field.id)) ? [id] : []))
  const restored = [...undone.binned, ...written]
  const ids = JSON.stringify(added.map(({ id }) => id))
  const others = sql`r.id NOT IN (SELECT value FROM json_each(${JSON.stringify(restored)})) AND NOT ${binned}`
  const [held] = await context.batch(selectOptionHolders(project, field, ids, others))
  const isHeld = (option: { id: string }) => held.some(({ id }) => id === option.id)
  const used = added.filter(isHeld)
  keptValues.add(...used.map(({ name }) => ({ record: '', field: field.name, current: name })))
  const gone = JSON.stringify(added.filter((option) => !isHeld(option)).map(({ id }) => id))
  change.add(unlessWritten(sql`NOT EXISTS (${selectOptionHolders(project, field, gone, sql`NOT ${binned}`)})`))
  return JSON.stringify({ ...before, options: [...before.options, ...used] })
}

/** Names out of stored JSON are columns only if the schema has them. */
function byKey(kind: EntityKind, values: Readonly<Record<string, Bound>>): Record<string, Bound> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const key = entityKeyOf(kind, name)
      return key === undefined ? [] : [[key, value]]
    }),
  )
}

/** A field that gets its earlier type back has its earlier values too: what was written since is reported as kept. */
async function writtenSince(
  context: Context,
  change: Change,
  { thing_id, project_id, seq }: EntityHistory,
): Promise<KeptValue[]> {
  const key = String(thing_id)
  const path = literal(`$."${key}"`)
  const [rows] = await context.batch(
    sql<{
      record: number
      value: string
    }>`SELECT thing_id AS record, json_extract(fields, ${path}) -> 1 AS value, max(seq) FROM history
      WHERE project_id = ${project_id} AND seq > ${seq} AND kind = 'record'
        AND json_type(fields, ${path}) IS NOT NULL GROUP BY thing_id`,
  )
  change.add(valuesUnchanged(project_id, thing_id, context.seq))
  return rows.map(({ record, value }) => ({ record: String(record), field: key, current: JSON.parse(value) as Json }))
}

const idsCreated = (kind: EntityKind, rows: readonly EntityHistory[]) =>
  JSON.stringify(rows.filter((row) => row.kind === kind && row.what === 'created').map((row) => row.thing_id))

/** Which of these lists hold records, besides those whose project goes too. */
const selectListsInUse = (lists: string, rows: readonly EntityHistory[]) =>
  sql<{ id: number }>`SELECT l.value AS id FROM json_each(${lists}) l WHERE EXISTS
    (SELECT 1 FROM records r JOIN projects p ON p.id = r.project_id WHERE r.list_id = l.value AND r.deleted_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM json_each(${idsCreated('project', rows)}) made WHERE made.value = p.id))`

/** Which of the lists hold records, and which records carry the tags, that this change made; and which of its records stay. */
async function inUse(
  context: Context,
  { change, binned }: UndoneRecords,
  rows: readonly EntityHistory[],
  current: readonly (readonly Row[])[],
) {
  const [lists, fields, staying, tagged] = await context.batch(
    selectListsInUse(idsCreated('list', rows), rows),
    selectFilledByOthers(change, rows),
    selectStaying(
      change,
      current.flatMap(([currentRow]) => (currentRow?.record_id as number) ?? []),
      binned,
    ),
    sql<{
      tag_id: number
      record_id: number
    }>`SELECT tag_id, record_id FROM record_tags WHERE tag_id IN (SELECT value FROM json_each(${idsCreated('tag', rows)}))`,
  )
  const byTag = Map.groupBy(tagged, ({ tag_id }) => tag_id)
  return {
    lists: new Set(lists.map(({ id }) => id)),
    fields: new Set(fields.map(({ id }) => id)),
    staying: new Set(staying.map(({ id }) => id)),
    tagged: new Map([...byTag].map(([tag, of]) => [tag, of.map(({ record_id }) => record_id)])),
  }
}

function isNameTaken(project: Project, kind: EntityKind, current: Row): boolean {
  if (current.deleted_at === null || (kind !== 'list' && kind !== 'field' && kind !== 'tag')) return false
  const named: readonly { name: string }[] = project[`${kind}s`]
  return named.some((one) => isSameName(one.name, String(current.name)))
}

/** A deleted project (so not in the catalog) with the fields that recounting its totals needs. */
async function deletedProject(context: Context, id: number): Promise<CubedProject> {
  const [[project], fields] = await context.batch(
    sql<{ byList: number }>`SELECT cube_created_by_list AS byList FROM projects WHERE id = ${id}`,
    sql<Omit<CubedProject['fields'][number], 'config'> & { config: string }>`SELECT id, type, config, slot, slot2,
      cube_slot AS cubeSlot, cube_axis AS cubeAxis FROM fields WHERE project_id = ${id} AND deleted_at IS NULL`,
  )
  return {
    id,
    cubeCreatedByList: project?.byList === 1,
    fields: fields.map((field) => ({ ...field, config: JSON.parse(field.config) as Json })),
  }
}
