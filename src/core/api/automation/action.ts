import * as v from 'valibot'
import { type Filter, filterSchema } from '../../query/index.ts'
import { idOf } from '../common.ts'

const fieldRef = idOf('field', 'a field or a built-in one, by id or name')
const people = v.pipe(v.array(idOf('person', 'somebody, by id')), v.minLength(1), v.maxLength(100))
/** `{Field}` stands for what a record has there, `{Customer.Email}` for what is there through a reference */
const template = (longest: number) => v.pipe(v.string(), v.maxLength(longest))

export const HOWS = ['all', 'roundRobin', 'leastLoaded'] as const
const how = {
  how: v.picklist(HOWS),
  /** of `leastLoaded`: whose sum of this field is the least; of open records where it isn't said */
  by: v.optional(v.nullable(fieldRef)),
  people,
}

const assign = v.union([
  v.strictObject({ do: v.literal('assign'), ...how }),
  v.strictObject({
    do: v.literal('assign'),
    /** the first whose filter fits */
    rules: v.pipe(v.array(v.strictObject({ filter: filterSchema, ...how })), v.minLength(1), v.maxLength(50)),
    otherwise: v.optional(v.nullable(v.strictObject(how))),
  }),
])

export const recipient = v.union([
  v.picklist(['assignees', 'creator', 'involved']),
  v.strictObject({ person: idOf('person', 'somebody, by id') }),
  v.strictObject({ team: idOf('team', 'a team, by id') }),
  v.strictObject({ role: idOf('role', 'a role, by id') }),
])
export type Recipient = v.InferOutput<typeof recipient>

const setAction = v.union([
  v.strictObject({ do: v.literal('set'), field: fieldRef, value: v.unknown() }),
  v.strictObject({ do: v.literal('set'), field: fieldRef, formula: v.pipe(v.string(), v.maxLength(10_000)) }),
])

const tags = v.pipe(v.array(idOf('tag', 'a tag, by id or name')), v.minLength(1), v.maxLength(50))

const wait = v.union([
  v.strictObject({
    do: v.literal('wait'),
    days: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3650)),
    /** looked at when the wait is over: what follows is left out where it fits */
    stopIf: v.optional(filterSchema),
  }),
  v.strictObject({
    do: v.literal('wait'),
    until: v.strictObject({
      field: fieldRef,
      plus: v.optional(v.pipe(v.number(), v.integer(), v.minValue(-3650), v.maxValue(3650))),
      unit: v.optional(v.picklist(['day', 'week', 'month'])),
    }),
    stopIf: v.optional(filterSchema),
  }),
])

const simple = [
  assign,
  v.strictObject({ do: v.literal('move'), list: idOf('list', 'a list, by id or name') }),
  setAction,
  v.strictObject({ do: v.literal('tag'), tags }),
  v.strictObject({ do: v.literal('untag'), tags }),
  v.strictObject({
    do: v.literal('notify'),
    to: v.pipe(v.array(recipient), v.minLength(1), v.maxLength(50)),
    /** how, whatever they have chosen; as they have chosen where it isn't said */
    via: v.optional(v.nullable(v.picklist(['inApp', 'mail']))),
    text: v.pipe(template(1000), v.nonEmpty()),
  }),
  v.strictObject({ do: v.literal('comment'), body: v.pipe(template(10_000), v.nonEmpty()) }),
  v.strictObject({
    do: v.literal('create'),
    project: idOf('project', 'in which project'),
    /** by field, with `title` and `list` among them; a text may have `{Field}` in it */
    values: v.record(v.string(), v.unknown()),
    /** the reference that links it: of the new record to this one, or of this one to the new one */
    link: v.optional(v.nullable(idOf('field', 'a reference, by id or name'))),
  }),
  v.strictObject({ do: v.literal('webhook'), url: v.pipe(v.string(), v.maxLength(2000)) }),
  wait,
  v.strictObject({
    do: v.literal('email'),
    /** an address, or the field that has it */
    to: v.union([v.pipe(v.string(), v.maxLength(320)), v.strictObject({ field: fieldRef })]),
    subject: v.pipe(template(300), v.nonEmpty()),
    body: v.pipe(template(20_000), v.nonEmpty()),
    replyTo: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(320)))),
  }),
] as const
type SimpleAction = v.InferOutput<(typeof simple)[number]>

export interface BranchAction {
  do: 'branch'
  if: Filter
  then: Action[]
  else?: Action[] | undefined
}
export type Action = SimpleAction | BranchAction
export type ActionKind = Action['do']
export type ActionOf<K extends ActionKind> = Extract<Action, { do: K }>

/** In the order in which they are offered. */
export const ACTIONS = [
  'assign',
  'move',
  'set',
  'tag',
  'untag',
  'notify',
  'comment',
  'create',
  'email',
  'webhook',
  'wait',
  'branch',
] as const satisfies readonly ActionKind[]

/** Branches within branches. */
export const DEEPEST = 4
export const MOST_ACTIONS = 50

export const actionsSchema: v.GenericSchema<unknown, Action[]> = v.pipe(
  actionsWithin(DEEPEST),
  v.check((actions) => countActions(actions) <= MOST_ACTIONS, `at most ${MOST_ACTIONS} actions`),
)

function actionsWithin(depth: number): v.GenericSchema<unknown, Action[]> {
  const inner: v.GenericSchema<unknown, Action[]> = depth === 0 ? noneDeeper : v.lazy(() => actionsWithin(depth - 1))
  const branch = v.strictObject({
    do: v.literal('branch'),
    if: filterSchema,
    // biome-ignore lint/suspicious/noThenProperty: the contract's name for it
    then: inner,
    else: v.optional(inner),
  })
  return v.pipe(v.array(v.union([...simple, branch])), v.maxLength(MOST_ACTIONS)) as v.GenericSchema<unknown, Action[]>
}

const noneDeeper = v.pipe(
  v.array(v.unknown()),
  v.check((actions) => actions.length === 0, `branches within branches, at most ${DEEPEST} deep`),
) as unknown as v.GenericSchema<unknown, Action[]>

const countActions = (actions: readonly Action[]): number =>
  actions.reduce(
    (sum, one) => sum + 1 + (one.do === 'branch' ? countActions(one.then) + countActions(one.else ?? []) : 0),
    0,
  )
