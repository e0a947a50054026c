import type { AutomationRunnerStub, Env } from '../env.ts'

/** The one Durable Object that runs automations (automations/runner/automation-runner.ts). */
export const automationRunner = ({ AUTOMATION_RUNNER }: Env): AutomationRunnerStub =>
  AUTOMATION_RUNNER.getByName('workspace')

/** Something was written that may set something off. Nobody waits for it; if it is lost, cron finds it within a minute. */
export async function ringAutomations(env: Env): Promise<void> {
  await automationRunner(env)
    .ring()
    .catch(() => {})
}
