import type { Action, AutomationAnswer, AutomationDefinition, Pause } from '../../src/core/api/automation/index.ts'
import { definitionById } from '../../src/core/automations/by-id.ts'
import { templateByName } from '../../src/core/automations/template.ts'
import { issue, Problem } from '../../src/core/errors/index.ts'
import { environment, toShown } from '../../src/core/formula/index.ts'
import type { Automation } from '../../src/core/model/index.ts'
import { managesAll } from '../../src/core/permissions/index.ts'
import { LANGUAGE, type Scope, valueColumn } from '../../src/core/query/index.ts'
import { type Sql, sql } from '../../src/core/sql/index.ts'
import type { Context } from '../context/index.ts'
import { type Gone, type GoneRow, goneFrom, idsIn, selectGone } from '../db/gone.ts'
import { namedPause } from './gone.ts'
import { type Found, firstDue, nextDue } from './next-due.ts'
import { definitionOf, pauseReason } from './pause-reason.ts'

/** When each last ran, what of it goes on next, and which history row has it as it is. */
interface Times {
  id: number
  last: number | null
  waits: number | null
  version: number | null
  by: number | null
}

export async function automationAnswers(
  context: Context,
  automations: readonly Automation[],
): Promise<AutomationAnswer[]> {
  const missing = automations.flatMap((one) => missingIn(context, one))
  const first = firstDue(context, automations)
  const [times, ...rest] = await context.batch(
    sql<Times>`SELECT a.value AS id,
      (SELECT r.at FROM runs r WHERE r.automation_id = a.value ORDER BY r.id DESC LIMIT 1) AS last,
      (SELECT min(w.resume_at) FROM runs w WHERE w.state = 'waiting' AND w.automation_id = a.value) AS waits,
      h.seq AS version, c.person_id AS by
      FROM json_each(${JSON.stringify(automations.map(({ id }) => id))}) a
      LEFT JOIN history h ON h.kind = 'automation' AND h.thing_id = a.value AND h.seq = ${newestVersion(sql`a.value`)}
      LEFT JOIN changes c ON c.id = h.change_id`,
    ...first.statements,
    ...(missing.length > 0 ? [selectGone(missing)] : []),
  )
  const standing = rest.slice(0, first.statements.length).flat() as Found[]
  const gone = (missing.length > 0 ? rest.at(-1) : []) as GoneRow[]
  const known = new Map(times.map((one) => [one.id, one]))
  return automations.map((one) => {
    const due = nextDue(context, one, first, standing)
    return automationAnswer(context, one, { times: known.get(one.id), due, gone: goneFrom(gone) })
  })
}

/** The newest history row that says what it does, and for whom; that it was switched on or off is none. */
const newestVersion = (id: Sql): Sql =>
  sql`(SELECT max(v.seq) FROM history v WHERE v.kind = 'automation' AND v.thing_id = ${id}
    AND (json_type(v.fields, '$.definition') IS NOT NULL OR json_type(v.fields, '$.name') IS NOT NULL
      OR json_type(v.fields, '$.description') IS NOT NULL OR json_type(v.fields, '$.owner_id') IS NOT NULL))`

/** 409 where somebody has changed it since: who made a draft of it has seen another. */
export async function requireVersion(context: Context, { id }: Automation, base: string): Promise<void> {
  const [[row]] = await context.batch(sql<{ version: number | null }>`SELECT ${newestVersion(sql`${id}`)} AS version`)
  if (String(row?.version ?? 0) !== base) throw new Problem(409, [issue('base', 'conflict')])
}

function automationAnswer(
  context: Context,
  automation: Automation,
  { times, due, gone }: { times: Times | undefined; due: readonly (number | null)[]; gone: Gone },
): AutomationAnswer {
  const { unfilteredCatalog: catalog } = context
  const { id, project, name, description, on, owner } = automation
  const person = catalog.people.find((one) => one.id === owner)
  const changer = catalog.people.find((one) => one.id === times?.by)
  const instant = (time: number | null) => (time === null ? null : new Date(time).toISOString())
  return {
    id: String(id),
    project: String(project),
    name,
    description,
    on,
    owner: person ? { id: String(owner), name: person.name } : null,
    paused: on ? pauseAnswer(context, automation, gone) : null,
    version: String(times?.version ?? 0),
    changedBy: changer ? { id: String(changer.id), name: changer.name } : null,
    lastRunAt: instant(times?.last ?? null),
    nextDueAt: on ? instant(earliest([times?.waits ?? null, ...due])) : null,
    ...definitionAnswer(context, automation, gone),
  }
}

const earliest = (moments: readonly (number | null)[]): number | null =>
  moments.reduce((best, one) => (one !== null && (best === null || one < best) ? one : best), null)

/** Of one that names what the reader may not see, or what is gone for somebody who sees not all, nothing. */
function definitionAnswer(context: Context, automation: Automation, gone: Gone) {
  const definition = definitionOf(automation)
  const scope = scopeOf(context, automation)
  if (!scope) return {}
  const { triggers, conditions, actions } = definition
  const isShown = (name: string) => mayKnow(context, automation, name, gone)
  if (!elsewhere(definition, scope).every(isShown)) return {}
  return {
    triggers: triggers as unknown as Record<string, unknown>[],
    conditions: conditions as never,
    actions: actionsByName(actions, scope) as unknown as Record<string, unknown>[],
  }
}

function scopeOf({ catalog, person, now }: Context, automation: Automation): Scope | null {
  const project = catalog.projects.find(({ id }) => id === automation.project)
  return project ? { catalog, project, me: person.id, now, row: 'r', language: LANGUAGE } : null
}

/** Names of fields in it that lead nowhere in this project: of what is hidden, or gone. Everything else that is wrong is shown, to be mended. */
function elsewhere(definition: AutomationDefinition, scope: Scope): string[] {
  try {
    definitionById(definition, scope)
    return []
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem
    return problem.issues
      .filter(({ code, name }) => code === 'unknownField' && isElsewhere(scope, String(name)))
      .map(({ name }) => String(name))
  }
}

/** A field of another project, or a path into one. */
const isElsewhere = ({ project }: Scope, name: string) =>
  /^\d+(\.|$)/.test(name) && !project.fields.some(({ id }) => String(id) === name.split('.')[0])

/** What is hidden and what is gone can't be told apart by who doesn't see everything, but for what this project had: who manages it saw that. */
const mayKnow = ({ access }: Context, { project }: Automation, name: string, gone: Gone): boolean =>
  managesAll(access) || gone.get(`field ${name.split('.')[0]}`)?.project === project

function missingIn(context: Context, automation: Automation): string[] {
  const scope = scopeOf(context, automation)
  const reason = automation.on ? pauseReason(context.unfilteredCatalog, automation) : null
  return [
    ...(reason ? idsIn(reason.what) : []),
    ...(scope ? elsewhere(definitionOf(automation), scope).flatMap(idsIn) : []),
  ]
}

/** With names that the reader knew: of what any project had who manages all of them. */
function pauseAnswer(context: Context, automation: Automation, gone: Gone): Pause | null {
  const reason = pauseReason(context.unfilteredCatalog, automation)
  const scope = scopeOf(context, automation)
  if (!reason || !scope) return reason
  const mayRead = (project: number) => project === automation.project || managesAll(context.access)
  return namedPause(reason, { ...scope, gone, mayRead })
}

/** Texts and formulas as people write them; they are sent back so, or by ids. */
function actionsByName(actions: readonly Action[], scope: Scope): Action[] {
  const text = (template: string) => templateByName(template, scope)
  return actions.map((action): Action => {
    switch (action.do) {
      case 'notify':
        return { ...action, text: text(action.text) }
      case 'comment':
        return { ...action, body: text(action.body) }
      case 'email':
        return { ...action, subject: text(action.subject), body: text(action.body) }
      case 'set':
        if ('formula' in action) return { ...action, formula: formulaByName(action.formula, scope) }
        return typeof action.value === 'string' ? { ...action, value: text(action.value) } : action
      case 'create': {
        const values = Object.entries(action.values).map(([key, value]) => [
          key,
          typeof value === 'string' ? text(value) : value,
        ])
        return { ...action, values: Object.fromEntries(values) }
      }
      case 'branch':
        return {
          ...action,
          // biome-ignore lint/suspicious/noThenProperty: the contract's name for it
          then: actionsByName(action.then, scope),
          ...(action.else && { else: actionsByName(action.else, scope) }),
        }
      default:
        return action
    }
  })
}

const formulaByName = (formula: string, scope: Scope): string =>
  toShown(formula, environment(scope.project.fields.flatMap((field) => valueColumn(scope, field) ?? [])))
