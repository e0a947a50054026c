import { cachedProject } from '../../../client/workspace.ts'
import type { Action, ActionOf, Recipient, Trigger } from '../../../core/api/automation/index.ts'
import type { Filter } from '../../../core/query/filters/ast.ts'
import { type AutomationKey, say } from '../../../i18n/automation-words.ts'
import { subjectNamed } from '../../../parts/filter/subjects.ts'
import { linksBetween } from '../fields-of.ts'
import { type Around, type Draft, isEmpty } from '../sentence/describe.ts'

/** What is to be mended, by its place in what is sent. */
export interface Placed {
  path: string
  code: string
  text: string
}

interface Whom {
  people: readonly string[]
  by?: string | null | undefined
}

type NeedKey = Extract<AutomationKey, `need.${string}`>
type GoneKey = Extract<AutomationKey, `gone.${string}`>

/**
 * Whatever isn't said yet in a draft, or names what is gone, all of it at once and in the reader's words. What only the server knows
 * (formulas, schedules that never come, who may see what) it says itself.
 */
export function missingIn({ triggers, conditions, actions }: Draft, around: Around): Placed[] {
  const missing = new Missing(around)
  for (const [i, trigger] of triggers.entries()) missing.inTrigger(trigger, `triggers.${i}`)
  missing.filter(conditions, 'conditions')
  if (actions.length === 0) missing.need('actions', 'need.step')
  missing.inActions(actions, 'actions')
  return missing.found
}

class Missing {
  readonly found: Placed[] = []
  readonly #around: Around

  constructor(around: Around) {
    this.#around = around
  }

  need(path: string, key: NeedKey, parts: Record<string, string | number> = {}): void {
    this.found.push({ path, code: 'missing', text: say(key, parts) })
  }

  gone(path: string, key: GoneKey): void {
    this.need(path, 'need.other', { what: say(key) })
  }

  inTrigger(trigger: Trigger, path: string): void {
    switch (trigger.when) {
      case 'created':
      case 'inactive':
      case 'stuck':
        return void this.list(trigger.list, path)
      case 'moved':
        this.list(trigger.from, path)
        return void this.list(trigger.to, path)
      case 'changed':
        for (const field of trigger.fields ?? []) this.field(field, path)
        return
      case 'tagged':
      case 'untagged':
        return void this.tags(trigger.tag ? [trigger.tag] : [], path)
      case 'dateReached':
        return void this.field(trigger.fields[0], path, 'need.date')
      case 'button':
        return void this.field(trigger.fields[0], path, 'need.button')
      case 'linkedChanged':
        return void this.linked(trigger, path)
      case 'schedule':
        if (trigger.cron.trim() === '') this.need(path, 'need.cron')
    }
  }

  linked({ through, fields = [] }: Extract<Trigger, { when: 'linkedChanged' }>, path: string): void {
    this.field(through, path, 'need.reference')
    const reference = this.#around.project.fields.find(({ id }) => id === through)
    const target = cachedProject(String(reference?.config.project))
    if (target && fields.some((field) => !subjectNamed(target, field))) this.gone(path, 'gone.field')
  }

  inActions(actions: readonly Action[], path: string): void {
    for (const [i, action] of actions.entries()) this.inAction(action, `${path}.${i}`)
  }

  inAction(action: Action, path: string): void {
    switch (action.do) {
      case 'assign':
        return void this.assign(action, path)
      case 'move':
        if (action.list === '') this.need(path, 'need.list')
        return void this.list(action.list, path)
      case 'set':
        return void this.set(action, path)
      case 'tag':
      case 'untag':
        if (action.tags.length === 0) this.need(path, 'need.tag')
        return void this.tags(action.tags, path)
      case 'notify':
        if (action.to.length === 0) this.need(path, 'need.recipient')
        for (const to of action.to) this.recipient(to, path)
        return void this.text(action.text, path, 'need.text')
      case 'comment':
        return void this.text(action.body, path, 'need.comment')
      case 'create':
        return void this.create(action, path)
      case 'email':
        if (typeof action.to !== 'string') this.field(action.to.field, path, 'need.address')
        else if (action.to.trim() === '') this.need(path, 'need.address')
        this.text(action.subject, path, 'need.subject')
        return void this.text(action.body, path, 'need.mail')
      case 'webhook':
        if (/^(https?:\/*)?$/.test(action.url.trim())) this.need(path, 'need.url')
        return
      case 'wait':
        if ('until' in action) this.field(action.until.field, path, 'need.date')
        return void this.filter(action.stopIf ?? null, path)
      case 'branch':
        if (isEmpty(action.if)) this.need(path, 'need.condition')
        this.filter(action.if, path)
        if (action.then.length === 0 && !action.else?.length) this.need(path, 'need.branchSteps')
        this.inActions(action.then, `${path}.then`)
        this.inActions(action.else ?? [], `${path}.else`)
    }
  }

  assign(action: ActionOf<'assign'>, path: string): void {
    if (!('rules' in action)) return void this.assignees(action, path, 'need.person')
    for (const [i, rule] of action.rules.entries()) {
      if (isEmpty(rule.filter)) this.need(path, 'need.rule', { n: i + 1 })
      this.filter(rule.filter, path)
      this.assignees(rule, path, 'need.rulePerson', { n: i + 1 })
    }
    if (action.otherwise) this.assignees(action.otherwise, path, 'need.otherwise')
  }

  assignees({ people, by }: Whom, path: string, key: NeedKey, parts: Record<string, number> = {}): void {
    if (people.length === 0) this.need(path, key, parts)
    if (by) this.field(by, path)
    for (const person of people) this.recipient({ person }, path)
  }

  set(action: ActionOf<'set'>, path: string): void {
    this.field(action.field, path, 'need.field')
    if ('formula' in action) {
      if (action.formula.trim() === '') this.need(path, 'need.formula')
      this.places(action.formula, path)
    } else if (action.value === '{}') this.need(path, 'need.source')
    else if (typeof action.value === 'string') this.places(action.value, path)
  }

  create(action: ActionOf<'create'>, path: string): void {
    const target = cachedProject(action.project)
    if (action.project === '') this.need(path, 'need.project')
    else if (!target) this.gone(path, 'gone.project')
    else if (action.link && !linksBetween(this.#around.project, target).some(({ id }) => id === action.link))
      this.gone(path, 'gone.field')
    this.text(String(action.values.title ?? ''), path, 'need.title')
    for (const [name, value] of Object.entries(action.values)) {
      if (target && name !== 'title' && !subjectNamed(target, name)) this.gone(path, 'gone.field')
      if (name !== 'title' && value === '{}') this.need(path, 'need.source')
      if (name !== 'title' && typeof value === 'string') this.places(value, path)
    }
  }

  list(list: string | undefined, path: string): void {
    if (list && !this.#around.project.lists.some(({ id }) => id === list)) this.gone(path, 'gone.list')
  }

  tags(tags: readonly string[], path: string): void {
    const known = this.#around.project.tags
    if (tags.some((tag) => !known.some(({ id }) => id === tag))) this.gone(path, 'gone.tag')
  }

  /** `key`: what is said where there is none */
  field(name: string | undefined, path: string, key?: NeedKey): void {
    if (!name) return void (key && this.need(path, key))
    if (!subjectNamed(this.#around.project, name)) this.gone(path, 'gone.field')
  }

  recipient(to: Recipient, path: string): void {
    if (typeof to === 'string') return
    const { people, teams, roles } = this.#around
    const isGone = (things: readonly { id: string }[], sought: string) =>
      things.length > 0 && !things.some(({ id }) => id === sought)
    if ('person' in to && isGone(people, to.person)) this.gone(path, 'gone.person')
    if ('team' in to && isGone(teams, to.team)) this.gone(path, 'gone.team')
    if ('role' in to && isGone(roles, to.role)) this.gone(path, 'gone.role')
  }

  text(text: string, path: string, key: NeedKey): void {
    if (text.trim() === '') this.need(path, key)
    this.places(text, path)
  }

  /** A place in a text keeps its id where its field is gone. */
  places(text: string, path: string): void {
    for (const [place] of text.matchAll(/\{#[\d.]+\}/g)) this.need(path, 'need.place', { place })
  }

  filter(filter: Filter | null, path: string): void {
    for (const { field, value } of leavesOf(filter)) {
      const subject = subjectNamed(this.#around.project, field)
      const options = subject?.config.options as unknown as { id: string; name: string }[] | undefined
      const ids = [value].flat().filter((one) => /^\d+$/.test(String(one)))
      if (!subject) this.gone(path, 'gone.field')
      else if (options && ids.some((one) => !options.some(({ id, name }) => id === one || name === one)))
        this.gone(path, 'gone.option')
    }
  }
}

function leavesOf(filter: Filter | null): Extract<Filter, { field: string }>[] {
  if (!filter) return []
  if ('field' in filter) return [filter]
  if ('not' in filter) return leavesOf(filter.not)
  return ('and' in filter ? filter.and : filter.or).flatMap(leavesOf)
}
