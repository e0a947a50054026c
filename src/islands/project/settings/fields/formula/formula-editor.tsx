import { createMemo, createResource, createSignal, createUniqueId, For, Show } from 'solid-js'
import { latestValue } from '../../../../../client/latest-value.ts'
import type { FormulaError, FormulaField } from '../../../../../core/formula/index.ts'
import { formulaSentence } from '../../../../../i18n/formula.ts'
import { language, t } from '../../../../../i18n/index.ts'
import { caretPosition } from './caret-position.ts'
import { type Completion, completionAt, insertionFor, type Suggestion } from './completion.ts'
import css from './formula-editor.module.css'
import { highlight } from './highlight.ts'
import { Suggestions } from './suggestions.tsx'

/** Functions without arguments: the caret goes behind their brackets. */
const NO_ARGUMENTS = ['TODAY', 'NOW']

interface Props {
  text: string
  fields: readonly FormulaField[]
  error: FormulaError | null
  onChange: (text: string) => void
}

/** A transparent textarea over a highlighted copy of its text: native editing with syntax colours. */
export function FormulaEditor(props: Props) {
  const id = createUniqueId()
  const [completion, setCompletion] = createSignal<Completion | null>(null)
  const [highlighted, setHighlighted] = createSignal(0)
  const [position, setPosition] = createSignal({ top: 0, left: 0 })
  let area!: HTMLTextAreaElement
  let copy!: HTMLDivElement
  // No error while a name is being typed: it is incomplete anyway.
  const errorRange = createMemo(() => (completion() ? null : props.error))
  const [sentence] = createResource(
    () => errorRange() && { error: errorRange()!, language: language() },
    ({ error, language }) => formulaSentence(error, language),
  )

  function updateCompletion(): void {
    const caret = area.selectionStart
    const next = caret === area.selectionEnd ? completionAt(area.value, caret, props.fields) : null
    setCompletion(next)
    setHighlighted(0)
    if (next) setPosition(caretPosition(copy, next.from))
  }

  function replace(from: number, to: number, text: string, caretBack = 0): void {
    area.focus()
    area.setSelectionRange(from, to)
    // execCommand, because setRangeText would break Ctrl+Z.
    if (!document.execCommand('insertText', false, text)) area.setRangeText(text, from, to, 'end')
    const caret = from + text.length - caretBack
    area.setSelectionRange(caret, caret)
    props.onChange(area.value)
    setCompletion(null)
  }

  function insertSuggestion(suggestion: Suggestion): void {
    const current = completion()
    if (!current) return
    const hasNoArguments = suggestion.kind === 'function' && NO_ARGUMENTS.includes(suggestion.name)
    const { text, caretBack } = insertionFor(suggestion, hasNoArguments, area.value[current.to] ?? '')
    replace(current.from, current.to, text, caretBack)
  }

  function applyFix(error: FormulaError): void {
    replace(error.at, error.at + error.length, error.suggestion!)
  }

  function onKeyDown(event: KeyboardEvent): void {
    const current = completion()
    if (!current || event.isComposing || event.ctrlKey || event.metaKey) return
    const count = current.suggestions.length
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setHighlighted((highlighted() + step + count) % count)
    else if (event.key === 'Enter' || event.key === 'Tab') insertSuggestion(current.suggestions[highlighted()]!)
    else if (event.key === 'Escape') setCompletion(null)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div class={css.editor}>
      <div class={css.box} data-wrong={errorRange() ? '' : undefined}>
        <div ref={copy} class={`${css.words} ${css.copy}`} aria-hidden="true">
          <For each={highlight(props.text, errorRange())}>
            {(piece) => (
              <span data-kind={piece.kind} class={piece.isError ? css.wrong : undefined}>
                {piece.text}
              </span>
            )}
          </For>
          {/* An empty last line needs its height. */}
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
          aria-activedescendant={completion() ? `${id}-${highlighted()}` : undefined}
          aria-invalid={errorRange() ? 'true' : undefined}
          aria-describedby={`${id}-note`}
          spellcheck={false}
          autocomplete="off"
          autocapitalize="off"
          rows={3}
          value={props.text}
          onInput={() => {
            props.onChange(area.value)
            updateCompletion()
          }}
          onClick={updateCompletion}
          onKeyUp={(event) => /^(Arrow(Left|Right)|Home|End)$/.test(event.key) && updateCompletion()}
          onBlur={() => setCompletion(null)}
          onKeyDown={onKeyDown}
        />
        <Suggestions
          id={id}
          completion={completion()}
          highlighted={highlighted()}
          onHighlight={setHighlighted}
          position={position()}
          onSelect={insertSuggestion}
        />
      </div>
      <div id={`${id}-note`} class={css.note} role="status">
        <Show when={errorRange()} fallback={<Show when={props.text.trim() === ''}>{t('formula.empty')}</Show>}>
          {(error) => (
            <span class={css.problem}>
              {latestValue(sentence)}{' '}
              <Show when={error().suggestion}>
                {(description) => (
                  <button type="button" class={css.mend} onClick={() => applyFix(error())}>
                    {t('formula.meant', { what: description() })}
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
