import { sql as drizzleSql } from 'drizzle-orm'
import type { AutomationDefinition, AutomationInput, AutomationPatch } from '../../src/core/api/automation/index.ts'
import { definitionById } from '../../src/core/automations/by-id.ts'
import { invalid, issue, notFound, Problem } from '../../src/core/errors/index.ts'
import { type Automation, idFrom, type Level, type Project } from '../../src/core/model/index.ts'
import { accessOf, includes, requirePeopleRight } from '../../src/core/permissions/index.ts'
import { LANGUAGE } from '../../src/core/query/index.ts'
import { Change } from '../changes/index.ts'
import type { Context } from '../context/index.ts'
import type { Paging } from '../db/page.ts'
import { pageOfList } from '../db/page.ts'
import { automationAnswers, requireVersion } from './automation-answer.ts'
import { definitionOf } from './pause-reason.ts'
import { requireOutsideWebhooks } from './require-outside.ts'
import { requireSeenByAll } from './require-seen.ts'
import { createDueIndexes } from './runner/due-index.ts'

const MOST = 100

export interface AutomationOf {
  automation: Automation
  project: Project
}

export const automationParam = {
  noun: 'automation',
  find(context: Context, sent: string, level: Level): AutomationOf {
    const id = idFrom(sent)
    const automation = context.unfilteredCatalog.automations.find((one) => one.id === id)
    if (!automation) throw notFound()
    return { automation, project: context.project(automation.project, level) }
  },
} as const

export async function readAutomations(context: Context, project: Project, paging: Paging) {
  const projectAutomations = context.unfilteredCatalog.automations.filter((one) => one.project === project.id)
  const { page, next } = pageOfList('automations', projectAutomations, paging, ({ id }) => [id])
  return { automations: await automationAnswers(context, page), next }
}

export async function readAutomation(context: Context, { automation }: AutomationOf) {
  const [answer] = await automationAnswers(context, [automation])
  return { automation: answer! }
}

export async function createAutomation(context: Context, project: Project, input: AutomationInput) {
  const { name, description, on, open, owner, ...sent } = input
  const others = context.unfilteredCatalog.automations.filter((one) => one.project === project.id)
  if (others.length >= MOST) throw invalid('', 'tooManyAutomations', { max: MOST })
  const definition = checked(context, project, sent)
  const change = new Change(context)
  allowOpen(context, change, project, definition, { open, name })
  const created = change.createEntity('automation', project.id, {
    projectId: project.id,
    name,
    description,
    isOn: on,
    ownerId: owner === undefined ? context.person.id : newOwner(context, owner),
    paused: null,
    definition,
    since: context.now,
    position: drizzleSql`(SELECT coalesce(max(position), 0) + 1 FROM automations)`,
  })
  change.add(...createDueIndexes(definition, project.id))
  await change.commit()
  return answer(context, created.result[0]!.id, change.id)
}

export async function updateAutomation(
  context: Context,
  { automation, project }: AutomationOf,
  patch: AutomationPatch,
) {
  const { name, description, on, open = false, owner, base, ...sent } = patch
  if (base !== undefined) await requireVersion(context, automation, base)
  const before = definitionOf(automation)
  const isNew = sent.triggers !== undefined || sent.conditions !== undefined || sent.actions !== undefined
  const definition = isNew
    ? checked(context, project, {
        triggers: sent.triggers ?? before.triggers,
        conditions: sent.conditions === undefined ? before.conditions : sent.conditions,
        actions: sent.actions ?? before.actions,
      })
    : before
  const change = new Change(context)
  if (isNew) allowOpen(context, change, project, definition, { open, name: name ?? automation.name })
  const begins = (on === true && !automation.on) || sent.triggers !== undefined
  change.updateEntity('automation', project.id, automation.id, {
    name,
    description,
    isOn: on,
    ...(owner !== undefined
      ? { ownerId: newOwner(context, owner) }
      : isNew && !mayActFor(context, automation.owner) && { ownerId: context.person.id }),
    ...(isNew && { definition }),
    // What came due while it was off, or was another, is not made up for.
    ...(begins && { since: context.now }),
    paused: null,
  })
  if (isNew) change.add(...createDueIndexes(definition, project.id))
  await change.commit()
  return answer(context, automation.id, change.id)
}

export async function duplicateAutomation(context: Context, { automation, project }: AutomationOf) {
  const { name, description } = automation
  const { triggers, conditions, actions } = definitionOf(automation)
  const copy = `${name} (2)`.slice(0, 100)
  return createAutomation(context, project, {
    name: copy,
    description,
    on: false,
    open: false,
    triggers,
    conditions,
    actions,
  })
}

export async function deleteAutomation(context: Context, { automation, project }: AutomationOf) {
  const change = new Change(context)
  change.updateEntity('automation', project.id, automation.id, { deletedAt: context.now }, 'deleted')
  await change.commit()
  return { change: change.id }
}

/** By ids; what leads nowhere is told, all of it at once. */
export function checked(context: Context, project: Project, sent: AutomationDefinition): AutomationDefinition {
  const { catalog, person, now } = context
  const definition = definitionById(sent, { catalog, project, me: person.id, now, row: 'r', language: LANGUAGE })
  requireOutsideWebhooks(context.env, definition.actions, 'actions')
  return definition
}

/** What it writes everybody reads who sees the record: refused where somebody may not see what it writes, unless an admin allows it. */
function allowOpen(
  context: Context,
  change: Change,
  project: Project,
  definition: AutomationDefinition,
  { open, name }: { open: boolean; name: string },
): void {
  const hidden = requireSeenByAll(context, project, definition)
  if (hidden.length === 0) return
  if (!open) throw new Problem(422, hidden)
  requirePeopleRight(context.access)
  change.audit({
    kind: 'automationOpened',
    subject: ['project', project.id],
    detail: { automation: name, fields: [...new Set(hidden.map((one) => String(one.name)))].join(', ') },
  })
}

/** What an automation does is done with its owner's rights: who may do less than they can't say what that is. */
function mayActFor({ unfilteredCatalog: catalog, access, person }: Context, id: number): boolean {
  const owner = catalog.people.find((one) => one.id === id)
  return owner !== undefined && (id === person.id || includes(access.rights, accessOf(catalog, owner).rights))
}

/** Nobody gives an automation rights that they haven't got themselves. */
function newOwner(context: Context, sent: string): number {
  const { unfilteredCatalog: catalog } = context
  const owner = catalog.people.find(({ id, deactivated }) => String(id) === sent && !deactivated)
  if (!owner) throw invalid('owner', 'unknownPerson', { value: sent })
  if (!mayActFor(context, owner.id)) throw new Problem(403, [issue('owner', 'beyondOwn')])
  return owner.id
}

async function answer(context: Context, id: number, change: string) {
  const reloaded = await context.reload()
  const { automation } = await readAutomation(reloaded, automationParam.find(reloaded, String(id), 'manage'))
  return { automation, change }
}
