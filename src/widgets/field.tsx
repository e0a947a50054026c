import {
  createComputed,
  createSignal,
  createUniqueId,
  type JSX,
  on,
  onMount,
  Show,
  splitProps,
  untrack,
} from 'solid-js'
import css from './field.module.css'

interface Props extends JSX.InputHTMLAttributes<HTMLInputElement> {
  label: string
  hint?: string | undefined
  problem?: string | undefined
}

/** A labelled input with hint and error message. */
export function Field(props: Props) {
  const id = createUniqueId()
  const [local, rest] = splitProps(props, ['label', 'hint', 'problem'])
  return (
    <div class={css.field}>
      <label for={id} class={css.label}>
        {local.label}
      </label>
      <input
        {...rest}
        id={id}
        class={css.input}
        aria-invalid={local.problem ? 'true' : undefined}
        aria-describedby={`${id}-note`}
      />
      <Hint id={`${id}-note`} hint={local.hint} problem={local.problem} />
    </div>
  )
}

interface SelectProps extends JSX.SelectHTMLAttributes<HTMLSelectElement> {
  label: string
  hint?: string
  options: { id: string; name: string }[]
}

export function SelectField(props: SelectProps) {
  const id = createUniqueId()
  const [local, rest] = splitProps(props, ['label', 'hint', 'options', 'value'])
  // What was chosen stays when the options are read anew, which makes their elements anew.
  const [chosen, setChosen] = createSignal<string>()
  createComputed(
    on(
      () => local.value,
      () => void setChosen(),
      { defer: true },
    ),
  )
  let select!: HTMLSelectElement
  onMount(() => select.form?.addEventListener('reset', () => setChosen()))
  return (
    <div class={css.field}>
      <label for={id} class={css.label}>
        {local.label}
      </label>
      <select
        {...rest}
        ref={select}
        id={id}
        class={css.input}
        aria-describedby={`${id}-note`}
        onInput={(event) => setChosen(event.currentTarget.value)}
      >
        {local.options.map((option) => (
          <option value={option.id} selected={option.id === (untrack(chosen) ?? local.value)}>
            {option.name}
          </option>
        ))}
      </select>
      <Hint id={`${id}-note`} hint={local.hint} />
    </div>
  )
}

function Hint(props: { id: string; hint?: string | undefined; problem?: string | undefined }) {
  return (
    <div id={props.id}>
      <Show when={props.problem} fallback={<Show when={props.hint}>{(hint) => <p class={css.hint}>{hint()}</p>}</Show>}>
        {(problem) => (
          <p class={css.problem} role="alert">
            {problem()}
          </p>
        )}
      </Show>
    </div>
  )
}
