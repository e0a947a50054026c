import { createResource, Show } from 'solid-js'
import { instant } from '../../../client/format.ts'
import { latestValue } from '../../../client/latest-value.ts'
import { useMe } from '../../../client/workspace.ts'
import { say } from '../../../i18n/automation-words.ts'
import css from '../steps.module.css'

/** When a schedule comes next, by the workspace's clock; nothing for one that can't be read. */
export function NextTime(props: { cron: string }) {
  const me = useMe()
  const zone = () => me.data?.workspace.zone ?? 'UTC'
  const [next] = createResource(
    () => ({ cron: props.cron, zone: zone() }),
    async ({ cron, zone }) => {
      try {
        const { nextScheduled } = await import('../../../core/automations/schedule.ts')
        return nextScheduled(cron, zone, Date.now())
      } catch {
        return null
      }
    },
  )
  return (
    <Show when={latestValue(next)}>
      {(dueAt) => (
        <span class={css.soft} role="status">
          {say('nextDue', { when: instant(new Date(dueAt()).toISOString(), zone()) })}
        </span>
      )}
    </Show>
  )
}
