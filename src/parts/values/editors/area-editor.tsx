import { createSignal, onCleanup, onMount, Show } from 'solid-js'
import type { EditorProps } from './editing.ts'
import { hasLeft, takeFocus } from './editor-focus.ts'
import css from './editors.module.css'

/** Several lines: Ctrl+Enter or leaving saves, Esc doesn't. */
export function AreaEditor(
  props: Pick<EditorProps, 'value' | 'onSave' | 'onClose' | 'onRemoved' | 'initialText' | 'refused'> & {
    label: string
  },
) {
  const [problem, setProblem] = createSignal(props.refused?.message ?? '')
  let element!: HTMLTextAreaElement
  let closed = false
  let before = ''
  onMount(() => {
    before = String(props.value ?? '')
    element.value = String(props.refused ? (props.refused.typed ?? '') : (props.initialText ?? before))
    takeFocus(element, props.refused)
  })
  const typed = () => (element.value.trim() === '' ? null : element.value)
  const { onRemoved } = props
  onCleanup(() => {
    if (closed) return
    // Its removal blurs it, which would store or close it in the middle of that.
    closed = true
    if (element.value === before) return
    onRemoved?.(element.value, { value: typed() })
  })

  async function save(): Promise<void> {
    if (closed) return
    closed = true
    const problem = await props.onSave(typed())
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
        data-stores-when-removed
        aria-label={props.label}
        aria-invalid={problem() ? 'true' : undefined}
        onBlur={(event) => hasLeft(event) && void save()}
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
