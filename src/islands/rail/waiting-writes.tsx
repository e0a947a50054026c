import { Key } from '@solid-primitives/keyed'
import { Show } from 'solid-js'
import * as format from '../../client/format.ts'
import { dropWrite, sendAgain } from '../../client/offline/queue.ts'
import { isSentByItself, type WaitingWrite, waiting } from '../../client/offline/waiting.ts'
import { t } from '../../i18n/index.ts'
import { Button } from '../../widgets/button.tsx'
import Dialog from '../../widgets/overlay/dialog.tsx'
import css from './line-state.module.css'

/** What waits to be sent, in order; what was refused or is too old is sent again or dropped by a word of the person. */
export default function WaitingWrites(props: { onClose: () => void }) {
  return (
    <Dialog title={t('offline.list')} closeLabel={t('close')} onClose={props.onClose}>
      <p class={css.soft}>{t('offline.listText')}</p>
      <ol class={css.writes}>
        <Key each={waiting()} by="id">
          {(write) => <Line write={write()} />}
        </Key>
      </ol>
    </Dialog>
  )
}

function Line(props: { write: WaitingWrite }) {
  const state = () => props.write.refusal ?? t(isSentByItself(props.write) ? 'offline.waits' : 'offline.old')
  return (
    <li class={css.write}>
      <span class={css.text}>{props.write.text}</span>
      <span class={css.state} data-refused={props.write.refusal === null ? undefined : ''}>
        {format.instant(new Date(props.write.at).toISOString())} · {state()}
      </span>
      <span class={css.actions}>
        <Show when={!isSentByItself(props.write)}>
          <Button
            variant="outline"
            size="small"
            aria-label={t('offline.sendAgainOf', { text: props.write.text })}
            onClick={() => void sendAgain(props.write)}
          >
            {t('offline.sendAgain')}
          </Button>
        </Show>
        <Button
          size="small"
          aria-label={t('offline.dropOf', { text: props.write.text })}
          onClick={() => void dropWrite(props.write.id)}
        >
          {t('offline.drop')}
        </Button>
      </span>
    </li>
  )
}
