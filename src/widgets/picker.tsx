import Check from 'lucide-solid/icons/check'
import Plus from 'lucide-solid/icons/plus'
import { createComputed, createMemo, createSignal, createUniqueId, For, type JSX, on, onMount, Show } from 'solid-js'
import css from './surface.module.css'

export interface Choice {
  id: string
  name: string
  /** shown instead of the bare name */
  show?: JSX.Element
  end?: JSX.Element
}

interface Props {
  label: string
  choices: Choice[]
  chosen: string[]
  pick: (choice: Choice) => void
  /** with it the text is searched elsewhere; without, here */
  search?: (text: string) => void
  create?: { label: (name: string) => string; run: (name: string) => void }
  /** what is said where nothing was found */
  note: JSX.Element
  /** it is said also where something can be created instead */
  noteAnyway?: boolean
  busy?: boolean
}

/** A search box over a list of choices: ARIA's combobox with a listbox below it. Stands in a popover or in a cell. */
export function Picker(props: Props) {
  const id = createUniqueId()
  const [text, setText] = createSignal('')
  const [at, setAt] = createSignal(0)
  let input!: HTMLInputElement
  const wanted = () => text().trim().toLocaleLowerCase()
  const shown = createMemo(() => {
    if (props.search || !wanted()) return props.choices
    return props.choices.filter((one) => one.name.toLocaleLowerCase().includes(wanted()))
  })
  const creates = () => {
    if (!props.create || !wanted()) return false
    return !shown().some((one) => one.name.toLocaleLowerCase() === wanted())
  }
  const last = () => shown().length - (creates() ? 0 : 1)
  // Not an effect: those wait while anything around is loading, and what came meanwhile would go unnoticed.
  createComputed(on(shown, () => setAt(0), { defer: true }))
  onMount(() => queueMicrotask(() => input.focus({ preventScroll: true })))

  function take(index: number): void {
    const choice = shown()[index]
    if (choice) props.pick(choice)
    else if (creates()) props.create?.run(text().trim())
    setText('')
  }

  function onKeyDown(event: KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      setAt((at() + step + last() + 1) % (last() + 1))
      document.getElementById(`${id}-${at()}`)?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault()
      event.stopPropagation()
      take(at())
    }
  }

  return (
    <div>
      <input
        ref={input}
        class={css.search}
        role="combobox"
        aria-label={props.label}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={last() >= 0 ? `${id}-${at()}` : undefined}
        aria-autocomplete="list"
        autocomplete="off"
        placeholder={props.label}
        value={text()}
        onInput={(event) => {
          setText(event.currentTarget.value)
          props.search?.(event.currentTarget.value.trim())
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-list`} role="listbox" aria-label={props.label} aria-busy={props.busy} aria-multiselectable="true">
        <For each={shown()}>
          {(choice, index) => (
            // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the search box (aria-activedescendant)
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the search box's
            <div
              id={`${id}-${index()}`}
              role="option"
              aria-selected={props.chosen.includes(choice.id)}
              class={css.item}
              data-highlighted={at() === index() ? '' : undefined}
              onPointerMove={() => setAt(index())}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => take(index())}
            >
              <Check size={14} style={{ opacity: props.chosen.includes(choice.id) ? 1 : 0 }} />
              <Show when={choice.show} fallback={<span class={css.name}>{choice.name}</span>}>
                {choice.show}
              </Show>
              <span class={css.end}>{choice.end}</span>
            </div>
          )}
        </For>
        <Show when={creates()}>
          {/* biome-ignore lint/a11y/useFocusableInteractive: as above */}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: as above */}
          <div
            id={`${id}-${shown().length}`}
            role="option"
            aria-selected={false}
            class={css.item}
            data-highlighted={at() === shown().length ? '' : undefined}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => take(shown().length)}
          >
            <Plus size={14} />
            <span class={css.name}>{props.create?.label(text().trim())}</span>
          </div>
        </Show>
      </div>
      <Show when={shown().length === 0 && (props.noteAnyway || !creates()) && !props.busy}>
        <p class={css.note}>{props.note}</p>
      </Show>
    </div>
  )
}
