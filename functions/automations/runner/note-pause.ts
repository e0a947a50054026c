import type { Pause } from '../../../src/core/api/automation/index.ts'
import { pauseIssue } from '../../../src/core/automations/pause-issue.ts'
import type { Automation, Catalog } from '../../../src/core/model/index.ts'
import { sql } from '../../../src/core/sql/index.ts'
import { runBatch } from '../../db/batch.ts'
import type { Database } from '../../db/client.ts'
import { goneFrom, idsIn, selectGone } from '../../db/gone.ts'
import { notificationStatements, tellPeople } from '../../notifications/index.ts'
import { namedPause } from '../gone.ts'
import { ownerScope } from '../pause-reason.ts'
import type { RunnerEnv } from './runner-env.ts'

/** Its owner is told once that it stands still. */
export async function notePause(
  { env, waitUntil, now }: RunnerEnv,
  db: Database,
  catalog: Catalog,
  automation: Automation,
  reason: Pause,
): Promise<void> {
  const reasonJson = JSON.stringify(reason)
  if (JSON.stringify(automation.paused) === reasonJson) return
  const error = pauseIssue(await namedFor(db, catalog, automation, reason, now))
  const notices = notificationStatements(
    [
      {
        person: automation.owner,
        key: `paused:${automation.id}:${reasonJson}`.slice(0, 200),
        kind: 'failure',
        at: now,
        project: automation.project,
        record: null,
        byPerson: null,
        byAutomation: automation.id,
        text: { parts: null, about: { error, paused: true } },
      },
    ],
    catalog,
  )
  await runBatch(db, [
    sql`UPDATE automations SET paused = ${reasonJson} WHERE id = ${automation.id}`,
    sql`UPDATE workspace SET catalog_version = catalog_version + 1`,
    ...notices,
  ])
  waitUntil(() => tellPeople(env, [automation.owner]))
}

/** By the name that its owner knew what is gone by. */
async function namedFor(db: Database, catalog: Catalog, automation: Automation, reason: Pause, now: number) {
  const scope = ownerScope(catalog, automation, now)
  if (!scope) return reason
  const ids = idsIn(reason.what)
  const [rows] = ids.length > 0 ? await runBatch(db, [selectGone(ids)]) : [[]]
  const mayRead = (project: number) => project === automation.project
  return namedPause(reason, { ...scope, gone: goneFrom(rows), mayRead })
}
