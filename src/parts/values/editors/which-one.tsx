import { Index } from 'solid-js'
import { t } from '../../../i18n/index.ts'
import { Button } from '../../../widgets/button.tsx'
import css from './editors.module.css'

/** What was typed can be read in several ways: one of them is chosen, instead of being written out. */
export function WhichOne(props: { typed: string; candidates: string[]; onChoose: (index: number) => void }) {
  return (
    <div class={css.which} role="alert">
      <p class={css.problem}>{t('value.unsure', { value: props.typed })}</p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter on a button presses it, and doesn't save what was typed */}
      <div class={css.candidates} onKeyDown={(event) => event.key === 'Enter' && event.stopPropagation()}>
        <Index each={props.candidates}>
          {(candidate, index) => (
            <Button
              size="small"
              // The input keeps the focus: leaving it would save what was typed.
              onPointerDown={(event) => event.preventDefault()}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => props.onChoose(index)}
            >
              {candidate()}
            </Button>
          )}
        </Index>
      </div>
    </div>
  )
}
