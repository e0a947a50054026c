import { createSignal, onMount, Show } from 'solid-js'
import type { EditorProps } from './editing.ts'
import css from './editors.module.css'

/** Several lines: Ctrl+Enter or leaving saves, Esc doesn't. */
export function AreaEditor(props: Pick<EditorProps, 'value' | 'save' | 'close' | 'typed'> & { label: string }) {
  const [problem, setProblem] = createSignal('')
  let element!: HTMLTextAreaElement
  let over = false
  onMount(() => {
    element.value = props.typed ?? String(props.value ?? '')
    element.focus()
  })

  async function save(): Promise<void> {
    if (over) return
    over = true
    const refused = await props.save(element.value.trim() === '' ? null : element.value)
    // Closing takes the focus away, which would save once more.
    if (!refused) return props.close()
    over = false
    setProblem(refused)
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
            over = true
            props.close()
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
