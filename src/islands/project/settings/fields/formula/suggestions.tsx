import { createEffect, createResource, For, Show } from 'solid-js'
import { latestValue } from '../../../../../client/latest-value.ts'
import { formulaHelp } from '../../../../../i18n/formula.ts'
import { type Key, language, t } from '../../../../../i18n/index.ts'
import { TypeIcon } from '../../../../../parts/values/type-icon.tsx'
import type { Completion, Suggestion } from './completion.ts'
import css from './formula-editor.module.css'
import { SHOWN_AS } from './formula-values.ts'

/** The list under the caret: fields with their type, functions with what they take and what they are for. */
export function Suggestions(props: {
  id: string
  completion: Completion | null
  at: number
  setAt: (at: number) => void
  place: { top: number; left: number }
  take: (one: Suggestion) => void
}) {
  const [help] = createResource(language, formulaHelp)
  const chosen = () => props.completion?.suggestions[props.at]
  const helpOf = (name: string) => latestValue(help)?.[name]
  createEffect(() => {
    document.getElementById(`${props.id}-${props.at}`)?.scrollIntoView({ block: 'nearest' })
  })
  return (
    <div
      class={css.popup}
      hidden={!props.completion}
      style={{ top: `${props.place.top}px`, left: `min(${props.place.left}px, 25%)` }}
    >
      <div id={`${props.id}-list`} role="listbox" aria-label={t('formula.suggestions')} class={css.list}>
        <For each={props.completion?.suggestions ?? []}>
          {(one, index) => (
            // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the text area (aria-activedescendant)
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the text area's
            <div
              id={`${props.id}-${index()}`}
              role="option"
              aria-selected={index() === props.at}
              class={css.item}
              onPointerMove={() => props.setAt(index())}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => props.take(one)}
            >
              <Show
                when={one.kind === 'field' && one}
                fallback={
                  <>
                    <TypeIcon type="formula" size={14} />
                    <span class={css.name}>{(one as { name: string }).name}</span>
                    <span class={css.takes}>({helpOf((one as { name: string }).name)?.[0] ?? ''})</span>
                  </>
                }
              >
                {(field) => (
                  <>
                    <TypeIcon type={SHOWN_AS[field().field.type]} size={14} />
                    <span class={css.name}>{field().field.name}</span>
                    <span class={css.takes}>{t(`formula.type.${field().field.type}` satisfies Key)}</span>
                  </>
                )}
              </Show>
            </div>
          )}
        </For>
      </div>
      <Show when={chosen()?.kind === 'function' && helpOf((chosen() as { name: string }).name)?.[1]}>
        {(text) => <p class={css.help}>{text()}</p>}
      </Show>
    </div>
  )
}
