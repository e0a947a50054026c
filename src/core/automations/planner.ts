import type { Action, ActionOf } from '../api/automation/index.ts'
import type { NotificationPart } from '../api/notification.ts'
import { atPath, invalid } from '../errors/index.ts'
import { typeOf } from '../fields/index.ts'
import { environment, evaluate, parseFormula } from '../formula/index.ts'
import {
  answeredOf,
  type Filter,
  fieldNamed,
  fromFormula,
  match,
  type Row,
  settingOf,
  valueColumn,
  worldOf,
} from '../query/index.ts'
import { addUnitsInCalendar } from '../time/day.ts'
import { dayOf } from '../time/zone.ts'
import { applyEffect } from './apply-effect.ts'
import { assigned } from './assign.ts'
import { dueAfter, momentOf } from './due.ts'
import { ON_RECORD } from './needs-record.ts'
import type { Effect, Plan, PlanInput, Wait } from './plan.ts'
import type { StoredRow } from './row-store.ts'
import { isSame, seenBy } from './seen-values.ts'
import type { RunSeen } from './stored.ts'
import { fillTemplate, inputAt, soleName, templateParts, textAt } from './template.ts'

/**
 * What an automation does now, as a plan: no clock but the scope's, no database. The runner and the rehearsal both go by it. Throws
 * MissingRows for records that must be read first, and a Problem for what can't be done, at its place (`actions.2`).
 */
export function planRun(input: PlanInput): Plan {
  const { definition, scope, rows, record } = input
  if (!record) return { met: true, ...new Planner(input).run(definition.actions) }
  const row = rows.rowOf(record)
  const seen = seenBy(definition.conditions, scope, row)
  const met = definition.conditions === null || match(definition.conditions, scope, row)
  return met ? { met, ...new Planner(input, seen).run(definition.actions) } : { met, seen, effects: [], wait: null }
}

/** What follows after a wait; nothing where what was to stop it holds by now. */
export function planRest(input: PlanInput, { actions, stopIf }: Pick<Wait, 'actions' | 'stopIf'>): Plan {
  const { scope, rows, record } = input
  const row = record && rows.rowOf(record)
  const seen = row ? seenBy(stopIf, scope, row) : []
  const isStopped = stopIf !== null && row !== null && match(stopIf, scope, row)
  return { met: !isStopped, ...(isStopped ? { seen, effects: [], wait: null } : new Planner(input, seen).run(actions)) }
}

class Planner {
  readonly #input: PlanInput
  readonly #effects: Effect[] = []
  /** as the actions before have left it */
  #record: StoredRow | null
  #wait: Wait | null = null
  readonly #seen: RunSeen[]

  /** `seen`: by what it was decided that it runs; by what it chooses its branches comes to it. */
  constructor(input: PlanInput, seen: readonly RunSeen[] = []) {
    this.#seen = [...seen]
    this.#input = input
    this.#record = input.record
  }

  run(actions: readonly Action[]): Omit<Plan, 'met'> {
    this.#each(actions, 'actions', [])
    return { seen: this.#seen, effects: this.#effects, wait: this.#wait }
  }

  /** `after` is what comes when these are done. Answers whether to go on. */
  #each(actions: readonly Action[], path: string, after: readonly Action[]): boolean {
    return actions.every((action, i) => {
      const rest = [...actions.slice(i + 1), ...after]
      const actionPath = `${path}.${i}`
      if (action.do === 'branch') {
        const fits = atPath(actionPath, () => this.#chooses(action.if))
        return this.#each(fits ? action.then : (action.else ?? []), `${actionPath}.${fits ? 'then' : 'else'}`, rest)
      }
      if (this.#isNextPart(action)) {
        this.#wait = { until: this.#input.scope.now, isPart: true, stopIf: null, actions: [action, ...rest] }
        return false
      }
      if (action.do === 'wait') {
        const until = atPath(actionPath, () => this.#until(action))
        if (until <= this.#input.scope.now) return true
        this.#wait = { until, stopIf: action.stopIf ?? null, actions: rest }
        return false
      }
      const effect = atPath(actionPath, () => this.#effect(action))
      if (effect) this.#do(effect)
      return true
    })
  }

  #isNextPart(action: Action): boolean {
    if (!this.#input.inParts || action.do !== 'create') return false
    const creation = this.#effects.find((effect) => effect.do === 'create')
    return creation !== undefined && creation.project !== Number(action.project)
  }

  #do(effect: Effect): void {
    this.#effects.push(effect)
    if (this.#record) this.#record = applyEffect(this.#record, effect, this.#input.scope)
  }

  get #row(): Row {
    if (!this.#record) throw invalid('', 'needsRecord')
    return this.#input.rows.rowOf(this.#record)
  }

  /** What it looks at is seen: each value once, since an action before may have made it another. */
  #chooses(filter: Filter): boolean {
    for (const one of seenBy(filter, this.#input.scope, this.#row))
      if (!this.#seen.some((known) => isSame(known, one))) this.#seen.push(one)
    return this.#fits(filter)
  }

  readonly #fits = (filter: Filter): boolean => match(filter, this.#input.scope, this.#row)

  /** Null for what comes to nothing. */
  #effect(action: Exclude<Action, { do: 'branch' | 'wait' }>): Effect | null {
    if (!this.#record && ON_RECORD.has(action.do)) throw invalid('', 'needsRecord')
    switch (action.do) {
      case 'assign':
        return assigned(action, this.#input, this.#row, this.#fits)
      case 'move':
        return this.#row.list === Number(action.list) ? null : { do: 'move', list: Number(action.list) }
      case 'set':
        return { do: 'set', field: action.field, value: this.#setValue(action) }
      case 'tag':
      case 'untag':
        return { do: action.do, tags: action.tags.map(Number) }
      case 'notify':
        return { do: 'notify', to: action.to, via: action.via ?? null, text: this.#parts(action.text) }
      case 'comment':
        return { do: 'comment', body: this.#text(action.body) }
      case 'create':
        return this.#create(action)
      case 'webhook':
        return { do: 'webhook', url: action.url }
      case 'email':
        return this.#email(action)
      default:
        return action satisfies never
    }
  }

  get #source() {
    const { scope, input, reader } = this.#input
    return { scope, input, reader, row: this.#record && this.#input.rows.rowOf(this.#record) }
  }

  #text(template: string): string {
    return fillTemplate(template, this.#source)
  }

  /** What fields say is apart, so that each reader gets what they may see of it. */
  #parts(template: string): NotificationPart[] {
    return templateParts(template).map((part) => {
      if (typeof part === 'string') return part
      const fields = part.name.split('.').flatMap((one) => (/^\d+$/.test(one) ? [Number(one)] : []))
      const text = textAt(part.name, this.#source)
      return fields.length === 0 ? text : { fields, text }
    })
  }

  #setValue(action: ActionOf<'set'>): unknown {
    if (!('formula' in action)) return this.#value(action.value)
    const { scope } = this.#input
    const columns = scope.project.fields.flatMap((field) => valueColumn(scope, field) ?? [])
    const tree = parseFormula(action.formula, environment(columns))
    const row = this.#row
    const value = evaluate(tree, (id) => columns.find((one) => one.id === id)?.value(row) ?? null, settingOf(scope))
    return value === null ? null : fromFormula(tree.type, value).value
  }

  /** A text that names one place and nothing else is the value that stands there. */
  #value(sent: unknown): unknown {
    if (typeof sent !== 'string') return sent
    const name = soleName(sent)
    if (name === null) return this.#text(sent)
    if (name.startsWith('Input.')) return inputAt(this.#input.input, name)
    const values = answeredOf(this.#input.scope, name, this.#row).map(({ value }) => value)
    return values.length > 1 ? values : (values[0] ?? null)
  }

  #create({ project, values, link }: ActionOf<'create'>): Effect {
    const filled = Object.entries(values).map(([key, sent]) => [
      key,
      key === 'title' ? this.#text(String(sent)) : this.#value(sent),
    ])
    const title = this.#record?.title
    return {
      do: 'create',
      project: Number(project),
      values: { ...(title !== undefined && { title }), ...Object.fromEntries(filled) },
      link: link ?? null,
    }
  }

  #email({ to, subject, body, replyTo }: ActionOf<'email'>): Effect {
    const toField = typeof to === 'string' ? null : to.field
    const address = typeof to === 'string' ? to : this.#firstText(to.field)
    const { scope } = this.#input
    const name = toField === null ? 'to' : (fieldNamed(scope, toField)?.name ?? toField)
    if (address === '') throw invalid('', 'noRecipient', { name })
    const email = typeOf('email')!.parse(address, {}, worldOf(scope, name)) as string
    return {
      do: 'email',
      to: email,
      toField,
      // A header is one line.
      subject: this.#text(subject).replace(/\s+/g, ' ').trim(),
      body: this.#text(body),
      replyTo: replyTo ?? null,
    }
  }

  #firstText(name: string): string {
    const [first] = answeredOf(this.#input.scope, name, this.#row)
    return first ? String(first.value).trim() : ''
  }

  #until(action: ActionOf<'wait'>): number {
    const { scope } = this.#input
    const { zone, workingDays, holidays } = scope.catalog.workspace
    const calendar = { zone, workingDays, holidays }
    if (!('until' in action)) return dueAfter({ when: 'inactive', days: action.days }, scope.now, calendar)
    const { field, plus = 0, unit = 'day' } = action.until
    const date = this.#firstText(field)
    if (date === '') return scope.now
    const day = date.length === 10 ? date : dayOf(zone, Date.parse(date))
    return momentOf(calendar, addUnitsInCalendar(day, plus, unit), 9 * 3_600_000)
  }
}
