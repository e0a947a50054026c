import { encodeValue, typeOf } from '../../../src/core/fields/index.ts'
import { DESCRIPTION_SLOT, TITLE_SLOT } from '../../../src/core/model/index.ts'
import { raw, type Sql, sql } from '../../../src/core/sql/index.ts'
import { fold } from '../../../src/core/text/fold.ts'
import { catalog } from './catalog.ts'
import type { Drawn } from './rows.ts'

/** The statements that empty the database and fill it with these rows, through one JSON parameter a table. */
export function store(rows: readonly Drawn[]): Sql[] {
  const tables = [
    'records',
    'texts',
    'links',
    'record_tags',
    'assignees',
    'files',
    'history',
    'changes',
    'lists',
    'people',
    'tags',
  ]
  const records = rows.map((row) => {
    const slots: unknown[] = Array.from({ length: 60 }, () => null)
    for (const field of fieldsOf(row)) {
      const value = row.values.get(field.id)
      const stored = value === undefined ? [] : encodeValue(typeOf(field.type)!, value)
      if (field.slot !== null) slots[field.slot - 1] = stored[0] ?? null
      if (field.slot2 !== null) slots[field.slot2 - 1] = stored[1] ?? null
    }
    return [
      row.id,
      row.project,
      row.list,
      `p${row.number}`,
      row.number,
      row.title,
      row.description,
      row.due,
      row.createdAt,
      row.createdBy,
      row.updatedAt,
      row.updatedBy,
      row.enteredListAt,
      row.lastActivity,
      row.closedAt,
      row.archivedAt,
      row.deletedAt,
      ...slots,
    ]
  })
  const columns =
    'id, project_id, list_id, position, number, title, description, due, created_at, created_by, updated_at, updated_by, entered_list_at, last_activity, closed_at, archived_at, deleted_at'
  const slotNames = Array.from({ length: 60 }, (_, i) => `s${i + 1}`).join(', ')
  const texts = rows
    .flatMap((row) => [
      [row.id * 128 + TITLE_SLOT, fold(row.title)],
      [row.id * 128 + DESCRIPTION_SLOT, fold(row.description)],
      ...fieldsOf(row).flatMap((field) => {
        const type = typeOf(field.type)!
        const value = row.values.get(field.id)
        if (type.kind !== 'text' || field.slot === null || value === undefined) return []
        return [[row.id * 128 + field.slot, fold(type.text?.(value, field.config) ?? String(value))]]
      }),
    ])
    .filter(([, text]) => text !== '')
  const comings = rows.flatMap((row) => [...row.came].map(([list, time]) => [row.project, row.id, list, time] as const))
  return [
    ...tables.map((table) => raw(`DELETE FROM ${table}`)),
    into(
      'people',
      'id, name, email, role, created_at, updated_at',
      catalog.people.map((one) => [one.id, one.name, one.email, one.role, 0, 0]),
    ),
    into(
      'lists',
      'id, project_id, name, kind, probability, stale_after_days, color, position',
      catalog.projects.flatMap((project) =>
        project.lists.map((one) => [
          one.id,
          project.id,
          one.name,
          one.kind,
          one.probability,
          one.staleAfterDays,
          one.color,
          one.position,
        ]),
      ),
    ),
    into(
      'tags',
      'id, project_id, name, color, position',
      catalog.projects.flatMap((project) =>
        project.tags.map((one) => [one.id, project.id, one.name, one.color, one.position]),
      ),
    ),
    into('records', `${columns}, ${slotNames}`, records),
    into('texts', 'id, text', texts),
    into(
      'links',
      'field_id, from_id, to_id, position',
      rows.flatMap((row) => [...row.linked].flatMap(([field, to]) => to.map((id, i) => [field, row.id, id, i]))),
    ),
    into(
      'record_tags',
      'record_id, tag_id',
      rows.flatMap((row) => row.tags.map((tag) => [row.id, tag])),
    ),
    into(
      'assignees',
      'record_id, person_id',
      rows.flatMap((row) => row.assignees.map((person) => [row.id, person])),
    ),
    into(
      'files',
      'id, record_id, field_id, name, size, type, key, at',
      rows.flatMap((row) =>
        [...row.filed].flatMap(([field, files]) =>
          files.map((id) => [id, row.id, field, 'a.pdf', 1, 'application/pdf', String(id), 0]),
        ),
      ),
    ),
    into(
      'changes',
      'id, at',
      comings.map(([, , , time], i) => [i + 1, time]),
    ),
    into(
      'history',
      'seq, change_id, project_id, kind, thing_id, what, fields',
      comings.map(([project, id, list], i) => [
        i + 1,
        i + 1,
        project,
        'record',
        id,
        'moved',
        JSON.stringify({ list: [null, list] }),
      ]),
    ),
  ]
}

const fieldsOf = (row: Drawn) => catalog.projects.find((project) => project.id === row.project)!.fields

function into(table: string, columns: string, rows: readonly (readonly unknown[])[]): Sql {
  const width = columns.split(',').length
  const picked = Array.from({ length: width }, (_, i) => `value ->> ${i}`).join(', ')
  return sql`INSERT INTO ${raw(table)} (${raw(columns)}) SELECT ${raw(picked)} FROM json_each(${JSON.stringify(rows)})`
}
