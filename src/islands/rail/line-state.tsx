import CloudAlert from 'lucide-solid/icons/cloud-alert'
import CloudOff from 'lucide-solid/icons/cloud-off'
import { createSignal, Show } from 'solid-js'
import { number } from '../../client/format.ts'
import { offline } from '../../client/offline/line.ts'
import { waiting } from '../../client/offline/waiting.ts'
import { t } from '../../i18n/index.ts'
import css from './line-state.module.css'
import WaitingWrites from './waiting-writes.tsx'

/** Says that the server can't be reached, how many changes wait for it, and which were refused; opens their list. `short`: for the narrow bar of a phone. */
export default function LineState(props: { short?: boolean }) {
  const [open, setOpen] = createSignal(false)
  const refused = () => waiting().filter(({ refusal }) => refusal !== null).length
  const waits = () => waiting().length - refused()
  const texts = () => [
    ...(offline() ? [t('offline.title')] : []),
    ...(waits() > 0 ? [t('offline.waiting', { count: waits() })] : []),
    ...(refused() > 0 ? [t('offline.refused', { count: refused() })] : []),
  ]
  return (
    <>
      <div role="status">
        <button
          type="button"
          class={css.line}
          data-short={props.short ? '' : undefined}
          disabled={waiting().length === 0}
          aria-label={texts().join(', ')}
          onClick={() => setOpen(true)}
        >
          <Show when={offline()} fallback={<CloudAlert size={16} />}>
            <CloudOff size={16} />
          </Show>
          <Show
            when={props.short}
            fallback={
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
            }
          >
            <Show when={offline()}>
              <span>{t('offline.short')}</span>
            </Show>
            <Show when={waits() > 0}>
              <span class={css.count}>{number(waits())}</span>
            </Show>
            <Show when={refused() > 0}>
              <span class={css.refused}>{number(refused())}</span>
            </Show>
          </Show>
        </button>
      </div>
      <Show when={open()}>
        <WaitingWrites onClose={() => setOpen(false)} />
      </Show>
    </>
  )
}
