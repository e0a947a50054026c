import type { Action, ActionKind } from '../../../core/api/automation/index.ts'
import { addressOf } from '../fields-of.ts'
import type { Around } from '../sentence/describe.ts'

/** A step as it begins, with what most people would choose. */
export function newAction(kind: ActionKind, { project, people }: Around): Action {
  switch (kind) {
    case 'assign':
      return { do: kind, how: 'roundRobin', people: people.slice(0, 1).map(({ id }) => id) }
    case 'move':
      return { do: kind, list: project.lists[0]?.id ?? '' }
    case 'set':
      return { do: kind, field: '', value: '' }
    case 'tag':
    case 'untag':
      return { do: kind, tags: project.tags.slice(0, 1).map(({ id }) => id) }
    case 'notify':
      return { do: kind, to: ['assignees'], text: '{title}' }
    case 'comment':
      return { do: kind, body: '' }
    case 'create':
      return { do: kind, project: project.id, values: { title: '{title}' } }
    case 'email': {
      const field = addressOf(project)
      return { do: kind, to: field ? { field: field.id } : '', subject: '', body: '' }
    }
    case 'webhook':
      return { do: kind, url: 'https://' }
    case 'wait':
      return { do: kind, days: 3 }
    case 'branch':
      // biome-ignore lint/suspicious/noThenProperty: the contract's name for it
      return { do: kind, if: { and: [] }, then: [] }
  }
}
