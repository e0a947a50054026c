import { createSignal, onCleanup, onMount, Show } from 'solid-js'
import type { Json } from '../../../core/model/json.ts'
import type { LineInput } from '../../field-types/contract.ts'
import { widgetOf } from '../../field-types/index.ts'
import { candidatesOf } from '../save-value.ts'
import { decimalFrom, typedForm } from '../typed-number.ts'
import type { EditorProps } from './editing.ts'
import { takeFocus } from './editor-focus.ts'
import { EditorFrame } from './editor-frame.tsx'
import css from './editors.module.css'
import { WhichOne } from './which-one.tsx'

const TEXT: LineInput = { type: 'text', mode: 'text' }
const DECIMAL: LineInput = { type: 'text', mode: 'decimal' }

/** One line: text, numbers, addresses of every kind. Enter or leaving saves, Esc doesn't. */
export function LineEditor(props: EditorProps) {
  const [problem, setProblem] = createSignal(props.refused?.message ?? '')
  const [candidates, setCandidates] = createSignal<string[]>([])
  const input = () => {
    const { kind, input } = widgetOf(props.field.type)
    return input ?? (kind === 'number' ? DECIMAL : TEXT)
  }
  let element!: HTMLInputElement
  let closed = false
  let before = ''
  onMount(() => {
    before = plain(props.value)
    element.value = props.refused ? plain(props.refused.typed) : (props.initialText ?? before)
    takeFocus(element, props.refused)
    if (props.initialText === undefined && !props.refused) element.select()
  })

  // What is passed in may be gone by the time that it is removed.
  const { onRemoved, initialText } = props
  const isUntouched = () => initialText === undefined && element.value === before
  const typed = () => valueFrom(element.value, input().mode === 'decimal')
  onCleanup(() => {
    if (closed) return
    // Its removal blurs it, which would store or close it in the middle of that.
    closed = true
    if (isUntouched()) return
    onRemoved?.(element.value, { value: typed() })
  })

  async function save(): Promise<void> {
    if (closed) return
    closed = true
    if (isUntouched()) return props.onClose()
    await store(typed())
  }

  async function store(value: Json): Promise<void> {
    closed = true
    const problem = await props.onSave(value)
    // Closing blurs the input, whose handler would save a second time.
    if (!problem) return props.onClose()
    setCandidates(await candidatesOf(props.field, value))
    setProblem(problem)
    closed = false
    element.focus()
  }

  function cancel(): void {
    closed = true
    props.onClose()
  }

  return (
    <EditorFrame onSave={() => void save()} onCancel={cancel}>
      <input
        ref={element}
        class={css.input}
        type={input().type}
        inputmode={input().mode}
        aria-label={props.field.name}
        aria-invalid={problem() ? 'true' : undefined}
        autocomplete="off"
        onInput={() => setCandidates([])}
      />
      <Show when={candidates().length > 0}>
        <WhichOne
          typed={element.value}
          candidates={candidates()}
          onChoose={(index) => void store(candidates()[index]!)}
        />
      </Show>
      <Show when={problem() && candidates().length === 0}>
        <p class={css.problem} role="alert">
          {problem()}
        </p>
      </Show>
    </EditorFrame>
  )
}

function plain(value: Json): string {
  if (value === null) return ''
  if (typeof value === 'number') return typedForm(String(value))
  return typeof value === 'object' && !Array.isArray(value) ? String(value.text ?? '') : String(value)
}

function valueFrom(text: string, figure: boolean): Json {
  const trimmed = text.trim()
  return trimmed === '' ? null : figure ? decimalFrom(trimmed) : trimmed
}
