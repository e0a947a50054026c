import type { FieldAnswer, RecordAnswer } from '../../../../src/core/api/answers.ts'
import type { TriggerKind } from '../../../../src/core/api/automation/index.ts'
import type { Stage } from './stage.ts'
import { submit } from './submit.ts'

export interface SetOff {
  trigger?: object
  conditions?: object
  /** what its record is made with */
  record?: object
  /** what sets it off, once there is a record that is made like that */
  fire(id: string): Promise<unknown>
}

/** How each trigger is set off. Those of time come in the order of their days: time doesn't go back. */
export async function setOffs(stage: Stage): Promise<Record<TriggerKind, SetOff>> {
  const { owner, opportunities, customers, world } = stage
  const put = (id: string, what: string, body = {}) => owner.put(`/api/records/${id}/${what}`, body)
  const change = (id: string, values: object) => owner.patch(`/api/records/${id}`, { values })
  const training = stage.tag('Training')
  const { record: customer } = await owner.post<{ record: RecordAnswer }>(`/api/projects/${customers.id}/records`, {
    title: 'Kampot Pepper Co',
  })
  const { field: button } = await owner.post<{ field: FieldAnswer }>(`/api/projects/${opportunities.id}/fields`, {
    name: 'Do it all',
    type: 'button',
    config: { label: 'Do it' },
  })
  const scheduled = new Date(stage.morning(11))
  return {
    created: { fire: async () => {} },
    moved: { trigger: { to: 'Proposal sent' }, fire: (id) => put(id, 'move', { list: stage.list('Proposal sent') }) },
    changed: { trigger: { fields: ['Amount'] }, fire: (id) => change(id, { Amount: 4200 }) },
    tagged: { trigger: { tag: 'Training' }, fire: (id) => put(id, `tags/${training}`) },
    untagged: {
      trigger: { tag: 'Training' },
      record: { tags: ['Training', 'Support'] },
      fire: (id) => owner.delete(`/api/records/${id}/tags/${training}`),
    },
    assigned: { fire: (id) => put(id, `assignees/${stage.me}`) },
    commented: { fire: (id) => owner.post(`/api/records/${id}/comments`, { body: 'They called back.' }) },
    submitted: { fire: (id) => submit(stage, id) },
    dateReached: {
      trigger: { fields: ['Expected close date'], at: '09:00' },
      record: { values: { 'Expected close date': new Date(stage.morning(2)).toISOString().slice(0, 10) } },
      fire: () => stage.tick(stage.morning(2)),
    },
    inactive: { trigger: { days: 5, list: 'Qualification' }, fire: () => stage.tick(stage.morning(6)) },
    stuck: { trigger: { days: 8, list: 'Qualification' }, fire: () => stage.tick(stage.morning(9)) },
    schedule: {
      trigger: { cron: `0 9 ${scheduled.getUTCDate()} ${scheduled.getUTCMonth() + 1} *` },
      conditions: { field: 'title', op: 'eq', value: 'Deal by schedule' },
      fire: () => stage.tick(scheduled.getTime()),
    },
    linkedChanged: {
      trigger: { through: 'Customer', fields: ['Phone'] },
      record: { values: { Customer: [customer.id] } },
      fire: () => change(customer.id, { Phone: '012 345 678' }),
    },
    button: { trigger: { fields: ['Do it all'] }, fire: (id) => put(id, `buttons/${button.id}`) },
    webhook: { fire: () => world.stranger().post(`/api/in/${stage.inbound}`, { order: 4711 }) },
  }
}
