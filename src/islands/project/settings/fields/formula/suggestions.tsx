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
  highlighted: number
  onHighlight: (highlighted: number) => void
  position: { top: number; left: number }
  onSelect: (suggestion: Suggestion) => void
}) {
  const [help] = createResource(language, formulaHelp)
  const current = () => props.completion?.suggestions[props.highlighted]
  const helpOf = (name: string) => latestValue(help)?.[name]
  createEffect(() => {
    document.getElementById(`${props.id}-${props.highlighted}`)?.scrollIntoView({ block: 'nearest' })
  })
  return (
    <div
      class={css.popup}
      hidden={!props.completion}
      style={{ top: `${props.position.top}px`, left: `min(${props.position.left}px, 25%)` }}
    >
      <div id={`${props.id}-list`} role="listbox" aria-label={t('formula.suggestions')} class={css.list}>
        <For each={props.completion?.suggestions ?? []}>
          {(suggestion, index) => (
            // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the text area (aria-activedescendant)
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the text area's
            <div
              id={`${props.id}-${index()}`}
              role="option"
              aria-selected={index() === props.highlighted}
              class={css.item}
              onPointerMove={() => props.onHighlight(index())}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => props.onSelect(suggestion)}
            >
              <Show
                when={suggestion.kind === 'field' && suggestion}
                fallback={
                  <>
                    <TypeIcon type="formula" size={14} />
                    <span class={css.name}>{(suggestion as { name: string }).name}</span>
                    <span class={css.takes}>({helpOf((suggestion as { name: string }).name)?.[0] ?? ''})</span>
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
      <Show when={current()?.kind === 'function' && helpOf((current() as { name: string }).name)?.[1]}>
        {(text) => <p class={css.help}>{text()}</p>}
      </Show>
    </div>
  )
}
