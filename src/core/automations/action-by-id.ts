import type { Action, ActionOf } from '../api/automation/index.ts'
import { invalid } from '../errors/index.ts'
import { isSettable, typeOf } from '../fields/index.ts'
import { worldOf } from '../query/index.ts'
import type { Names } from './names.ts'
import { soleName } from './template.ts'

/** What can be set of a record besides its fields. */
const SETTABLE_BUILT_IN = new Set(['title', 'due', 'description'])
/** What an action may set of a new record besides. */
const NEW_RECORD = new Set([...SETTABLE_BUILT_IN, 'list', 'tags', 'assignees'])

export function actionsById(names: Names, actions: readonly Action[], path: string): Action[] {
  return actions.map((one, i) => actionById(names, one, `${path}.${i}`))
}

function actionById(names: Names, action: Action, path: string): Action {
  switch (action.do) {
    case 'branch':
      return {
        do: 'branch',
        if: names.filter(action.if, `${path}.if`),
        // biome-ignore lint/suspicious/noThenProperty: the contract's name for it
        then: actionsById(names, action.then, `${path}.then`),
        ...(action.else && { else: actionsById(names, action.else, `${path}.else`) }),
      }
    case 'assign':
      return assign(names, action, path)
    case 'move':
      return { ...action, list: names.try(`${path}.list`, action.list, (list) => names.list(list)) }
    case 'tag':
    case 'untag':
      return {
        ...action,
        tags: action.tags.map((tag, i) => names.try(`${path}.tags.${i}`, tag, (one) => names.tag(one))),
      }
    case 'set':
      return set(names, action, path)
    case 'notify':
      action.to.forEach((to, i) => {
        names.check(`${path}.to.${i}`, () => names.recipient(to))
      })
      return { ...action, text: names.template(action.text, `${path}.text`) }
    case 'comment':
      return { ...action, body: names.template(action.body, `${path}.body`) }
    case 'create':
      return create(names, action, path)
    case 'wait': {
      const stopIf = action.stopIf && { stopIf: names.filter(action.stopIf, `${path}.stopIf`) }
      if (!('until' in action)) return { ...action, ...stopIf }
      const field = names.try(`${path}.until.field`, action.until.field, (name) => names.day(name))
      return { ...action, until: { ...action.until, field }, ...stopIf }
    }
    case 'email': {
      const to = action.to
      return {
        ...action,
        ...(typeof to !== 'string' && {
          to: { field: names.try(`${path}.to.field`, to.field, (name) => names.address(name)) },
        }),
        subject: names.template(action.subject, `${path}.subject`),
        body: names.template(action.body, `${path}.body`),
      }
    }
    case 'webhook':
      return action
    default:
      return action satisfies never
  }
}

function assign(names: Names, action: ActionOf<'assign'>, path: string): Action {
  const how = <H extends { by?: string | null | undefined; people: string[] }>(one: H, basePath: string): H => {
    one.people.forEach((person, i) => {
      names.check(`${basePath}.people.${i}`, () => names.person(person))
    })
    const by = one.by ? { by: names.try(`${basePath}.by`, one.by, (name) => names.summable(name)) } : {}
    return { ...one, ...by }
  }
  if (!('rules' in action)) return how(action, path)
  return {
    ...action,
    rules: action.rules.map((rule, i) => ({
      ...how(rule, `${path}.rules.${i}`),
      filter: names.filter(rule.filter, `${path}.rules.${i}.filter`),
    })),
    ...(action.otherwise && { otherwise: how(action.otherwise, `${path}.otherwise`) }),
  }
}

function set(names: Names, action: ActionOf<'set'>, path: string): Action {
  const named = names.try(`${path}.field`, action.field, (name) => {
    if (SETTABLE_BUILT_IN.has(name)) return name
    const field = names.field(names.scope.project, name)
    if (!isSettable(field.type) || typeOf(field.type)!.storage === 'files')
      throw invalid('', 'notSettable', { name: field.name })
    return String(field.id)
  })
  if (!('formula' in action)) {
    names.check(`${path}.value`, () => requireFitting(names, named, action.value))
    return {
      ...action,
      field: named,
      ...(typeof action.value === 'string' && { value: names.template(action.value, `${path}.value`) }),
    }
  }
  return {
    ...action,
    field: named,
    formula: names.try(`${path}.formula`, action.formula, (text) => names.formula(text)),
  }
}

/** A value that no record could take is refused now, not when it comes to be set; what is read from the record then, then. */
function requireFitting({ scope }: Names, key: string, value: unknown): void {
  const field = scope.project.fields.find(({ id }) => String(id) === key)
  if (!field || soleName(value) !== null) return
  const parsed = typeOf(field.type)!.parse(value, field.config, worldOf(scope, field.name))
  if (parsed === null && field.required) throw invalid('', 'required', { name: field.name })
}

function create(names: Names, action: ActionOf<'create'>, path: string): Action {
  const { scope } = names
  const project = scope.catalog.projects.find((one) => String(one.id) === action.project)
  if (!project) {
    names.check(`${path}.project`, () => {
      throw invalid('', 'unknownProject')
    })
    return action
  }
  const values = Object.entries(action.values).map(([name, sent]) => {
    const key = names.try(`${path}.values.${name}`, name, () => {
      if (NEW_RECORD.has(name)) return name
      const field = names.field(project, name)
      if (!isSettable(field.type)) throw invalid('', 'notSettable', { name: field.name })
      return String(field.id)
    })
    const value = typeof sent === 'string' ? names.template(sent, `${path}.values.${name}`) : sent
    return [key, value]
  })
  const link = action.link
    ? { link: names.try(`${path}.link`, action.link, (name) => names.linkOf(project, name)) }
    : {}
  return { ...action, values: Object.fromEntries(values), ...link }
}
