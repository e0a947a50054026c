import { forbidden, notFound } from '../../../src/core/errors/index.ts'
import type { Share } from '../../../src/core/model/index.ts'
import {
  accessOf,
  dashboardLevel,
  includes,
  managesAll,
  may,
  projectRights,
} from '../../../src/core/permissions/index.ts'
import { join, raw, type Sql, sql } from '../../../src/core/sql/index.ts'
import type { Context } from '../../context/index.ts'
import { ENTITIES } from '../entities.ts'
import { ofChange } from '../history-range.ts'
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

interface SharedRow {
  owner: number | null
  shared: string
}

/** The dashboards that a change is of, or whose charts; deleted ones too, since that may be what is taken back. */
export function selectDashboards(change: number | null): Sql<SharedRow> {
  const things = (kind: string) =>
    sql`(SELECT h.thing_id FROM history h WHERE ${ofChange(change)} AND h.kind = ${kind})`
  return sql`SELECT d.owner_id AS owner, d.shared FROM dashboards d
    WHERE d.id IN ${things('dashboard')} OR d.id IN (SELECT c.dashboard_id FROM charts c WHERE c.id IN ${things('chart')})`
}

interface Touched {
  projects: ReadonlySet<number>
  entities: readonly EntityHistory[]
  dashboards: readonly SharedRow[]
}

/**
 * One's own change, and what it takes to have made it; anyone's for who manages the project. What belongs to no project, or
 * to one that is gone, is the workspace's, but for dashboards, which whoever may edit them has changed.
 */
export function requireUndoAllowed(
  context: Context,
  madeBy: number | null,
  { projects, entities, dashboards }: Touched,
): void {
  for (const id of projects) {
    const project = context.catalog.projects.find((one) => one.id === id)
    if (!project) {
      // One that they may not enter isn't there for them.
      const { rights } = context.access
      if (id === 0 && madeBy === context.person.id && ofDashboards(context, entities, dashboards)) continue
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
      ({ kind, what }) => !(kind === 'tag' && what === 'created') && ENTITIES[kind].managed,
    )
    const lives = inProject.some(
      ({ kind, what, fields }) => kind === 'project' && (what === 'created' || 'deleted_at' in JSON.parse(fields)),
    )
    if (lives && !context.access.rights.workspace.projects) throw forbidden()
    const talk = kinds.length > 0 && kinds.every((kind) => kind === 'comment')
    if (!may(context.access, project, settings ? 'manage' : talk ? 'comment' : 'edit')) throw forbidden()
    // Records that they don't see would lose the tag too.
    if (project.recordOwners && kinds.includes('tag')) throw forbidden()
    if (inProject.some((row) => givesRights(context, row, madeBy))) throw forbidden()
    // A field that is hidden by what it reads isn't there, for who manages either.
    const touched = inProject.filter(({ kind }) => kind === 'field').map(({ thing_id }) => thing_id)
    const hidden = hiddenFields(context, id)
    if (touched.some((field) => hidden.has(field))) throw notFound()
  }
}

/** Nothing else of the workspace, and all of them may be edited by the reader. */
function ofDashboards(
  { catalog, access }: Context,
  entities: readonly EntityHistory[],
  dashboards: readonly SharedRow[],
): boolean {
  const workspaceEntities = entities.filter((row) => row.project_id === 0)
  const mayEdit = ({ owner, shared }: SharedRow) =>
    dashboardLevel(catalog, access, { owner, shared: JSON.parse(shared) as Share[] }) === 'edit'
  return (
    workspaceEntities.length > 0 &&
    workspaceEntities.every(({ kind }) => kind === 'dashboard' || kind === 'chart') &&
    dashboards.every(mayEdit)
  )
}

/**
 * What an automation does is done with its owner's rights, and so is what a form takes in: nobody who may do less gets them by giving it
 * back to that owner, or by bringing back something else for it to do. Whose a form is now isn't in memory: what it was takes who sees
 * all back, or whoever changed it.
 */
function givesRights(
  { unfilteredCatalog: catalog, access, person }: Context,
  row: EntityHistory,
  madeBy: number | null,
): boolean {
  if (row.kind !== 'automation' && row.kind !== 'form') return false
  const fields = JSON.parse(row.fields) as Record<string, [before: unknown, after: unknown] | undefined>
  if (row.what === 'created' || !(fields.owner_id || fields.definition)) return false
  if (row.kind === 'form' && !fields.owner_id) return madeBy !== person.id && !managesAll(access)
  const currentOwner = catalog.automations.find(({ id }) => id === row.thing_id)?.owner
  const owner = catalog.people.find(({ id }) => id === (fields.owner_id ? Number(fields.owner_id[0]) : currentOwner))
  return owner !== undefined && owner.id !== person.id && !includes(access.rights, accessOf(catalog, owner).rights)
}

/** Fields of a project that the reader can't see. */
function hiddenFields(context: Context, id: number): Set<number> {
  const unfiltered = context.unfilteredCatalog.projects.find((one) => one.id === id)
  const seen = new Set(context.catalog.projects.find((one) => one.id === id)?.fields.map((field) => field.id))
  return new Set(unfiltered?.fields.map((field) => field.id).filter((field) => !seen.has(field)))
}
