import { invalid } from '../../errors/index.ts'
import { sortSql } from '../../fields/index.sql.ts'
import { encodeValue, typeOf } from '../../fields/index.ts'
import { type Field, idFrom } from '../../model/index.ts'
import { raw, sql } from '../../sql/index.ts'
import { fold } from '../../text/fold.ts'
import { slotsOf, textSql, wordOf } from '../columns.ts'
import { type Compared, isLive, type Row } from '../row.ts'
import type { Operand } from '../scope.ts'
import { col, type Scope } from '../scope.ts'
import { worldOf } from './field-named.ts'

/** A field that a record holds itself. */
export function storedOperand(scope: Scope, field: Field): Operand {
  const type = typeOf(field.type)!
  const slots = slotsOf(scope, field)
  const world = worldOf(scope, field.name)
  const read = (sent: unknown): string | number => {
    const value = type.parse(sent, field.config, world)
    if (value === null) throw invalid('value', 'badOperand', { op: field.name })
    return (type.encode ? type.encode(value)[0] : value) as string | number
  }
  const storedIn = (row: Row) => {
    const value = row.values.get(field.id)
    return value === undefined ? [] : encodeValue(type, value)
  }
  const common = { name: field.name, kind: type.kind, of: (row: Row): Compared => storedIn(row)[0] ?? null }
  if (type.storage === 'links') {
    return {
      ...common,
      key: sql`(SELECT x.text FROM links l JOIN records o ON o.id = l.to_id JOIN texts x ON x.id = l.to_id * 128
        WHERE l.from_id = ${col(scope, 'id')} AND l.field_id = ${field.id} AND o.deleted_at IS NULL ORDER BY l.position LIMIT 1)`,
      // Deleted records are left out, as in answers.
      members: sql`SELECT l.to_id FROM links l JOIN records o ON o.id = l.to_id WHERE l.from_id = ${col(scope, 'id')} AND l.field_id = ${field.id} AND o.deleted_at IS NULL`,
      holders: (list) =>
        sql`SELECT l.from_id FROM links l JOIN records o ON o.id = l.to_id WHERE l.field_id = ${field.id} AND l.to_id IN (${list}) AND o.deleted_at IS NULL`,
      listed: true,
      membersOf: (row) => linkedIds(row, field),
      of: (row) => {
        const [first] = row.links(field.id).filter(isLive)
        return first ? fold(first.title) || null : null
      },
      read: id,
    }
  }
  if (type.storage === 'files') {
    const members = sql`SELECT id FROM files WHERE record_id = ${col(scope, 'id')} AND field_id = ${field.id} AND deleted_at IS NULL`
    return {
      ...common,
      key: sql`(SELECT name FROM files WHERE record_id = ${col(scope, 'id')} AND field_id = ${field.id} AND deleted_at IS NULL ORDER BY id LIMIT 1)`,
      members,
      holders: (list) =>
        sql`SELECT record_id FROM files WHERE field_id = ${field.id} AND id IN (${list}) AND deleted_at IS NULL`,
      membersOf: (row) => row.files(field.id),
      // Files have no order that JavaScript knows of: only whether there are any is asked.
      of: (row) => row.files(field.id)[0] ?? null,
      read: id,
    }
  }
  const key = sortSql(type, slots, field.config)
  if (type.kind === 'text')
    return {
      ...common,
      key: textSql(scope, field.slot!),
      written: key,
      of(row) {
        const value = row.values.get(field.id)
        return value === undefined ? null : fold(type.text?.(value, field.config) ?? String(value)) || null
      },
      read: (sent) => fold(wordOf(sent)),
    }
  if (type.kind === 'set') {
    const member = (sent: unknown) => {
      const deletedOption = type.holds === 'options' ? optionId(sent) : null
      if (deletedOption !== null) return deletedOption
      const value = type.parse([sent], field.config, world) as unknown
      if (!Array.isArray(value) || value.length !== 1) throw invalid('value', 'badOperand', { op: field.name })
      return value[0] as string | number
    }
    return {
      ...common,
      key,
      members: sql`SELECT value FROM json_each(${slots[0]!})`,
      membersOf: (row) => (row.values.get(field.id) ?? []) as (string | number)[],
      holders: (list) =>
        sql`SELECT h.id FROM records h, json_each(${raw(`h.s${field.slot}`)}) m WHERE h.project_id = ${scope.project.id} AND m.value IN (${list})`,
      read: member,
    }
  }
  if (type.kind === 'option') return { ...common, key: slots[0]!, read: (sent) => optionId(sent) ?? read(sent) }
  if (type.kind === 'money') {
    const main = (field.config as { currency: string }).currency
    const of = (sent: unknown) =>
      (type.parse(sent, field.config, world) as { currency: string } | null)?.currency ?? main
    const inside = (row: Row) => (storedIn(row)[1] as string | undefined) ?? null
    return { ...common, key, currency: { key: slots[1]!, of, in: inside }, read }
  }
  return { ...common, key, read }
}

const linkedIds = (row: Row, field: Field) =>
  row
    .links(field.id)
    .filter(isLive)
    .map((one) => one.id)

/** `{"id"}` means an option even where it was taken out: records may still have it. */
function optionId(sent: unknown): string | null {
  return typeof sent === 'object' && sent !== null && 'id' in sent && typeof sent.id === 'string' ? sent.id : null
}

function id(sent: unknown): number {
  const found = idFrom(typeof sent === 'object' && sent !== null && 'id' in sent ? sent.id : sent)
  if (found === null) throw invalid('value', 'notId', { value: sent })
  return found
}
