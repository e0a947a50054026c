import { Problem } from '../../src/core/errors/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import { type Context, runInternally } from '../context/index.ts'
import { runBatch } from '../db/batch.ts'
import { openDatabase } from '../db/client.ts'
import { andVisibleOne } from '../db/record-visibility.ts'
import { NoBody, registerBody, registerFailure } from '../deliveries/index.ts'
import { notificationStatements } from '../notifications/index.ts'
import { selectRecord } from '../records/index.ts'

/** What a run leaves with its delivery to make the body of (runner/message-effects.ts). */
interface Detail {
  automation: number
  record: number | null
}

interface Automation {
  name: string
  owner: number
  project: number
}

/** What a webhook that an automation calls is told: its record as the automation's owner sees it when it is first tried. */
registerBody('automation', async (env, { key, event, at, detail }, now) => {
  const { automation: id, record } = detail as unknown as Detail
  const [[automation]] = await runBatch(openDatabase(env.DB), [
    sql<Automation>`SELECT name, owner_id AS owner, project_id AS project FROM automations WHERE id = ${id}`,
  ])
  if (!automation) throw new NoBody('The automation is gone.')
  const { name, owner, project } = automation
  const payload = { id: key, type: event, at: new Date(at).toISOString(), project: String(project) }
  const waitUntil = () => {}
  const json = await runInternally({ env, person: owner, now, waitUntil }, (context) =>
    recordOf(context, project, record),
  ).catch((error: unknown) => {
    // They have left, or may not enter the project any more.
    if (error instanceof Problem && error.status < 429)
      throw new NoBody('The automation’s owner may not see this any more.')
    throw error
  })
  if (record !== null && json === null) throw new NoBody('The record is gone.')
  const rest = JSON.stringify({ automation: { id: String(id), name } })
  return { body: `${JSON.stringify(payload).slice(0, -1)},"record":${json},${rest.slice(1)}` }
})

/** JSON; null where the record isn't there for them, or it is of none. */
async function recordOf(context: Context, project: number, record: number | null): Promise<string | null> {
  const seen = context.project(project, 'view')
  if (record === null) return null
  const visible = sql`${andVisibleOne(seen)} AND r.deleted_at IS NULL`
  return context.scalar(selectRecord(context, seen, sql`${record}`, { visible, keys: 'name' }))
}

/** What a run wanted to send and nobody took is told to the automation's owner, once a delivery. */
for (const event of ['automation.run', 'customer'])
  registerFailure(event, async (env, { key, recipient, kind, runId, recordId, tries }, now) => {
    if (runId === null) return
    const [[automation]] = await runBatch(openDatabase(env.DB), [
      sql<Automation & { id: number }>`SELECT a.id, a.name, a.owner_id AS owner, a.project_id AS project
        FROM runs x JOIN automations a ON a.id = x.automation_id WHERE x.id = ${runId}`,
    ])
    if (!automation) return
    // A webhook's whole URL often is a secret.
    const to = kind === 'webhook' ? new URL(recipient).host : recipient
    const error = { code: 'notTaken', to, max: tries.length, reason: tries.at(-1)?.error ?? '' }
    await runInternally({ env, person: automation.owner, now, waitUntil: () => {} }, async (context) => {
      const { id, owner, project } = automation
      const notice = {
        person: owner,
        key: `delivery:${key}`,
        kind: 'failure' as const,
        at: now,
        project,
        record: recordId,
      }
      const text = { parts: null, about: { error } }
      await context.batch(
        ...notificationStatements([{ ...notice, byPerson: null, byAutomation: id, text }], context.unfilteredCatalog),
      )
    }).catch((problem: unknown) => {
      // They have left: nobody is to be told.
      if (!(problem instanceof Problem && problem.status < 429)) throw problem
    })
  })
