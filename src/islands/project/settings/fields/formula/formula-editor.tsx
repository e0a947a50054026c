import { createMemo, createResource, createSignal, createUniqueId, For, Show } from 'solid-js'
import { latestValue } from '../../../../../client/latest-value.ts'
import type { FormulaError, FormulaField } from '../../../../../core/formula/index.ts'
import { formulaSentence } from '../../../../../i18n/formula.ts'
import { language, t } from '../../../../../i18n/index.ts'
import { caretPlace } from './caret-place.ts'
import { type Completion, completionAt, type Suggestion, writtenFor } from './completion.ts'
import css from './formula-editor.module.css'
import { Suggestions } from './suggestions.tsx'
import { piecesOf } from './tint.ts'

/** Functions without arguments: the caret goes behind their brackets. */
const ALONE = ['TODAY', 'NOW']

interface Props {
  text: string
  fields: readonly FormulaField[]
  error: FormulaError | null
  set: (text: string) => void
}

/** Several lines of formula: a transparent text area over its own tinted copy, so that all a text area can do stays. */
export function FormulaEditor(props: Props) {
  const id = createUniqueId()
  const [completion, setCompletion] = createSignal<Completion | null>(null)
  const [at, setAt] = createSignal(0)
  const [place, setPlace] = createSignal({ top: 0, left: 0 })
  let area!: HTMLTextAreaElement
  let copy!: HTMLDivElement
  // While something is being named, it is never right yet.
  const wrong = createMemo(() => (completion() ? null : props.error))
  const [sentence] = createResource(
    () => wrong() && { error: wrong()!, language: language() },
    ({ error, language }) => formulaSentence(error, language),
  )

  function look(): void {
    const caret = area.selectionStart
    const found = caret === area.selectionEnd ? completionAt(area.value, caret, props.fields) : null
    setCompletion(found)
    setAt(0)
    if (found) setPlace(caretPlace(copy, found.from))
  }

  function replace(from: number, to: number, text: string, back = 0): void {
    area.focus()
    area.setSelectionRange(from, to)
    // Unlike setRangeText it can be undone by Ctrl+Z.
    if (!document.execCommand('insertText', false, text)) area.setRangeText(text, from, to, 'end')
    const caret = from + text.length - back
    area.setSelectionRange(caret, caret)
    props.set(area.value)
    setCompletion(null)
  }

  function take(one: Suggestion): void {
    const now = completion()
    if (!now) return
    const alone = one.kind === 'function' && ALONE.includes(one.name)
    const { text, back } = writtenFor(one, alone, area.value[now.to] ?? '')
    replace(now.from, now.to, text, back)
  }

  function mend(error: FormulaError): void {
    replace(error.at, error.at + error.length, error.suggestion!)
  }

  function onKeyDown(event: KeyboardEvent): void {
    const now = completion()
    if (!now || event.isComposing || event.ctrlKey || event.metaKey) return
    const count = now.suggestions.length
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setAt((at() + step + count) % count)
    else if (event.key === 'Enter' || event.key === 'Tab') take(now.suggestions[at()]!)
    else if (event.key === 'Escape') setCompletion(null)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div class={css.editor}>
      <div class={css.box} data-wrong={wrong() ? '' : undefined}>
        <div ref={copy} class={`${css.words} ${css.copy}`} aria-hidden="true">
          <For each={piecesOf(props.text, wrong())}>
            {(piece) => (
              <span data-kind={piece.kind} class={piece.wrong ? css.wrong : undefined}>
                {piece.text}
              </span>
            )}
          </For>
          {/* A last line that is empty has to have its height. */}
          {'\n'}
        </div>
        <textarea
          ref={area}
          class={`${css.words} ${css.area}`}
          role="combobox"
          aria-label={t('formula.field')}
          aria-expanded={completion() !== null}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={completion() ? `${id}-${at()}` : undefined}
          aria-invalid={wrong() ? 'true' : undefined}
          aria-describedby={`${id}-note`}
          spellcheck={false}
          autocomplete="off"
          autocapitalize="off"
          rows={3}
          value={props.text}
          onInput={() => {
            props.set(area.value)
            look()
          }}
          onClick={look}
          onKeyUp={(event) => /^(Arrow(Left|Right)|Home|End)$/.test(event.key) && look()}
          onBlur={() => setCompletion(null)}
          onKeyDown={onKeyDown}
        />
        <Suggestions id={id} completion={completion()} at={at()} setAt={setAt} place={place()} take={take} />
      </div>
      <div id={`${id}-note`} class={css.note} role="status">
        <Show when={wrong()} fallback={<Show when={props.text.trim() === ''}>{t('formula.empty')}</Show>}>
          {(error) => (
            <span class={css.problem}>
              {latestValue(sentence)}{' '}
              <Show when={error().suggestion}>
                {(what) => (
                  <button type="button" class={css.mend} onClick={() => mend(error())}>
                    {t('formula.meant', { what: what() })}
                  </button>
                )}
              </Show>
            </span>
          )}
        </Show>
      </div>
    </div>
  )
}
