import { createUniqueId, For, type JSX, Show } from 'solid-js'
import css from '../forms.module.css'

export interface Option {
  id: string
  name: string
}

/** Some lines of text under a label. */
export function Area(props: {
  label: string
  hint?: string
  value: string
  lang?: string
  maxlength?: number
  problem?: string | undefined
  onInput: (value: string) => void
}) {
  const id = createUniqueId()
  return (
    <div class={css.field}>
      <label for={id}>{props.label}</label>
      <textarea
        id={id}
        rows={3}
        lang={props.lang}
        value={props.value}
        maxlength={props.maxlength}
        aria-describedby={`${id}-note`}
        aria-invalid={props.problem ? 'true' : undefined}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
      <p id={`${id}-note`} class={props.problem ? css.problem : css.hint} role={props.problem ? 'alert' : undefined}>
        {props.problem ?? props.hint}
      </p>
    </div>
  )
}

/** One of a few under a label; `none` is offered first. */
export function Choice(props: {
  label: string
  value: string | null
  none?: string
  options: readonly Option[]
  onChange: (value: string | null) => void
}) {
  const id = createUniqueId()
  return (
    <div class={css.field}>
      <label for={id}>{props.label}</label>
      <select id={id} onChange={(event) => props.onChange(event.currentTarget.value || null)}>
        <Show when={props.none !== undefined}>
          <option value="" selected={props.value === null}>
            {props.none}
          </option>
        </Show>
        <For each={props.options}>
          {({ id, name }) => (
            <option value={id} selected={id === props.value}>
              {name}
            </option>
          )}
        </For>
      </select>
    </div>
  )
}

/** Some of a few, each to be ticked. */
export function Choices(props: {
  label: string
  hint?: string
  values: readonly string[]
  options: readonly Option[]
  onChange: (values: string[]) => void
}) {
  const toggle = (id: string, isOn: boolean) =>
    props.onChange(isOn ? [...props.values, id] : props.values.filter((one) => one !== id))
  return (
    <Show when={props.options.length > 0}>
      <fieldset class={css.choices}>
        <legend>{props.label}</legend>
        <For each={props.options}>
          {({ id, name }) => <Tick label={name} on={props.values.includes(id)} onChange={(isOn) => toggle(id, isOn)} />}
        </For>
        <Show when={props.hint}>
          <p class={css.hint}>{props.hint}</p>
        </Show>
      </fieldset>
    </Show>
  )
}

export const Tick = (props: { label: string; on: boolean; onChange: (on: boolean) => void }) => (
  <label class={css.tick}>
    <input type="checkbox" checked={props.on} onChange={(event) => props.onChange(event.currentTarget.checked)} />
    {props.label}
  </label>
)

/** A part of the editor that is opened by who needs it. */
export const Part = (props: { title: string; open?: boolean; children: JSX.Element }) => (
  <details class={css.part} open={props.open}>
    <summary>{props.title}</summary>
    <div class={css.partBody}>{props.children}</div>
  </details>
)
