import { Show } from 'solid-js'
import { sayHook } from '../../i18n/webhook/index.ts'
import { Button } from '../../widgets/button.tsx'
import css from './webhooks.module.css'

/** That a form has in it what was typed before and isn't saved. */
export function UnsavedNote(props: { when: boolean; onStartOver: () => void }) {
  return (
    <Show when={props.when}>
      <p class={css.warning} role="status">
        {sayHook('unsaved')}
        <Button variant="plain" size="small" onClick={props.onStartOver}>
          {sayHook('startOver')}
        </Button>
      </p>
    </Show>
  )
}
