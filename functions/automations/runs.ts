import type { RunAnswer } from '../../src/core/api/automation/index.ts'
import type { RunAction, RunCause, RunSeen, StoredIssue } from '../../src/core/automations/stored.ts'
import { nameOfPath } from '../../src/core/automations/template.ts'
import { type IssueCode, issue, notFound, Problem } from '../../src/core/errors/index.ts'
import { idFrom, type Json, type Level, type Project } from '../../src/core/model/index.ts'
import { afterCursor } from '../../src/core/query/index.sql.ts'
import { LANGUAGE, type Scope } from '../../src/core/query/index.ts'
import { raw, type Sql, sql } from '../../src/core/sql/index.ts'
import { automationRunner, type Context } from '../context/index.ts'
import { orderOf, type Paging, pageOf } from '../db/page.ts'
import { selectIfVisible, visibleAnywhere } from '../db/record-visibility.ts'
import type { AutomationOf } from './automations.ts'
import { definitionOf } from './pause-reason.ts'

interface RunRow {
  id: number
  automation_id: number
  project_id: number
  record_id: number | null
  /** null where the reader may not see the record */
  title: string | null
  state: RunAnswer['state']
  at: number
  cause: string
  seen: string
  actions: string
  error: string | null
  change_id: number | null
  undone: number
  resume_at: number | null
}

const NEWEST = orderOf('runs', 'x.id', true)
const PAGE = 50

const selectRuns = (context: Context, where: Sql, rows: number): Sql<RunRow> =>
  sql`SELECT x.id, x.automation_id, x.project_id, x.record_id, r.title, x.state, x.at, x.cause, x.seen, x.actions, x.error, x.change_id, x.resume_at,
    EXISTS (SELECT 1 FROM changes u WHERE u.undoes = x.change_id AND NOT EXISTS (SELECT 1 FROM changes w WHERE w.undoes = u.id)) AS undone
    FROM runs x LEFT JOIN records r ON r.id = x.record_id AND ${visibleAnywhere(context.catalog)} WHERE ${where} ORDER BY ${NEWEST.by} LIMIT ${rows}`

const paged = ({ cursor, limit = PAGE }: Paging) => ({
  after: cursor === undefined ? raw('1') : afterCursor(NEWEST, cursor),
  limit,
  cut: pageOf(NEWEST, { cursor, limit }).cut,
})

/** An automation's runs, newest first; of records that the reader doesn't see there is none. */
export async function readRuns(context: Context, { automation }: AutomationOf, paging: Paging) {
  const { after, limit, cut } = paged(paging)
  const [rows] = await context.batch(
    selectRuns(
      context,
      sql`x.automation_id = ${automation.id} AND (x.record_id IS NULL OR r.id IS NOT NULL) AND ${after}`,
      limit + 1,
    ),
  )
  const { page, next } = cut(rows, ({ id }) => [id])
  return { runs: page.map((row) => runAnswer(context, row)), next }
}

/** What automations did to a record, newest first. */
export async function readRecordRuns(
  context: Context,
  { id, project }: { id: number; project: Project },
  paging: Paging,
) {
  const { after, limit, cut } = paged(paging)
  const [visible, rows] = await context.batch(
    selectIfVisible(id, project),
    selectRuns(context, sql`x.record_id = ${id} AND x.state <> 'skipped' AND ${after}`, limit + 1),
  )
  if (visible.length === 0) throw notFound()
  const { page, next } = cut(rows, (row) => [row.id])
  return { runs: page.map((row) => runAnswer(context, row)), next }
}

/** What automations did to a record because of that change. */
export async function readRunsOfChange(context: Context, record: number, change: number): Promise<RunAnswer[]> {
  const of = sql`x.record_id = ${record} AND x.cause ->> 'change' = ${change} AND r.id IS NOT NULL`
  const [rows] = await context.batch(selectRuns(context, of, PAGE))
  return rows.map((row) => runAnswer(context, row)).reverse()
}

export const runParam = {
  noun: 'run',
  async find(context: Context, sent: string, level: Level): Promise<RunRow> {
    const [[row]] = await context.batch(selectRuns(context, sql`x.id = ${idFrom(sent)}`, 1))
    if (!row || (row.record_id !== null && row.title === null)) throw notFound()
    context.project(row.project_id, level)
    return row
  },
} as const

/** Goes on where it failed: from the first action, or from where it had waited. Answers once that has happened. */
export async function retryRun(context: Context, { id, automation_id, state }: RunRow) {
  const automation = context.unfilteredCatalog.automations.find((one) => one.id === automation_id)
  if (state !== 'failed') throw new Problem(409, [issue('', 'notFailed')])
  if (!automation) throw notFound()
  const { actions } = definitionOf(automation)
  await context.batch(
    sql`UPDATE runs SET state = 'waiting', resume_at = ${context.now}, error = NULL,
      resume = coalesce(resume, ${JSON.stringify({ actions, stopIf: null })}) WHERE id = ${id} AND state = 'failed'`,
  )
  await automationRunner(context.env).settle()
  const [[row]] = await context.batch(selectRuns(context, sql`x.id = ${id}`, 1))
  return { run: runAnswer(context, row!) }
}

/** As this reader may see it: values of fields that are hidden from them are left out, and reasons are for who can mend them. */
function runAnswer(context: Context, row: RunRow): RunAnswer {
  const { unfilteredCatalog: all, catalog } = context
  const project = catalog.projects.find(({ id }) => id === row.project_id)
  const scope: Scope | null = project
    ? { catalog, project, me: context.person.id, now: context.now, row: 'r', language: LANGUAGE }
    : null
  const automation = all.automations.find(({ id }) => id === row.automation_id)
  const manages = project !== undefined && context.access.level(project) === 'manage'
  const cause = JSON.parse(row.cause) as RunCause
  const error = row.error === null ? null : (JSON.parse(row.error) as StoredIssue)
  const by = cause.by === undefined || cause.by === null ? null : catalog.people.find(({ id }) => id === cause.by)
  const state = row.state
  return {
    id: String(row.id),
    automation: { id: String(row.automation_id), name: automation?.name ?? '' },
    record: row.record_id === null || row.title === null ? null : { id: String(row.record_id), title: row.title },
    cause: {
      when: cause.when,
      at: new Date(cause.at).toISOString(),
      ...(cause.change !== undefined && { change: String(cause.change) }),
      ...(by && { by: { id: String(by.id), name: by.name } }),
    },
    at: new Date(row.at).toISOString(),
    state,
    met: state !== 'skipped',
    seen: (JSON.parse(row.seen) as RunSeen[]).flatMap(({ field, value }) => {
      const name = scope && visibleName(scope, field)
      return name ? [{ field, name, value }] : []
    }),
    actions: actionAnswers(scope, JSON.parse(row.actions) as RunAction[]),
    error: error && (manages ? errorAnswer(error) : { code: error.code, message: '' }),
    until: row.resume_at === null ? null : new Date(row.resume_at).toISOString(),
    undo: row.change_id === null ? null : String(row.change_id),
    undone: row.undone === 1,
  }
}

export const errorAnswer = ({ code, path, ...parts }: StoredIssue) => issue(path, code as IssueCode, parts)

export const actionAnswers = (scope: Scope | null, actions: readonly RunAction[]) =>
  actions.map(({ do: what, result }) => {
    const { field, ...rest } = result
    if (field === undefined) return { do: what, result }
    const name = scope && visibleName(scope, String(field))
    return name
      ? { do: what, result: { ...result, name } }
      : { do: what, result: what === 'email' ? {} : hideValue(rest) }
  })

const hideValue = ({ value: _, ...rest }: { [key: string]: Json }) => rest

/** What a field or a path is called; null where any part of it may not be seen. */
function visibleName(scope: Scope, path: string): string | null {
  try {
    return nameOfPath(path, scope)
  } catch (problem) {
    if (problem instanceof Problem) return null
    throw problem
  }
}
