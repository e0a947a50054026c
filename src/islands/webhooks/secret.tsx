import { Show } from 'solid-js'
import { sayHook } from '../../i18n/webhook/index.ts'
import { Copied } from '../../parts/copied/copied.tsx'
import css from './webhooks.module.css'

/** What messages are signed with, shown once. */
export function Secret(props: { secret: string; isNew: boolean }) {
  return (
    <div class={css.told} role="status">
      <p>{sayHook('secretOnce')}</p>
      <Copied label={sayHook('secret')} text={props.secret} />
      <p class={css.soft}>{sayHook('secretUse')}</p>
      <Show when={!props.isNew}>
        <p class={css.soft}>{sayHook('rotated')}</p>
      </Show>
    </div>
  )
}
