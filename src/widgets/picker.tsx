import Check from 'lucide-solid/icons/check'
import Plus from 'lucide-solid/icons/plus'
import { createComputed, createMemo, createSignal, createUniqueId, For, type JSX, on, onMount, Show } from 'solid-js'
import css from './overlay/surface.module.css'

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
  selected: string[]
  onSelect: (choice: Choice) => void
  /** what was typed before it was there */
  initialText?: string | undefined
  /** searches for the text asynchronously; without it, `choices` are filtered here */
  onSearch?: (text: string) => void
  create?: { label: (name: string) => string; onCreate: (name: string) => void }
  /** shown when nothing matches */
  emptyText: JSX.Element
  /** shows `emptyText` also when a new choice can be created */
  emptyTextWithCreate?: boolean
  busy?: boolean
}

/**
 * A search box over a multi-select list: ARIA's combobox with an always-open listbox. Used in popovers and table cells.
 * Not Kobalte's combobox: it adds 8 KB gzip to the board, and doesn't show choices that arrive while its list is open.
 */
export function Picker(props: Props) {
  const id = createUniqueId()
  const [text, setText] = createSignal(props.initialText ?? '')
  const [highlighted, setHighlighted] = createSignal(0)
  let input!: HTMLInputElement
  const query = () => text().trim().toLocaleLowerCase()
  const visible = createMemo(() => {
    if (props.onSearch || !query()) return props.choices
    return props.choices.filter((choice) => choice.name.toLocaleLowerCase().includes(query()))
  })
  const canCreate = () => {
    if (!props.create || !query()) return false
    return !visible().some((existing) => existing.name.toLocaleLowerCase() === query())
  }
  const lastIndex = () => visible().length - (canCreate() ? 0 : 1)
  // createComputed, not createEffect: effects are held back while a surrounding Suspense is pending.
  createComputed(on(visible, () => setHighlighted(0), { defer: true }))
  onMount(() => {
    queueMicrotask(() => input.focus({ preventScroll: true }))
    if (query()) props.onSearch?.(text().trim())
  })

  function select(index: number): void {
    const choice = visible()[index]
    if (choice) props.onSelect(choice)
    else if (canCreate()) props.create?.onCreate(text().trim())
    setText('')
  }

  function onKeyDown(event: KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      setHighlighted((highlighted() + step + lastIndex() + 1) % (lastIndex() + 1))
      document.getElementById(`${id}-${highlighted()}`)?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault()
      event.stopPropagation()
      select(highlighted())
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
        aria-activedescendant={lastIndex() >= 0 ? `${id}-${highlighted()}` : undefined}
        aria-autocomplete="list"
        autocomplete="off"
        placeholder={props.label}
        value={text()}
        onInput={(event) => {
          setText(event.currentTarget.value)
          props.onSearch?.(event.currentTarget.value.trim())
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-list`} role="listbox" aria-label={props.label} aria-busy={props.busy} aria-multiselectable="true">
        <For each={visible()}>
          {(choice, index) => (
            // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the search box (aria-activedescendant)
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the search box's
            <div
              id={`${id}-${index()}`}
              role="option"
              aria-selected={props.selected.includes(choice.id)}
              class={css.item}
              data-highlighted={highlighted() === index() ? '' : undefined}
              onPointerMove={() => setHighlighted(index())}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => select(index())}
            >
              <Check size={14} style={{ opacity: props.selected.includes(choice.id) ? 1 : 0 }} />
              <Show when={choice.show} fallback={<span class={css.name}>{choice.name}</span>}>
                {choice.show}
              </Show>
              <span class={css.end}>{choice.end}</span>
            </div>
          )}
        </For>
        <Show when={canCreate()}>
          {/* biome-ignore lint/a11y/useFocusableInteractive: as above */}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: as above */}
          <div
            id={`${id}-${visible().length}`}
            role="option"
            aria-selected={false}
            class={css.item}
            data-highlighted={highlighted() === visible().length ? '' : undefined}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => select(visible().length)}
          >
            <Plus size={14} />
            <span class={css.name}>{props.create?.label(text().trim())}</span>
          </div>
        </Show>
      </div>
      <Show when={visible().length === 0 && (props.emptyTextWithCreate || !canCreate()) && !props.busy}>
        <p class={css.note}>{props.emptyText}</p>
      </Show>
    </div>
  )
}
