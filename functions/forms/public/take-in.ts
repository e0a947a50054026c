import type { RecordInput } from '../../../src/core/api/record.ts'
import type { Problem } from '../../../src/core/errors/index.ts'
import type { Json, Project } from '../../../src/core/model/index.ts'
import { type Sql, sql } from '../../../src/core/sql/index.ts'
import { fireSubmitted } from '../../automations/index.ts'
import { Change } from '../../changes/index.ts'
import * as columns from '../../changes/record-columns.ts'
import { asDrizzle } from '../../db/as-drizzle.ts'
import { guard, mapGuardErrors } from '../../db/batch.ts'
import { parseRecord, prepareRecords } from '../../records/index.ts'
import { type Found, foundFrom, isEmptyStored, isSameStored, searchFor } from './match.ts'
import type { LiveForm } from './open-form.ts'
import { activePeople, fits, recordInput, type Values } from './record-input.ts'

/** What is to become a record. */
export interface Incoming {
  /** by keys of the form's fields */
  values: Values
  captured: Readonly<Record<string, string>>
  files: readonly StoredFile[]
}

export interface StoredFile {
  fieldId: number | null
  name: string
  size: number
  type: string
  /** where the bytes lie in R2 */
  key: string
}

/** What has become of it, for the submission's row: SQL, good in the change's batch. */
export interface Taken {
  record: Sql
  linked: Sql | null
  isMatched: boolean
  differs: Record<string, unknown>
  suggested: number[]
}

/**
 * Puts into a change what becomes of a submission: a new record, or what is empty in the one that is the visitor's already; the record
 * that is made along with it; files; and that automations and people hear of it. `keep` writes the submission itself. Throws a Problem
 * (422) of what was sent, with the places of the record's input.
 */
export async function takeIn(
  form: LiveForm,
  incoming: Incoming,
  keep: (change: Change, taken: Taken) => void,
  change: Change = byVisitor(form),
): Promise<void> {
  const { context, project, definition, row } = form
  const input = recordInput(form, incoming.values, incoming.captured)
  // What the visitor writes of their wish belongs to the new deal, where one is made.
  const follow = followTarget(form)
  const { description, ...mainInput } = input
  const parsed = await parseRecord(context, project, {
    title: mainInput.title ?? null,
    values: mainInput.values ?? {},
    ...(!follow && { description }),
  })
  const sent = parsed.columns.map((column, i) => ({ key: column.key, column, stored: parsed.values[i] }))
  const search = searchFor(form, sent)
  const found = search ? foundFrom((await context.batch(search.statement(parsed.columns)))[0]!) : []
  if (search) change.require(search.unchanged(found))
  const match = found.length === 1 ? found[0]! : null
  const main = match
    ? fillEmpty(change, project, match, sent)
    : await create(form, change, { ...mainInput, ...(!follow && { description }) }, found)
  const after = follow && (await addFollower(form, change, follow, main.record, input))
  for (const file of incoming.files)
    change.createEntity('file', project.id, {
      recordId: asDrizzle<number>(main.record),
      ...file,
      personId: null,
      at: context.now,
    })
  const people = match && match.assignees.length > 0 ? match.assignees.map(String) : definition.assignees
  const tell = activePeople(context, people).map(Number)
  fireSubmitted(change, project, main.record, {
    id: row.id,
    name: row.name,
    tell: tell.length > 0 ? tell : [row.ownerId],
  })
  const mainValues: Values = { title: mainInput.title, description, ...mainInput.values }
  keep(change, {
    record: main.record,
    linked: after?.record ?? null,
    isMatched: match !== null,
    differs: Object.fromEntries(main.differs.map((key) => [key, mainValues[key]])),
    suggested: match ? [] : found.map(({ id }) => id),
  })
  await mapGuardErrors({ ...main.problems, ...after?.problems }, () => change.commit())
}

/** What the form takes in by itself, as long as it is open. */
function byVisitor({ context, row }: LiveForm): Change {
  const change = new Change(context, { via: 'form', viaId: row.id })
  change.require(
    guard(sql`EXISTS (SELECT 1 FROM forms WHERE id = ${row.id} AND is_open AND deleted_at IS NULL)`, 'written'),
  )
  return change
}

/** A record of the batch, and what its guards stand for. */
interface WrittenRecord {
  record: Sql
  problems: Record<string, () => Problem>
}

interface Main extends WrittenRecord {
  /** keys of what was sent and isn't in the record */
  differs: string[]
}

interface SentValue {
  key: string
  column: columns.RecordColumn
  stored: unknown
}

/** Nothing that somebody has written is changed: what is otherwise is kept beside it, for a person to decide. */
function fillEmpty(change: Change, project: Project, { id, now }: Found, sent: readonly SentValue[]): Main {
  const given = sent.filter(({ stored }) => !isEmptyStored(stored as Json))
  const empty = given.filter(({ key }) => isEmptyStored(now[key]))
  if (empty.length > 0)
    change.updateRecords(
      project,
      empty.map(({ column }) => column),
      [[id, ...empty.map(({ stored }) => stored)]],
    )
  const others = given.filter(({ key, stored }) => !isEmptyStored(now[key]) && !isSameStored(now[key], stored))
  return { record: sql`${id}`, differs: others.map(({ key }) => key), problems: {} }
}

/** A new record. What only one record may have and another has already is kept beside it. */
async function create(form: LiveForm, change: Change, input: RecordInput, found: readonly Found[]): Promise<Main> {
  const { context, project } = form
  const taken = new Set(found.flatMap(({ by }) => by))
  const isDouble = (key: string) =>
    taken.has(key) && project.fields.some(({ id, unique }) => unique && String(id) === key)
  const entries = Object.entries(input.values ?? {})
  const values = Object.fromEntries(entries.filter(([key]) => !isDouble(key)))
  const prepared = await prepareRecords(context, project, [{ ...input, values }], { incomplete: true })
  return {
    record: prepared.addTo(change).id(0),
    differs: entries.map(([key]) => key).filter(isDouble),
    problems: prepared.guardProblems,
  }
}

interface Follow {
  project: Project
  link: Project['fields'][number]
}

/** Where a further record is made; null where there is to be none, or its owner can't make it any more. */
function followTarget({ definition: { then }, context }: LiveForm): Follow | null {
  const project = then && context.catalog.projects.find(({ id }) => String(id) === then.project)
  const link = project?.fields.find(({ id, fixed }) => String(id) === then!.link && !fixed)
  if (!project || !link || !['edit', 'manage'].includes(context.access.level(project))) return null
  return { project, link }
}

async function addFollower(
  { definition, context }: LiveForm,
  change: Change,
  { project, link }: Follow,
  record: Sql,
  { title, description }: RecordInput,
): Promise<WrittenRecord> {
  const { list, assignees, values } = definition.then!
  const { title: called, description: descriptionText, ...rest } = values
  // What has come to fit no more since the form was saved keeps nobody's wish from coming in.
  const known = Object.entries(rest).filter(([key, value]) => fits(context, project, key, value))
  const prepared = await prepareRecords(
    context,
    project,
    [
      {
        title: typeof called === 'string' && called !== '' ? called : (title ?? null),
        description: description ?? (typeof descriptionText === 'string' ? descriptionText : ''),
        values: Object.fromEntries(known),
        ...(project.lists.some(({ id }) => String(id) === list) && { list: list! }),
        assignees: activePeople(context, assignees.length > 0 ? assignees : definition.assignees),
      },
    ],
    { incomplete: true },
  )
  return { record: prepared.addTo(change, [columns.linkTo(link, record)]).id(0), problems: prepared.guardProblems }
}
