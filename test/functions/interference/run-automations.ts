import type { World } from '../../world.ts'

interface Ran {
  world: World
  project: string
  /** one that the junior may not see, and one that they may */
  hidden: string
  seen: string
  /** records that they see, and that they don't */
  records: readonly string[]
}

/** What of a hidden field the runs have in them. */
export const HIDDEN_VALUE = '73,911.00 USD'

/** An automation that looks at a hidden field and writes it, as the runner leaves its runs. */
export async function runAutomations({ world, project, hidden, seen, records }: Ran): Promise<void> {
  const db = await world.db()
  const automation = await db
    .prepare(
      `INSERT INTO automations (project_id, name, is_on, owner_id, definition, since, position)
        VALUES (?, 'Margins', 0, 1, '{"triggers":[{"when":"commented"}],"conditions":null,"actions":[]}', 0, 1) RETURNING id`,
    )
    .bind(Number(project))
    .first<{ id: number }>()
  const looked = JSON.stringify([
    { field: hidden, value: HIDDEN_VALUE },
    { field: seen, value: 'seen' },
  ])
  const did = JSON.stringify([
    { do: 'set', result: { field: hidden, value: HIDDEN_VALUE } },
    { do: 'email', result: { field: hidden, to: HIDDEN_VALUE } },
  ])
  const error = JSON.stringify({ code: 'notUnique', path: '', name: HIDDEN_VALUE })
  const rows = records.map((record, i) => [`run:${i}`, Number(record), i % 2 ? 'failed' : 'done', i % 2 ? error : null])
  await db
    .prepare(`INSERT INTO runs (key, automation_id, project_id, record_id, state, at, cause, seen, actions, error)
      SELECT r.value ->> 0, ?, ?, r.value ->> 1, r.value ->> 2, 0, '{"when":"commented","at":0}', ?, ?, r.value ->> 3 FROM json_each(?) r`)
    .bind(automation!.id, Number(project), looked, did, JSON.stringify(rows))
    .run()
  // The catalog has one more.
  await db.prepare('UPDATE workspace SET catalog_version = catalog_version + 1').run()
}
