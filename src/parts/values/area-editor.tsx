import { createSignal, onMount, Show } from 'solid-js'
import type { EditorProps } from './editing.ts'
import css from './editors.module.css'

/** Several lines: Ctrl+Enter or leaving saves, Esc doesn't. */
export function AreaEditor(
  props: Pick<EditorProps, 'value' | 'onSave' | 'onClose' | 'initialText'> & { label: string },
) {
  const [problem, setProblem] = createSignal('')
  let element!: HTMLTextAreaElement
  let closed = false
  onMount(() => {
    element.value = props.initialText ?? String(props.value ?? '')
    element.focus()
  })

  async function save(): Promise<void> {
    if (closed) return
    closed = true
    const problem = await props.onSave(element.value.trim() === '' ? null : element.value)
    // Closing blurs the input, whose handler would save a second time.
    if (!problem) return props.onClose()
    closed = false
    setProblem(problem)
  }

  return (
    <div class={css.editor}>
      <textarea
        ref={element}
        class={`${css.input} ${css.area}`}
        aria-label={props.label}
        aria-invalid={problem() ? 'true' : undefined}
        onBlur={() => void save()}
        onKeyDown={(event) => {
          event.stopPropagation()
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save()
          else if (event.key === 'Escape') {
            closed = true
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
