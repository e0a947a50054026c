import X from 'lucide-solid/icons/x'
import { For, Index, Show } from 'solid-js'
import { t } from '../../i18n/index.ts'
import css from './pick.module.css'

export interface Option {
  id: string
  name: string
}

/** One of a few, within a sentence. `none` is offered first, for no choice. `gone`: what a choice is called that isn't offered any more. */
export function Pick(props: {
  label: string
  value: string | undefined
  options: readonly Option[]
  none?: string
  gone?: string
  onChange: (value: string) => void
}) {
  const value = () => props.value ?? ''
  const isGone = () => value() !== '' && !props.options.some(({ id }) => id === value())
  // A select shows its first entry for a value that it hasn't got: what isn't chosen, or is gone, must not look like that.
  const all = (): readonly Option[] => {
    const first = props.none ?? (value() === '' ? t('pick.choose') : undefined)
    return [
      ...(first === undefined ? [] : [{ id: '', name: first }]),
      ...(isGone() ? [{ id: value(), name: goneName(props) }] : []),
      ...props.options,
    ]
  }
  return (
    <select
      class={css.pick}
      aria-label={props.label}
      aria-invalid={isGone() && props.options.length > 0 ? 'true' : undefined}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    >
      <Index each={all()}>
        {(option) => (
          <option value={option().id} selected={option().id === value()}>
            {option().name}
          </option>
        )}
      </Index>
    </select>
  )
}

/** Several of a few: what is chosen as pieces that can be taken out, and a select that adds more. */
export function PickMany(props: {
  label: string
  values: readonly string[]
  options: readonly Option[]
  none?: string
  gone?: string
  onChange: (values: string[]) => void
}) {
  let box!: HTMLSpanElement
  const left = () => props.options.filter(({ id }) => !props.values.includes(id))
  const found = (id: string) => props.options.find((one) => one.id === id)?.name
  const nameOf = (id: string) => found(id) ?? goneName(props)
  function takeOut(id: string): void {
    const index = props.values.indexOf(id)
    props.onChange(props.values.filter((one) => one !== id))
    // The piece that had the focus is gone.
    setTimeout(() => {
      const pieces = box.querySelectorAll<HTMLElement>('button')
      ;(pieces[Math.min(index, pieces.length - 1)] ?? box.querySelector('select'))?.focus()
    })
  }
  return (
    <span class={css.many} ref={box}>
      <For each={props.values}>
        {(id) => (
          <button
            type="button"
            class={css.piece}
            data-gone={props.options.length > 0 && found(id) === undefined ? '' : undefined}
            aria-label={t('pick.takeOut', { label: props.label, name: nameOf(id) })}
            onClick={() => takeOut(id)}
          >
            {nameOf(id)}
            <X size={12} />
          </button>
        )}
      </For>
      <Show when={left().length > 0}>
        <select
          class={css.pick}
          aria-label={props.label}
          onChange={(event) => {
            const added = event.currentTarget.value
            event.currentTarget.value = ''
            if (added) props.onChange([...props.values, added])
          }}
        >
          <option value="" selected>
            {props.values.length === 0 && props.none ? props.none : t('pick.add')}
          </option>
          <Index each={left()}>{(option) => <option value={option().id}>{option().name}</option>}</Index>
        </select>
      </Show>
    </span>
  )
}

/** What is offered may still be loading. */
const goneName = (props: { options: readonly Option[]; gone?: string }): string =>
  props.options.length === 0 ? '…' : (props.gone ?? t('pick.gone'))
