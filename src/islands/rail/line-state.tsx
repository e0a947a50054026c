import CloudAlert from 'lucide-solid/icons/cloud-alert'
import CloudOff from 'lucide-solid/icons/cloud-off'
import { createSignal, Show } from 'solid-js'
import { offline } from '../../client/offline/line.ts'
import { waiting } from '../../client/offline/waiting.ts'
import { t } from '../../i18n/index.ts'
import css from './line-state.module.css'
import WaitingWrites from './waiting-writes.tsx'

/** Says that the server can't be reached, how many changes wait for it, and which were refused; opens their list. */
export default function LineState() {
  const [open, setOpen] = createSignal(false)
  const refused = () => waiting().filter(({ refusal }) => refusal !== null).length
  const waits = () => waiting().length - refused()
  return (
    <>
      <div role="status">
        <button type="button" class={css.line} disabled={waiting().length === 0} onClick={() => setOpen(true)}>
          <Show when={offline()} fallback={<CloudAlert size={16} />}>
            <CloudOff size={16} />
          </Show>
          <span class={css.texts}>
            <Show when={offline()}>
              <span>{t('offline.title')}</span>
            </Show>
            <Show when={waits() > 0}>
              <span class={css.count}>{t('offline.waiting', { count: waits() })}</span>
            </Show>
            <Show when={refused() > 0}>
              <span class={css.refused}>{t('offline.refused', { count: refused() })}</span>
            </Show>
          </span>
        </button>
      </div>
      <Show when={open()}>
        <WaitingWrites onClose={() => setOpen(false)} />
      </Show>
    </>
  )
}
