import { createMemo, createSignal, createUniqueId, For, onCleanup, onMount, Show } from 'solid-js'
import * as format from '../../../client/format.ts'
import { t } from '../../../i18n/index.ts'
import { readTypedMoney, typedForm } from '../typed-number.ts'
import type { EditorProps, Typed } from './editing.ts'
import { takeFocus } from './editor-focus.ts'
import { EditorFrame } from './editor-frame.tsx'
import css from './editors.module.css'
import { WhichOne } from './which-one.tsx'

/** An amount and, where the field allows others, its currency. */
export function MoneyEditor(props: EditorProps) {
  const id = createUniqueId()
  const [problem, setProblem] = createSignal(props.refused?.message ?? '')
  const value = () => props.value as { amount: string; currency: string } | null
  const main = () => String(props.field.config.currency ?? 'USD')
  const codes = () => [main(), ...((props.field.config.others as string[] | undefined) ?? [])]
  let amount!: HTMLInputElement
  const [text, setText] = createSignal('')
  const typedBefore = props.refused?.typed as { amount: string; currency: string } | null | undefined
  const [chosen, setChosen] = createSignal(typedBefore?.currency ?? value()?.currency ?? main())
  const readings = createMemo(() => readTypedMoney(text(), codes(), chosen()))
  let closed = false
  const before = typedForm((value()?.amount ?? '').replace(/\.0+$/, ''))
  onMount(() => {
    amount.value = props.refused ? typedForm(typedBefore?.amount ?? '') : (props.initialText ?? before)
    setText(amount.value)
    takeFocus(amount, props.refused)
    if (props.initialText === undefined && !props.refused) amount.select()
  })

  // What is passed in may be gone by the time that it is removed.
  const { onRemoved, initialText } = props
  const currencyBefore = chosen()
  const isUntouched = () => initialText === undefined && amount.value === before && chosen() === currencyBefore
  onCleanup(() => {
    if (closed) return
    // Its removal blurs it, which would store or close it in the middle of that.
    closed = true
    if (isUntouched()) return
    onRemoved?.(amount.value, typed())
  })

  const [isAsking, setAsking] = createSignal(false)

  async function choose(index: number): Promise<void> {
    closed = true
    const problem = await props.onSave({ ...readings()[index]! })
    if (!problem) return props.onClose()
    closed = false
    setAsking(false)
    setProblem(problem)
    amount.focus()
  }

  async function save(): Promise<void> {
    if (closed) return
    const [, other] = readings()
    setAsking(other !== undefined)
    if (other) return
    closed = true
    if (isUntouched()) return props.onClose()
    const read = await typed()
    const problem = 'problem' in read ? read.problem : await props.onSave(read.value)
    // Closing blurs the input, whose handler would save a second time.
    if (!problem) return props.onClose()
    closed = false
    setProblem(problem)
    amount.focus()
  }

  const { name } = props.field
  /** What was typed as a value, or why it can't be read; of two that it may mean none. */
  async function typed(): Promise<Typed> {
    const value = text().trim()
    if (value === '') return { value: null }
    const [one, other] = readings()
    if (one && !other) return { value: { ...one } }
    const { issueSentence } = await import('../../../i18n/issue.ts')
    return { problem: await issueSentence({ code: 'notAmount', message: '', name, value }) }
  }

  /** What is understood, where that isn't what stands there. */
  const understood = () => {
    const [one, other] = readings()
    return one && !other && text() !== before ? format.money(one.amount, one.currency) : ''
  }

  function cancel(): void {
    closed = true
    props.onClose()
  }

  return (
    <EditorFrame onSave={() => void save()} onCancel={cancel}>
      <div class={css.money}>
        <input
          ref={amount}
          class={`${css.input} ${css.figure}`}
          inputmode="decimal"
          aria-label={props.field.name}
          aria-invalid={problem() || isAsking() ? 'true' : undefined}
          aria-describedby={id}
          autocomplete="off"
          onInput={() => {
            setText(amount.value)
            setAsking(false)
          }}
        />
        <Show when={codes().length > 1}>
          <select
            class={css.input}
            aria-label={t('setUp.currency')}
            onChange={(event) => setChosen(event.currentTarget.value)}
          >
            <For each={codes()}>
              {(code) => (
                <option value={code} selected={code === (readings()[0]?.currency ?? chosen())}>
                  {code}
                </option>
              )}
            </For>
          </select>
        </Show>
      </div>
      <output class={css.understood} id={id}>
        {understood()}
      </output>
      <Show when={isAsking()}>
        <WhichOne
          typed={text()}
          candidates={readings().map(({ amount, currency }) => format.money(amount, currency))}
          onChoose={(index) => void choose(index)}
        />
      </Show>
      <Show when={problem() && !isAsking()}>
        <p class={css.problem} role="alert">
          {problem()}
        </p>
      </Show>
    </EditorFrame>
  )
}
