import type { World } from '../../world.ts'
import { tellAll } from '../notifications/tell.ts'

interface NotifiedTwin {
  world: World
  /** the junior, and who sees all */
  people: readonly string[]
  project: string
  /** a field that the junior may not see */
  hidden: string
  /** records that they see, and that they don't */
  mine: readonly string[]
  others: readonly string[]
}

/** What of a hidden field the junior's notifications have in them. */
export const HIDDEN_TEXT = '48,250.00 USD'

/** What happened so far, and what an automation said of records that the junior sees, and of those that they once saw. */
export async function notifyPeople({ world, people, project, hidden, mine, others }: NotifiedTwin): Promise<void> {
  await tellAll(world)
  const parts = ['It costs ', { fields: [Number(hidden)], text: HIDDEN_TEXT }, ' by now']
  const rows = [...mine, ...others].map((record, i) => [
    ...[null, `told:${i}`, i % 2 ? 'automation' : 'mention', Date.now(), Number(project), Number(record)],
    JSON.stringify(i % 3 ? { parts } : { parts: null, about: { comment: 1 + (i % 4) } }),
    i % 2 ? 'digest' : 'now',
  ])
  await (await world.db())
    .prepare(`INSERT INTO notifications (person_id, key, kind, at, project_id, record_id, text, mail)
      SELECT p.value, n.value ->> 1, n.value ->> 2, n.value ->> 3, n.value ->> 4, n.value ->> 5, n.value ->> 6, n.value ->> 7
      FROM json_each(?) n, json_each(?) p`)
    .bind(JSON.stringify(rows), JSON.stringify(people.map(Number)))
    .run()
}
