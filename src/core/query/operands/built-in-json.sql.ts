import { instantSql } from '../../fields/index.sql.ts'
import { type Sql, sql } from '../../sql/index.ts'
import { col, type SqlScope } from '../scope.sql.ts'

const NAMES = [
  'number',
  'title',
  'description',
  'tags',
  'assignees',
  'due',
  'createdAt',
  'createdBy',
  'updatedAt',
  'updatedBy',
  'timeInList',
  'enteredListAt',
  'closedAt',
  'archivedAt',
  'deletedAt',
] as const

/** The answered form of what every record has; `list` as a thing with its name, as a lookup shows it. */
export function builtInJson(scope: SqlScope): Record<(typeof NAMES)[number], Sql> & Record<string, Sql | undefined> {
  const column = (name: string) => col(scope, name)
  const instant = (name: string) => instantSql(column(name))
  const person = (name: string) =>
    sql`(SELECT json_object('id', CAST(p.id AS TEXT), 'name', p.name) FROM people p WHERE p.id = ${column(name)})`
  return {
    number: column('number'),
    title: column('title'),
    description: column('description'),
    list: sql`(SELECT json_object('id', CAST(l.id AS TEXT), 'name', l.name) FROM lists l WHERE l.id = ${column('list_id')})`,
    tags: sql`(SELECT json_group_array(json_object('id', CAST(t.id AS TEXT), 'name', t.name))
      FROM record_tags rt JOIN tags t ON t.id = rt.tag_id WHERE rt.record_id = ${column('id')} AND t.deleted_at IS NULL)`,
    assignees: sql`(SELECT json_group_array(json_object('id', CAST(p.id AS TEXT), 'name', p.name))
      FROM assignees a JOIN people p ON p.id = a.person_id WHERE a.record_id = ${column('id')})`,
    due: column('due'),
    createdAt: instant('created_at'),
    createdBy: person('created_by'),
    updatedAt: instant('updated_at'),
    updatedBy: person('updated_by'),
    timeInList: sql`(${scope.now} - ${column('entered_list_at')})`,
    enteredListAt: instant('entered_list_at'),
    closedAt: instant('closed_at'),
    archivedAt: instant('archived_at'),
    deletedAt: instant('deleted_at'),
  }
}
