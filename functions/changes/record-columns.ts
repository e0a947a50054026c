import { ALL_AXES, fieldAxis, type TouchedAxis } from '../../src/core/charts/index.ts'
import { decodeValue, mayBeUnique, typeOf } from '../../src/core/fields/index.ts'
import { DESCRIPTION_SLOT, type Field, TITLE_SLOT } from '../../src/core/model/index.ts'
import { raw, type Sql, sql } from '../../src/core/sql/index.ts'

/**
 * One thing of a record that a write sets: how it is read before, how it is taken from the payload, where it goes.
 * In the SQL `r` is the record and `p.value` the payload's row, an array whose first member is the record's id;
 * `at` is this column's place in it.
 */
export interface RecordColumn {
  /** its key in history: a field's id or a built-in name */
  key: string
  /** stored form before and after: `plain` compares, `json` goes into history */
  current: { plain: Sql; json: Sql }
  incoming(at: number): { plain: Sql; json: Sql }
  /** columns of `records` it assigns */
  assignments(at: number): (readonly [column: string, value: Sql])[]
  /** rows of other tables: `id` gives the record's id of a payload row; a new record has none to take away */
  relatedRows?(rows: string, at: number, id: Sql, isNew: boolean): Sql[]
  /** only carried in the payload, for another column to read */
  payloadOnly?: true
  /** the axes of the totals cube whose cells change with it */
  axes: readonly TouchedAxis[]
  /**
   * its folded text is kept under this slot; `of` takes it from what is stored. `identified`: with its identity, since it may
   * be asked to be unique. `keep`: an empty payload leaves the text alone ('given'), or any payload does where there is one ('there').
   */
  text?: { slot: number; of(stored: unknown): string; identified?: boolean; keep?: 'given' | 'there' }
}

const payloadValue = (index: number): Sql => raw(`p.value ->> ${index}`)

function plainColumn(key: string, column: string, axes: readonly TouchedAxis[] = []): RecordColumn {
  const before = raw(`r.${column}`)
  return {
    key,
    current: { plain: before, json: before },
    incoming: (index) => ({ plain: payloadValue(index), json: payloadValue(index) }),
    assignments: (index) => [[column, payloadValue(index)]],
    axes,
  }
}

export const title: RecordColumn = { ...plainColumn('title', 'title'), text: { slot: TITLE_SLOT, of: String } }
export const description: RecordColumn = {
  ...plainColumn('description', 'description'),
  text: { slot: DESCRIPTION_SLOT, of: String },
}
export const due = plainColumn('due', 'due')
export const list = plainColumn('list', 'list_id', ['all', 'createdByList', 'closed', 'closedDay', 'tag', 'fields'])
export const position = plainColumn('position', 'position')
export const createdAt = plainColumn('createdAt', 'created_at', ['createdMonth', 'createdDay', 'createdByList'])
export const createdBy = plainColumn('createdBy', 'created_by')
export const enteredListAt = plainColumn('enteredListAt', 'entered_list_at')
export const closedAt = plainColumn('closedAt', 'closed_at', ['closed', 'closedDay'])
export const archivedAt = plainColumn('archivedAt', 'archived_at', ALL_AXES)
export const sample = plainColumn('sample', 'sample')
export const deletedAt = plainColumn('deletedAt', 'deleted_at', ALL_AXES)

/** When a record of the payload is said to be created; it must be among its columns. */
export const createdAtOf = (columns: readonly RecordColumn[]): Sql =>
  payloadValue(columns.findIndex(({ key }) => key === 'createdAt') + 1)

/** Example records have been there before anybody did anything about them. */
export const isSample = (columns: readonly RecordColumn[]): boolean => columns.some(({ key }) => key === 'sample')

/** A column whose new value is computed by SQL instead of read from the payload. */
export function derivedColumn(of: RecordColumn, value: Sql): RecordColumn {
  const column = of.assignments(0)[0]![0]
  return { ...of, incoming: () => ({ plain: value, json: value }), assignments: () => [[column, value]] }
}

/** What a new record has in a column that nothing is said of. */
export const nothingIn = ({ key, relatedRows }: RecordColumn): unknown =>
  relatedRows ? [] : key === description.key ? '' : null

const json = (index: number) => ({ plain: payloadValue(index), json: raw(`p.value -> ${index}`) })
const jsonText = (plain: Sql) => ({ plain, json: sql`json(${plain})` })

export const tags: RecordColumn = { ...setColumn('tags', 'record_tags', 'tag_id'), axes: ['tag'] }
export const assignees = setColumn('assignees', 'assignees', 'person_id')

/** A set of ids in a table of (record, thing). The payload has the whole set. */
function setColumn(key: string, table: string, column: string): RecordColumn {
  return {
    key,
    current: jsonText(selectSet(table, column)),
    incoming: json,
    assignments: () => [],
    relatedRows: (rows, index, id, isNew) => [
      ...(isNew ? [] : [sql`DELETE FROM ${raw(table)} WHERE record_id IN (SELECT ${id} FROM json_each(${rows}) p)`]),
      sql`INSERT OR IGNORE INTO ${raw(table)} (record_id, ${raw(column)})
        SELECT ${id}, m.value FROM json_each(${rows}) p, json_each(p.value, ${raw(`'$[${index}]'`)}) m`,
    ],
    axes: [],
  }
}

/** One more in the set, or one less; the payload has its id. What others add meanwhile stays. */
export function setMember(of: 'tags' | 'assignees', add: boolean): RecordColumn {
  const [table, column] = of === 'tags' ? ['record_tags', 'tag_id'] : ['assignees', 'person_id']
  const base = of === 'tags' ? tags : assignees
  const members = sql`SELECT ${raw(column)} v FROM ${raw(table)} WHERE record_id = r.id`
  const after = (index: number) =>
    sql`(SELECT json_group_array(v) FROM (${members} ${raw(add ? 'UNION' : 'EXCEPT')} SELECT ${payloadValue(index)} ORDER BY v))`
  return {
    ...base,
    incoming: (index) => jsonText(after(index)),
    relatedRows: (rows, index, id) => [
      add
        ? sql`INSERT OR IGNORE INTO ${raw(table)} (record_id, ${raw(column)}) SELECT ${id}, ${payloadValue(index)} FROM json_each(${rows}) p`
        : sql`DELETE FROM ${raw(table)} WHERE (record_id, ${raw(column)}) IN (SELECT ${id}, ${payloadValue(index)} FROM json_each(${rows}) p)`,
    ],
  }
}

/** Several more in the set and several less; the payload has `[[added], [removed]]`. What others add meanwhile stays. */
export function setMembers(of: 'tags' | 'assignees'): RecordColumn {
  const [table, column] = of === 'tags' ? ['record_tags', 'tag_id'] : ['assignees', 'person_id']
  const base = of === 'tags' ? tags : assignees
  const given = (index: number, side: 0 | 1) => raw(`json_each(p.value, '$[${index}][${side}]')`)
  const members = sql`SELECT ${raw(column)} v FROM ${raw(table)} WHERE record_id = r.id`
  const after = (index: number) =>
    sql`(SELECT json_group_array(v) FROM (SELECT v FROM (${members} UNION SELECT value FROM ${given(index, 0)})
      WHERE v NOT IN (SELECT value FROM ${given(index, 1)}) ORDER BY v))`
  return {
    ...base,
    incoming: (index) => jsonText(after(index)),
    relatedRows: (rows, index, id) => [
      sql`INSERT OR IGNORE INTO ${raw(table)} (record_id, ${raw(column)}) SELECT ${id}, m.value FROM json_each(${rows}) p, ${given(index, 0)} m`,
      sql`DELETE FROM ${raw(table)} WHERE (record_id, ${raw(column)}) IN (SELECT ${id}, m.value FROM json_each(${rows}) p, ${given(index, 1)} m)`,
    ],
  }
}

function selectSet(table: string, column: string): Sql {
  return sql`(SELECT json_group_array(v) FROM (SELECT ${raw(column)} v FROM ${raw(table)} WHERE record_id = r.id ORDER BY v))`
}

/** The column of a project's own field. */
export function fieldColumn(field: Field): RecordColumn {
  const type = typeOf(field.type)!
  const key = String(field.id)
  if (type.storage === 'links') return linkColumn(key, field.id)
  if (type.storage === 'money')
    return moneyColumn(key, `s${field.slot}`, `s${field.slot2}`, field.cubeSlot === null ? [] : ALL_AXES)
  const column = plainColumn(key, `s${field.slot}`, field.cubeAxis ? [fieldAxis(field)] : [])
  if (type.kind !== 'text') return column
  const of = (stored: unknown) => type.text?.(decodeValue(type, [stored as string]), field.config) ?? String(stored)
  return { ...column, text: { slot: field.slot!, of, identified: mayBeUnique(field.type) } }
}

function moneyColumn(key: string, amount: string, code: string, axes: readonly TouchedAxis[]): RecordColumn {
  return {
    key,
    current: jsonText(sql`iif(r.${raw(amount)} IS NULL, NULL, json_array(r.${raw(amount)}, r.${raw(code)}))`),
    incoming: json,
    assignments: (index) => [
      [amount, raw(`p.value ->> '$[${index}][0]'`)],
      [code, raw(`p.value ->> '$[${index}][1]'`)],
    ],
    axes,
  }
}

/** A reference that leads to one record, which only the batch knows: it may be made in it. */
export function linkTo(field: Field, target: Sql): RecordColumn {
  const value = sql`json_array(${target})`
  return {
    ...linkColumn(String(field.id), field.id),
    incoming: () => jsonText(value),
    relatedRows: (rows, _at, id) => [
      sql`INSERT OR IGNORE INTO links (field_id, from_id, to_id, position) SELECT ${field.id}, ${id}, ${target}, 0 FROM json_each(${rows}) p`,
    ],
  }
}

function linkColumn(key: string, field: number): RecordColumn {
  return {
    key,
    current: jsonText(
      sql`(SELECT json_group_array(v) FROM (SELECT to_id v FROM links WHERE from_id = r.id AND field_id = ${field} ORDER BY position))`,
    ),
    incoming: json,
    assignments: () => [],
    relatedRows: (rows, index, id, isNew) => [
      ...(isNew
        ? []
        : [sql`DELETE FROM links WHERE field_id = ${field} AND from_id IN (SELECT ${id} FROM json_each(${rows}) p)`]),
      sql`INSERT OR IGNORE INTO links (field_id, from_id, to_id, position)
        SELECT ${field}, ${id}, m.value, m.key FROM json_each(${rows}) p, json_each(p.value, ${raw(`'$[${index}]'`)}) m`,
    ],
    axes: [],
  }
}
