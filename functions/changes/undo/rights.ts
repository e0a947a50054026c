import { forbidden, notFound } from '../../../src/core/errors/index.ts'
import { may, projectRights } from '../../../src/core/permissions/index.ts'
import { join, raw, type Sql, sql } from '../../../src/core/sql/index.ts'
import type { Context } from '../../context/index.ts'
import { ENTITIES } from '../entities.ts'
import type { EntityHistory } from './entity-history.ts'

/**
 * Records that were the reader's until this change of theirs gave them to somebody else, and that nobody has written, commented
 * on or added a file to since.
 */
export function givenAway({ catalog, person }: Context): Sql {
  const limited = catalog.projects.filter(({ recordOwners }) => recordOwners)
  if (limited.length === 0) return sql`FALSE`
  const losses = limited.map(({ id, recordOwners }) => {
    const people = sql`(SELECT value FROM json_each(${JSON.stringify(recordOwners)}))`
    const had = (side: 0 | 1) =>
      sql`EXISTS (SELECT 1 FROM json_each(h.fields, ${`$.assignees[${side}]`}) a WHERE a.value IN ${people})`
    const none = sql`(coalesce(json_array_length(h.fields, '$.assignees[0]'), 0) = 0 AND r.created_by IN ${people})`
    return sql`(h.project_id = ${id} AND (${had(0)} OR ${none}) AND NOT ${had(1)})`
  })
  const since = (kind: 'comment' | 'file', table: Sql) =>
    sql`NOT EXISTS (SELECT 1 FROM history l JOIN ${table} t ON t.id = l.thing_id WHERE l.kind = ${kind} AND t.record_id = h.thing_id AND l.seq > h.seq)`
  return sql`(c.person_id = ${person.id} AND h.fields -> '$.assignees' IS NOT NULL AND (${join(losses, ' OR ')})
    AND NOT EXISTS (SELECT 1 FROM history l WHERE l.kind = 'record' AND l.thing_id = h.thing_id AND l.seq > h.seq AND l.change_id <> h.change_id)
    AND ${since('comment', raw('comments'))} AND ${since('file', raw('files'))})`
}

/**
 * One's own change, and what it takes to have made it; anyone's for who manages the project. What belongs to no project, or
 * to one that is gone, is the workspace's.
 */
export function requireUndoAllowed(
  context: Context,
  madeBy: number | null,
  projects: ReadonlySet<number>,
  entities: readonly EntityHistory[],
): void {
  for (const id of projects) {
    const project = context.catalog.projects.find((one) => one.id === id)
    if (!project) {
      // One that they may not enter isn't there for them.
      const { rights } = context.access
      const mayManage = rights.workspace.projects && (id === 0 || projectRights(rights, id).access === 'manage')
      if (!mayManage || context.unfilteredCatalog.projects.some((one) => one.id === id)) throw notFound()
      continue
    }
    // Somebody else's change is nobody's business but the managers'.
    if (madeBy !== context.person.id && !may(context.access, project, 'manage')) throw notFound()
    const inProject = entities.filter((row) => row.project_id === id)
    const kinds = inProject.map(({ kind }) => kind)
    // Who edits records makes tags; to rename or delete one is the managers'.
    const settings = inProject.some(
      ({ kind, what }) => !(kind === 'tag' && what === 'created') && ENTITIES[kind].catalog,
    )
    const lives = inProject.some(
      ({ kind, what, fields }) => kind === 'project' && (what === 'created' || 'deleted_at' in JSON.parse(fields)),
    )
    if (lives && !context.access.rights.workspace.projects) throw forbidden()
    const talk = kinds.length > 0 && kinds.every((kind) => kind === 'comment')
    if (!may(context.access, project, settings ? 'manage' : talk ? 'comment' : 'edit')) throw forbidden()
    // Records that they don't see would lose the tag too.
    if (project.recordOwners && kinds.includes('tag')) throw forbidden()
    // A field that is hidden by what it reads isn't there, for who manages either.
    const touched = inProject.filter(({ kind }) => kind === 'field').map(({ thing_id }) => thing_id)
    const hidden = hiddenFields(context, id)
    if (touched.some((field) => hidden.has(field))) throw notFound()
  }
}

/** Fields of a project that the reader can't see. */
function hiddenFields(context: Context, id: number): Set<number> {
  const unfiltered = context.unfilteredCatalog.projects.find((one) => one.id === id)
  const seen = new Set(context.catalog.projects.find((one) => one.id === id)?.fields.map((field) => field.id))
  return new Set(unfiltered?.fields.map((field) => field.id).filter((field) => !seen.has(field)))
}
