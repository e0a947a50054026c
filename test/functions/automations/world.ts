import type { RecordAnswer } from '../../../src/core/api/answers.ts'
import type { AutomationAnswer, RunAnswer } from '../../../src/core/api/automation/index.ts'
import { makeSales, type Sales, startSales } from '../sales-world.ts'

const MINUTE = 60_000
const MOST_TICKS = 50

/** The sales CRM without the template's own automations, and what the tests of automations do there. */
export interface Automated extends Sales {
  automate(input: object, project?: string): Promise<AutomationAnswer>
  deal(title: string, more?: object): Promise<RecordAnswer>
  read(id: string): Promise<RecordAnswer>
  /** runs of an automation, oldest first, once there are that many */
  runs(automation: string, count?: number): Promise<RunAnswer[]>
  /** everything that was written so far has been heard, and what automations wrote because of it, too */
  settle(): Promise<void>
  /** a tick of cron, as of that time */
  tick(at: number): Promise<void>
}

/** `template`: with those that the sales CRM begins with; `vars` stand in the Worker's environment. */
export async function startAutomated({
  template = false,
  ...options
}: {
  template?: boolean
  vars?: Record<string, string>
  alone?: boolean
} = {}): Promise<Automated> {
  const sales = template ? await makeSales() : await startSales(options)
  const { owner, world, opportunities } = sales
  // Time is moved by months, and nobody is to be signed out by that.
  await (await world.db()).prepare('UPDATE sessions SET expires_at = expires_at * 2').run()
  const automated: Automated = {
    ...sales,
    async automate(input, project = opportunities.id) {
      const body = { name: 'An automation', on: true, ...input }
      return (await owner.post<{ automation: AutomationAnswer }>(`/api/projects/${project}/automations`, body))
        .automation
    },
    deal: async (title, more = {}) =>
      (await owner.post<{ record: RecordAnswer }>(`/api/projects/${opportunities.id}/records`, { title, ...more }))
        .record,
    read: async (id) => (await owner.get<{ record: RecordAnswer }>(`/api/records/${id}`)).record,
    async runs(automation, count) {
      for (let tries = 0; ; tries++) {
        const { runs } = await owner.get<{ runs: RunAnswer[] }>(`/api/automations/${automation}/runs?limit=200`)
        if (count === undefined || runs.length >= count || tries > 100) return runs.reverse()
        await new Promise((wake) => setTimeout(wake, 20))
      }
    },
    async settle() {
      const unheard = (await world.db()).prepare('SELECT 1 FROM history, workspace WHERE seq > automated_seq LIMIT 1')
      // A tick of a time that is past already deals with what was written until it began, and with nothing that is due.
      for (let ticks = 0; ticks === 0 || (await unheard.first()); ticks++) {
        if (ticks === MOST_TICKS) throw new Error(`the automations aren’t at rest after ${ticks} ticks`)
        await world.scheduled(new Date(MINUTE))
      }
    },
    tick: (time) => world.scheduled(new Date(time)),
  }
  return automated
}
