import { expect } from 'vitest'
import type { CommentAnswer, HistoryEntry, RecordAnswer } from '../../../../src/core/api/answers.ts'
import type { ActionKind } from '../../../../src/core/api/automation/index.ts'
import type { NotificationAnswer } from '../../../../src/core/api/notification.ts'
import type { Stage } from './stage.ts'

/** All that an automation may have done. */
export interface There {
  /** null where it was set off for none */
  record: RecordAnswer | null
  comments: CommentAnswer[]
  mailed: HistoryEntry[]
  told: NotificationAnswer[]
  customers: string[]
  outbox: { kind: string; to: string; subject: string | null }[]
}

export interface Act {
  action: object
  /** what the run says of it; of what only leads to others it says nothing */
  result?: object
  /** of all that is there, what is this action's own, and what that must be */
  effect(there: There): [found: unknown, must: unknown]
  /** it can be done for no record in particular */
  alone?: true
}

/** Each action, told apart by the trigger that leads to it. */
export function actsOf(stage: Stage, kind: string): Record<ActionKind, Act> {
  const { them, customers, receiver, tag, list, field } = stage
  const [confidence, reference] = [field('Confidence'), field('Customer')]
  const address = `${kind.toLowerCase()}@buyer.example`
  const url = `${receiver.url}/${kind}`
  return {
    assign: {
      action: { how: 'all', people: [them] },
      result: { people: [them] },
      effect: ({ record }) => [record!.assignees.map(({ name }) => name), expect.arrayContaining(['Dara Vann'])],
    },
    move: {
      action: { list: 'Negotiation' },
      result: { list: list('Negotiation') },
      effect: ({ record }) => [record!.list, list('Negotiation')],
    },
    set: {
      action: { field: 'Confidence', value: 4 },
      result: { field: confidence, name: 'Confidence', value: 4 },
      effect: ({ record }) => [record!.values[confidence], 4],
    },
    tag: {
      action: { tags: ['Consulting'] },
      result: { tags: [tag('Consulting')] },
      effect: ({ record }) => [record!.tags.map(({ name }) => name), expect.arrayContaining(['Consulting'])],
    },
    untag: {
      action: { tags: ['Support'] },
      result: { tags: [tag('Support')] },
      effect: ({ record }) => [record!.tags.filter(({ name }) => name === 'Support'), []],
    },
    notify: {
      action: { to: [{ person: them }], text: `Look: ${kind}` },
      result: { people: [them] },
      effect: ({ told, record }) => [
        told.filter(({ text }) => text === `Look: ${kind}`).map((one) => one.record?.id),
        [record?.id],
      ],
      alone: true,
    },
    comment: {
      action: { body: 'Noted: {title}' },
      result: {},
      effect: ({ comments }) => [
        comments.filter(({ body }) => body.startsWith('Noted')),
        [
          expect.objectContaining({
            body: `Noted: Deal by ${kind}`,
            by: null,
            automation: expect.objectContaining({ name: kind }),
          }),
        ],
      ],
    },
    create: {
      action: { project: customers.id, values: { title: `Customer by ${kind}` }, link: 'Customer' },
      result: { project: customers.id },
      effect: (there) => [
        [there.customers.filter((title) => title === `Customer by ${kind}`), there.record?.values[reference]],
        [
          [`Customer by ${kind}`],
          there.record ? [expect.objectContaining({ title: `Customer by ${kind}` })] : undefined,
        ],
      ],
      alone: true,
    },
    email: {
      action: { to: address, subject: `Offer by ${kind}`, body: 'Dear customer' },
      result: { to: address },
      effect: ({ outbox, mailed, record }) => [
        [
          outbox.filter(({ to }) => to === address).map(({ subject }) => subject),
          mailed.map(({ fields }) => fields.find(({ name }) => name === 'subject')?.after),
        ],
        [[`Offer by ${kind}`], record ? [`Offer by ${kind}`] : []],
      ],
      alone: true,
    },
    webhook: {
      action: { url },
      result: { url: new URL(url).host },
      effect: ({ outbox }) => [outbox.filter(({ to }) => to === url).map((one) => one.kind), ['webhook']],
      alone: true,
    },
    // Of a run with a record the branch comes after it, and is what it has put off.
    wait: {
      action: { days: 1 },
      effect: ({ record }) => [record?.description, record ? 'Sure' : undefined],
      alone: true,
    },
    branch: {
      action: {
        if: { field: 'Confidence', op: 'gte', value: 4 },
        // biome-ignore lint/suspicious/noThenProperty: the contract's name for it
        then: [{ do: 'set', field: 'description', value: 'Sure' }],
        else: [{ do: 'set', field: 'description', value: 'Unsure' }],
      },
      effect: ({ record }) => [record!.description, 'Sure'],
    },
  }
}
