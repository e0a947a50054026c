import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AutomationRunnerStub, RunnerCost } from '../../functions/env.ts'
import { build } from '../../functions/local/build.ts'
import { serve } from '../../functions/local/miniflare.ts'

export interface BenchWorker {
  url: string
  stop(): Promise<void>
  db(): Promise<D1Database>
  /** what automations do at a tick of cron, and what that costs */
  tick(now: number): Promise<RunnerCost>
}

/** The built Worker alone, telling what each request cost. */
export async function startWorker(state?: string): Promise<BenchWorker> {
  const { url, miniflare } = await serve(await build(), { vars: { BENCH: '1' }, site: false, ...(state && { state }) })
  return {
    url,
    stop: () => miniflare.dispose(),
    tick: async (now) => {
      const runners = await miniflare.getDurableObjectNamespace('AUTOMATION_RUNNER')
      const runner = runners.getByName('workspace') as unknown as AutomationRunnerStub
      return runner.tick(now)
    },
    db: async () => (await miniflare.getD1Database('DB')) as unknown as D1Database,
  }
}

/** Milliseconds from starting a Worker whose database is there already to its first answer; the middle one of five. */
export async function coldStart(): Promise<number> {
  const state = mkdtempSync(join(tmpdir(), 'tonle-bench-'))
  const times: number[] = []
  for (let i = 0; i < 6; i++) {
    const start = performance.now()
    const worker = await startWorker(state)
    await (await fetch(`${worker.url}/api/health`)).text()
    times.push(performance.now() - start)
    await worker.stop()
  }
  rmSync(state, { recursive: true })
  // The first makes the database.
  return times.slice(1).toSorted((a, b) => a - b)[2]!
}
