import { Show } from 'solid-js'
import { t } from '../i18n/index.ts'
import { Button } from '../widgets/button.tsx'
import css from './unsaved-note.module.css'

/** That an editor has in it what was typed before and isn't saved. */
export function UnsavedNote(props: { when: boolean; onStartOver: () => void }) {
  return (
    <Show when={props.when}>
      <p class={css.note} role="status">
        {t('draft.unsaved')}
        <Button variant="plain" size="small" onClick={props.onStartOver}>
          {t('draft.startOver')}
        </Button>
      </p>
    </Show>
  )
}
