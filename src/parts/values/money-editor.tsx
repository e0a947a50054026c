import { createSignal, For, onMount, Show } from 'solid-js'
import { t } from '../../i18n/index.ts'
import type { EditorProps } from './editing.ts'
import css from './editors.module.css'
import { decimalFrom } from './line-editor.tsx'

/** An amount and, where the field allows others, its currency. */
export function MoneyEditor(props: EditorProps) {
  const [problem, setProblem] = createSignal('')
  const value = () => props.value as { amount: string; currency: string } | null
  const main = () => String(props.field.config.currency ?? 'USD')
  const codes = () => [main(), ...((props.field.config.others as string[] | undefined) ?? [])]
  let amount!: HTMLInputElement
  let currency: HTMLSelectElement | undefined
  let closed = false
  onMount(() => {
    amount.value = props.initialText ?? (value()?.amount ?? '').replace(/\.0+$/, '')
    amount.focus()
    if (props.initialText === undefined) amount.select()
  })

  async function save(): Promise<void> {
    if (closed) return
    closed = true
    const text = decimalFrom(amount.value.trim())
    const problem = await props.onSave(
      text === '' ? null : { amount: text, currency: currency?.value ?? value()?.currency ?? main() },
    )
    // Closing blurs the input, whose handler would save a second time.
    if (!problem) return props.onClose()
    closed = false
    setProblem(problem)
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the two inputs inside
    <div
      class={css.editor}
      onFocusOut={(event) => !event.currentTarget.contains(event.relatedTarget as Node | null) && void save()}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.isComposing) void save()
        else if (event.key === 'Escape') {
          closed = true
          event.stopPropagation()
          props.onClose()
        }
      }}
    >
      <div class={css.money}>
        <input
          ref={amount}
          class={`${css.input} ${css.figure}`}
          inputmode="decimal"
          aria-label={props.field.name}
          aria-invalid={problem() ? 'true' : undefined}
          autocomplete="off"
        />
        <Show when={codes().length > 1}>
          <select ref={currency} class={css.input} aria-label={t('setUp.currency')}>
            <For each={codes()}>
              {(code) => (
                <option value={code} selected={code === (value()?.currency ?? main())}>
                  {code}
                </option>
              )}
            </For>
          </select>
        </Show>
      </div>
      <Show when={problem()}>
        <p class={css.problem} role="alert">
          {problem()}
        </p>
      </Show>
    </div>
  )
}
