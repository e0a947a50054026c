import type { Action, Trigger } from '../../api/automation/index.ts'
import { type FieldType, typeOf } from '../../fields/index.ts'
import type { Filter } from '../../query/index.ts'
import type { RecipeKey, RecipeWords } from './words.ts'

/** What a recipe looks at in a project: names are by id. */
export interface RecipeProject {
  id: string
  lists: readonly { id: string; kind: string }[]
  fields: readonly { id: string; name: string; type: string; config: unknown }[]
}

export interface RecipeInput {
  project: RecipeProject
  /** projects that it may point at */
  others: readonly RecipeProject[]
  /** who makes it: people are told, and get records, until others are named */
  me: string
  words: RecipeWords
}

interface Recipe {
  triggers: Trigger[]
  conditions?: Filter
  actions: Action[]
}

/** Null where the project has nothing that it could work with. */
type Make = (input: RecipeInput) => Recipe | null

const ASSIGNED = 'assignees' as const
const notify = (to: Extract<Action, { do: 'notify' }>['to'], { text }: RecipeWords): Action => ({
  do: 'notify',
  to,
  text,
})
const OPEN: Filter = { field: 'listKind', op: 'eq', value: 'open' }

const fieldOf = ({ fields }: RecipeProject, kind: FieldType['kind']) =>
  fields.find(({ type }) => typeOf(type)?.kind === kind && typeOf(type)?.storage !== 'computed')
const listOf = ({ lists }: RecipeProject, kind: string) => lists.find((list) => list.kind === kind)

/** A reference to another project, and that project. */
function linkOf({ project, others }: RecipeInput) {
  for (const field of project.fields) {
    if (typeOf(field.type)?.storage !== 'links') continue
    const target = others.find(({ id }) => id === (field.config as { project?: string }).project)
    if (target) return { field, target }
  }
  return null
}

/** The ready automations, in the order in which they are offered. The first five come with the sales CRM. */
export const RECIPES: Record<RecipeKey, Make> = {
  assign(input) {
    const { project, me } = input
    const link = linkOf(input)
    // The select by which customers are told apart: the last one, as the template has it.
    const category = link?.target.fields.findLast(
      ({ type }) => typeOf(type)?.kind === 'option' && typeOf(type)?.holds === 'options',
    )
    const strategic = category && (category.config as { options?: { id: string }[] }).options?.[2]
    const amount = fieldOf(project, 'money')
    const people = [me]
    const rules = [
      ...(link && category && strategic
        ? [
            {
              filter: { field: `${link.field.id}.${category.id}`, op: 'eq', value: strategic.id },
              how: 'all' as const,
              people,
            },
          ]
        : []),
      ...(amount
        ? [{ filter: { field: amount.id, op: 'gte', value: 10_000 }, how: 'leastLoaded' as const, people }]
        : []),
    ]
    const inTurn = { how: 'roundRobin' as const, people }
    return {
      triggers: [{ when: 'created' }],
      conditions: { field: 'assignees', op: 'empty' },
      actions: [rules.length > 0 ? { do: 'assign', rules, otherwise: inTurn } : { do: 'assign', ...inTurn }],
    }
  },
  followUp: ({ words }) => ({
    triggers: [{ when: 'inactive', days: 7, at: '09:00' }],
    actions: [notify([ASSIGNED, 'creator'], words)],
  }),
  stageChange: ({ words }) => ({ triggers: [{ when: 'moved' }], actions: [notify(['involved'], words)] }),
  stuck: ({ words }) => ({
    triggers: [{ when: 'stuck', days: 14, at: '09:00' }],
    actions: [notify([ASSIGNED, { role: 'owner' }], words)],
  }),
  customerChanged(input) {
    const link = linkOf(input)
    if (!link) return null
    const important = link.target.fields.filter(({ type }) => typeOf(type)?.contact)
    const fields = important.map(({ id }) => id)
    return {
      triggers: [{ when: 'linkedChanged', through: link.field.id, ...(fields.length > 0 && { fields }) }],
      conditions: OPEN,
      actions: [notify([ASSIGNED, 'creator'], input.words)],
    }
  },
  largeDeal({ project, words }) {
    const amount = fieldOf(project, 'money')
    if (!amount) return null
    return {
      triggers: [{ when: 'created' }, { when: 'changed', fields: [amount.id] }],
      conditions: { field: amount.id, op: 'gte', value: 10_000 },
      actions: [notify([{ role: 'owner' }], words)],
    }
  },
  won({ project, words }) {
    const won = listOf(project, 'won')
    return won ? { triggers: [{ when: 'moved', to: won.id }], actions: [notify(['involved'], words)] } : null
  },
  lost({ project, words }) {
    const lost = listOf(project, 'lost')
    return lost
      ? {
          triggers: [{ when: 'moved', to: lost.id }],
          actions: [{ do: 'wait', days: 2, stopIf: OPEN }, notify([ASSIGNED], words)],
        }
      : null
  },
  closingSoon({ project, words }) {
    const date = fieldOf(project, 'date')
    return {
      triggers: [{ when: 'dateReached', fields: [date?.id ?? 'due'], days: 3, before: true, at: '09:00' }],
      conditions: OPEN,
      actions: [notify([ASSIGNED], words)],
    }
  },
  overdue({ project, words }) {
    const date = fieldOf(project, 'date')
    return {
      triggers: [{ when: 'dateReached', fields: [date?.id ?? 'due'], days: 1, at: '09:00' }],
      conditions: OPEN,
      actions: [notify([ASSIGNED], words)],
    }
  },
  weekly: ({ words }) => ({
    triggers: [{ when: 'schedule', cron: '0 9 * * 1' }],
    conditions: { and: [OPEN, { field: 'assignees', op: 'empty' }] },
    actions: [notify([{ role: 'owner' }], words)],
  }),
  welcome: ({ words }) => ({ triggers: [{ when: 'created' }], actions: [{ do: 'comment', body: words.text }] }),
  commented: ({ words }) => ({ triggers: [{ when: 'commented' }], actions: [notify([ASSIGNED], words)] }),
  returning({ project, words }) {
    const lost = listOf(project, 'lost')
    return lost
      ? {
          triggers: [{ when: 'moved', to: lost.id }],
          actions: [{ do: 'wait', days: 90, stopIf: OPEN }, notify([ASSIGNED, 'creator'], words)],
        }
      : null
  },
  escalate: ({ me, words }) => ({
    triggers: [{ when: 'stuck', days: 30, at: '09:00' }],
    actions: [{ do: 'assign', how: 'all', people: [me] }, notify([{ role: 'owner' }], words)],
  }),
}

/** Those that the sales CRM begins with. */
export const FIRST_RECIPES: readonly RecipeKey[] = ['assign', 'followUp', 'stageChange', 'stuck', 'customerChanged']
