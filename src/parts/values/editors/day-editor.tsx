import { createSignal, onCleanup, onMount, Show } from 'solid-js'
import type { Json } from '../../../core/model/json.ts'
import type { EditorProps, Typed } from './editing.ts'
import { takeFocus } from './editor-focus.ts'
import { EditorFrame } from './editor-frame.tsx'
import css from './editors.module.css'

/** What is typed is checked when it is saved: a year of three digits is one that isn't typed to its end. */
const FIRST = '1900-01-01'
const LAST = '2200-12-31'

/** A day, or a day with its time in this device's zone. */
export function DayEditor(
  props: Pick<EditorProps, 'value' | 'onSave' | 'onClose' | 'onRemoved' | 'refused'> & {
    label: string
    withTime: boolean
  },
) {
  const [problem, setProblem] = createSignal(props.refused?.message ?? '')
  let element!: HTMLInputElement
  let closed = false
  let before = ''
  onMount(() => {
    const shown = (value: Json) => {
      const text = typeof value === 'string' ? value : ''
      return props.withTime ? localTime(text) : text.slice(0, 10)
    }
    before = shown(props.value)
    element.value = props.refused ? shown(props.refused.typed) : before
    takeFocus(element, props.refused)
  })

  async function save(): Promise<void> {
    if (closed || element.validity.badInput) return
    closed = true
    const text = element.value
    if (text === before) return props.onClose()
    const read = await typed(text)
    const problem = 'problem' in read ? read.problem : await props.onSave(read.value)
    if (!problem) return props.onClose()
    closed = false
    setProblem(problem)
  }

  // What is passed in may be gone by the time that it is removed.
  const { onRemoved, label, withTime } = props
  onCleanup(() => {
    const { value, validity } = element
    if (closed) return
    // Its removal blurs it, which would store or close it in the middle of that.
    closed = true
    if (validity.badInput || value === before) return
    onRemoved?.(value, typed(value))
  })

  async function typed(text: string): Promise<Typed> {
    if (!isOut(element)) return { value: text === '' ? null : withTime ? new Date(text).toISOString() : text }
    const { issueSentence } = await import('../../../i18n/issue.ts')
    return { problem: await issueSentence({ code: 'yearTooFar', message: '', name: label, value: text }) }
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
        type={props.withTime ? 'datetime-local' : 'date'}
        min={props.withTime ? `${FIRST}T00:00` : FIRST}
        max={props.withTime ? `${LAST}T23:59` : LAST}
        aria-label={props.label}
        aria-invalid={problem() ? 'true' : undefined}
      />
      <Show when={problem()}>
        <p class={css.problem} role="alert">
          {problem()}
        </p>
      </Show>
    </EditorFrame>
  )
}

const isOut = ({ validity }: HTMLInputElement) => validity.rangeUnderflow || validity.rangeOverflow

function localTime(iso: string): string {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return ''
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
