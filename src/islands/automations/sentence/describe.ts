import { cachedProject } from '../../../client/workspace.ts'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import type { Action, ActionOf, Recipient, Trigger } from '../../../core/api/automation/index.ts'
import type { Filter } from '../../../core/query/filters/ast.ts'
import { type AutomationKey, say } from '../../../i18n/automation-words.ts'
import type { Names } from '../../../parts/filter/filter-names.ts'
import { sentenceOf, valueText } from '../../../parts/filter/sentence.ts'
import { subjectNamed } from '../../../parts/filter/subjects.ts'
import { partsOf, weekdayNames } from '../triggers/cron.ts'
import { listOf, marked, sayMarked, unmarked } from './marked-text.ts'

/** Who reads names out of ids. */
export interface Around {
  project: ProjectAnswer
  names: Names
  people: readonly { id: string; name: string }[]
  teams: readonly { id: string; name: string }[]
  roles: readonly { id: string; name: string }[]
}

export interface Draft {
  triggers: Trigger[]
  conditions: Filter | null
  actions: Action[]
}

/** "When a record stays in a list longer than 14 days, if Amount is at least $10,000, then notify the assignees." */
export const describe = (draft: Draft, around: Around): string => unmarked(describeMarked(draft, around))

/** The same, with what was chosen marked (marked-text.ts). */
export function describeMarked({ triggers, conditions, actions }: Draft, around: Around): string {
  const when = triggers.map((trigger) => triggerText(trigger, around)).join(` ${say('or')} `)
  const steps = actionsText(actions, around)
  if (!conditions || isEmpty(conditions)) return ended(say('sentence', { when, steps }))
  return ended(say('sentenceIf', { when, steps, condition: conditionText(conditions, around) }))
}

/** What isn't chosen yet at its end has dots already. */
const ended = (sentence: string): string => sentence.replace(/…(\u2069?)[.។]$/, '…$1')

export const isEmpty = (filter: Filter | null): boolean =>
  filter === null || ('and' in filter && filter.and.length === 0)

const conditionText = (filter: Filter, { project, names }: Around): string =>
  isEmpty(filter) ? '…' : marked(sentenceOf(filter, project, names))

interface Named {
  id: string
  name: string
}

type GoneKey = Extract<AutomationKey, `gone.${string}`>

/** What is named and isn't there has been deleted; where nothing is there the list may be on its way. */
function nameIn(things: readonly Named[], id: string | undefined, gone: GoneKey): string {
  const found = things.find((one) => one.id === id)
  return found?.name ?? (id && things.length > 0 ? say(gone) : '…')
}

const listName = ({ project }: Around, id: string | undefined): string => nameIn(project.lists, id, 'gone.list')
const tagName = ({ project }: Around, id: string): string =>
  project.tags.find((one) => one.id === id)?.name ?? say('gone.tag')

const fieldName = (project: ProjectAnswer | undefined, name: string): string =>
  name === '' || !project ? '…' : (subjectNamed(project, name)?.label ?? say('gone.field'))

function triggerText(trigger: Trigger, around: Around): string {
  const { project } = around
  switch (trigger.when) {
    case 'created':
      return trigger.list ? sayMarked('says.createdIn', { list: listName(around, trigger.list) }) : say('says.created')
    case 'moved': {
      const names = { from: listName(around, trigger.from), to: listName(around, trigger.to) }
      if (trigger.from && trigger.to) return sayMarked('says.movedFromTo', names)
      return sayMarked(trigger.from ? 'says.movedFrom' : trigger.to ? 'says.movedTo' : 'says.moved', names)
    }
    case 'changed':
      return changedText(trigger, around)
    case 'tagged':
    case 'untagged': {
      const key = `says.${trigger.when}` as const
      return trigger.tag ? sayMarked(key, { tag: tagName(around, trigger.tag) }) : say(`${key}Any`)
    }
    case 'dateReached': {
      const [field, count] = [fieldName(project, trigger.fields[0] ?? ''), trigger.days ?? 0]
      const key = count === 0 ? 'says.dateReached' : trigger.before ? 'says.dateBefore' : 'says.dateAfter'
      return countedText(sayMarked(key, count === 0 ? { field } : { field, count }), trigger)
    }
    case 'inactive':
    case 'stuck': {
      const list = trigger.list ? listName(around, trigger.list) : say('anyOpenList')
      return countedText(sayMarked(`says.${trigger.when}`, { count: trigger.days, list }), trigger)
    }
    case 'schedule':
      return cronText(trigger.cron)
    case 'linkedChanged':
      return linkedText(trigger, project)
    case 'button':
      return sayMarked('says.button', { field: fieldName(project, trigger.fields[0] ?? '') })
    default:
      return say(`when.${trigger.when}` as AutomationKey)
  }
}

type TriggerOf<K extends Trigger['when']> = Extract<Trigger, { when: K }>

/** Which days count, and at which time it comes. */
function countedText(
  text: string,
  { at, workingDays }: { at?: string | undefined; workingDays?: boolean | undefined },
) {
  const how = [...(workingDays ? [say('says.workingDays')] : []), ...(at ? [sayMarked('says.at', { time: at })] : [])]
  return how.length > 0 ? `${text} (${how.join(', ')})` : text
}

function changedText({ fields = [], from, to }: TriggerOf<'changed'>, { project, names }: Around): string {
  if (fields.length === 0) return say('says.changedAny')
  const subject = subjectNamed(project, fields[0]!)
  if (fields.length === 1 && subject && (from !== undefined || to !== undefined)) {
    const text = (value: unknown) => (value === undefined ? '' : valueText(subject, 'eq', value, names))
    const key = from === undefined ? 'says.changedTo' : to === undefined ? 'says.changedFrom' : 'says.changedFromTo'
    return sayMarked(key, { field: subject.label, from: text(from), to: text(to) })
  }
  return say('says.changed', { fields: fieldList(project, fields), count: fields.length })
}

function linkedText({ through, fields = [] }: TriggerOf<'linkedChanged'>, project: ProjectAnswer): string {
  const reference = project.fields.find(({ id }) => id === through)
  const target = cachedProject(String(reference?.config.project))
  const name = marked(fieldName(project, through))
  if (fields.length === 0) return say('says.linkedAny', { through: name })
  return say('says.linkedChanged', { through: name, fields: fieldList(target, fields), count: fields.length })
}

const fieldList = (project: ProjectAnswer | undefined, names: readonly string[]): string =>
  listOf(names.map((name) => marked(fieldName(project, name))))

function cronText(cron: string): string {
  const { shape, time, weekday } = partsOf(cron)
  if (shape === 'own') return sayMarked('says.cron.own', { cron })
  return sayMarked(`says.cron.${shape}`, {
    time,
    weekday: weekdayNames().find(({ id }) => id === weekday)?.name ?? '…',
  })
}

/** A branch that others stand beside or around is put in brackets: else nobody knows where it ends, and whose “otherwise” it is. */
function actionsText(actions: readonly Action[], around: Around, isWithin = false): string {
  if (actions.length === 0) return say('nothing')
  const isBracketed = ({ do: what }: Action) => what === 'branch' && (isWithin || actions.length > 1)
  return listOf(
    actions.map((action) => (isBracketed(action) ? `(${actionText(action, around)})` : actionText(action, around))),
  )
}

function actionText(action: Action, around: Around): string {
  const { project } = around
  switch (action.do) {
    case 'assign':
      return assignText(action, around)
    case 'move':
      return sayMarked('says.do.move', { list: listName(around, action.list) })
    case 'set':
      return setText(action, around)
    case 'tag':
    case 'untag':
      return say(`says.do.${action.do}`, { tags: listOf(action.tags.map((tag) => marked(tagName(around, tag)))) })
    case 'notify':
      return say('says.do.notify', { people: listOf(action.to.map((to) => marked(recipientText(to, around)))) })
    case 'create':
      return sayMarked('says.do.create', { project: cachedProject(action.project)?.name ?? say('gone.project') })
    case 'email': {
      const to = typeof action.to === 'string' ? action.to || '…' : fieldName(project, action.to.field)
      return sayMarked('says.do.email', { to })
    }
    case 'webhook':
      return sayMarked('says.do.webhook', { url: hostOf(action.url) })
    case 'wait':
      return 'until' in action
        ? sayMarked('says.do.waitUntil', { field: fieldName(project, action.until.field) })
        : sayMarked('says.do.wait', { count: action.days })
    case 'branch': {
      const parts = { condition: conditionText(action.if, around), steps: actionsText(action.then, around, true) }
      if (!action.else?.length) return say('says.do.branch', parts)
      return say('says.do.branchElse', { ...parts, others: actionsText(action.else, around, true) })
    }
    default:
      return say(`says.do.${action.do}`)
  }
}

const hostOf = (url: string): string => (URL.canParse(url) && new URL(url).host) || '…'

function setText(action: ActionOf<'set'>, { project, names }: Around): string {
  const subject = action.field ? subjectNamed(project, action.field) : null
  if (!subject) return sayMarked('says.do.set', { field: fieldName(project, action.field) })
  const field = subject.label
  if ('formula' in action) return sayMarked('says.do.setFormula', { field })
  const { value } = action
  if (value === null || value === '') return sayMarked('says.do.clear', { field })
  const text = typeof value === 'string' && value.includes('{') ? value : valueText(subject, 'eq', value, names)
  return sayMarked('says.do.setTo', { field, value: text })
}

function assignText(action: ActionOf<'assign'>, { people, project }: Around): string {
  if ('rules' in action) return sayMarked('says.do.rules', { count: action.rules.length })
  const named = { people: listOf(action.people.map((id) => marked(nameIn(people, id, 'gone.person')))) }
  if (action.how !== 'leastLoaded') return say(action.how === 'all' ? 'says.do.assign' : 'says.do.roundRobin', named)
  if (!action.by) return say('says.do.leastLoaded', named)
  return say('says.do.leastOf', { ...named, field: marked(fieldName(project, action.by)) })
}

export function recipientText(to: Recipient, { people, teams, roles }: Around): string {
  if (typeof to === 'string') return say(`to.${to}`)
  if ('person' in to) return nameIn(people, to.person, 'gone.person')
  if ('team' in to) return say('to.team', { name: nameIn(teams, to.team, 'gone.team') })
  return say('to.role', { name: nameIn(roles, to.role, 'gone.role') })
}
