import { createSignal, onMount, Show } from 'solid-js'
import type { Json } from '../../core/model/json.ts'
import { localeOf } from '../../i18n/index.ts'
import type { LineInput } from '../field-types/contract.ts'
import { widgetOf } from '../field-types/index.ts'
import type { EditorProps } from './editing.ts'
import css from './editors.module.css'

const TEXT: LineInput = { type: 'text', mode: 'text' }
const DECIMAL: LineInput = { type: 'text', mode: 'decimal' }

/** One line: text, numbers, addresses of every kind. Enter or leaving saves, Esc doesn't. */
export function LineEditor(props: EditorProps) {
  const [problem, setProblem] = createSignal('')
  const input = () => {
    const { kind, input } = widgetOf(props.field.type)
    return input ?? (kind === 'number' ? DECIMAL : TEXT)
  }
  let element!: HTMLInputElement
  let closed = false
  onMount(() => {
    element.value = props.initialText ?? plain(props.value)
    element.focus()
    if (props.initialText === undefined) element.select()
  })

  async function save(): Promise<void> {
    if (closed) return
    closed = true
    const problem = await props.onSave(valueFrom(element.value, input().mode === 'decimal'))
    // Closing blurs the input, whose handler would save a second time.
    if (!problem) return props.onClose()
    closed = false
    setProblem(problem)
  }

  return (
    <div class={css.editor}>
      <input
        ref={element}
        class={css.input}
        type={input().type}
        inputmode={input().mode}
        aria-label={props.field.name}
        aria-invalid={problem() ? 'true' : undefined}
        autocomplete="off"
        onBlur={() => void save()}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.isComposing) void save()
          else if (event.key === 'Escape') {
            closed = true
            event.stopPropagation()
            props.onClose()
          }
        }}
      />
      <Show when={problem()}>
        <p class={css.problem} role="alert">
          {problem()}
        </p>
      </Show>
    </div>
  )
}

function plain(value: Json): string {
  if (value === null) return ''
  return typeof value === 'object' && !Array.isArray(value) ? String(value.text ?? '') : String(value)
}

function valueFrom(text: string, figure: boolean): Json {
  const trimmed = text.trim()
  return trimmed === '' ? null : figure ? decimalFrom(trimmed) : trimmed
}

/** Parses a localised number: "1.250,5" becomes "1250.5". Anything else is returned as typed, so that the error names it. */
export function decimalFrom(text: string): string {
  const parts = new Intl.NumberFormat(localeOf()).formatToParts(12345.6)
  const group = parts.find((part) => part.type === 'group')?.value ?? ','
  const point = parts.find((part) => part.type === 'decimal')?.value ?? '.'
  return text.replaceAll(group, '').replaceAll(' ', '').replace(point, '.')
}
