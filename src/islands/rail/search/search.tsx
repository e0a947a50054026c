import { Dialog } from '@kobalte/core/dialog'
import SearchIcon from 'lucide-solid/icons/search'
import { createEffect, createMemo, createSignal, createUniqueId, For, onCleanup, Show } from 'solid-js'
import { navigateTo } from '../../../client/route.ts'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import { t } from '../../../i18n/index.ts'
import { sayLater } from '../../../i18n/later.ts'
import { returnFocus } from '../../../widgets/overlay/return-focus.ts'
import type { Item } from './item.ts'
import css from './search.module.css'
import { useSections } from './sections.tsx'

/** Ctrl+K: finds records, projects, dashboards, settings and people, makes new records, and goes back to what was opened last. */
export default function Search(props: { onClose: () => void; onCreate: (project: ProjectAnswer) => void }) {
  const id = createUniqueId()
  const focus = returnFocus()
  const [typed, setTyped] = createSignal('')
  /** what is asked for: what was typed once the typing rests */
  const [query, setQuery] = createSignal('')
  const [chosen, setChosen] = createSignal('')
  const [entered, setEntered] = createSignal(false)
  const { sections, busy } = useSections(typed, query, props.onCreate)
  const items = createMemo(() => sections().flatMap((section) => section.items))
  /** Whether more may come that stands before others. */
  const waits = () => typed() !== query() || busy()
  /** The one that Enter opens: the first, until another is chosen. */
  const current = () => items().find((item) => item.id === chosen()) ?? items()[0]
  let input!: HTMLInputElement
  let timer: ReturnType<typeof setTimeout>
  onCleanup(() => clearTimeout(timer))

  function open(item: Item, aside: boolean): void {
    if (aside && item.href) {
      window.open(item.href)
      return
    }
    props.onClose()
    if (item.href) void navigateTo(item.href)
    else item.run?.()
  }

  // Enter was quicker than what it is about.
  createEffect(() => {
    const item = current()
    if (!entered() || waits()) return
    setEntered(false)
    if (item) open(item, false)
  })

  function choose(index: number): void {
    const item = items().at(index % Math.max(1, items().length))
    if (!item) return
    setChosen(item.id)
    document.getElementById(`${id}-${item.id}`)?.scrollIntoView({ block: 'nearest' })
  }

  function onKeyDown(event: KeyboardEvent): void {
    const index = items().indexOf(current()!)
    const to = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      PageDown: Math.min(index + 6, items().length - 1),
      PageUp: Math.max(index - 6, 0),
    }
    if (event.key in to) choose(to[event.key as keyof typeof to])
    else if (event.key === 'Enter' && !event.isComposing) {
      const item = current()
      const isCertain = item && (chosen() === item.id || !waits() || /^[pd]/.test(item.id))
      if (isCertain) open(item, event.ctrlKey || event.metaKey)
      else setEntered(waits())
    } else return
    event.preventDefault()
  }

  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && props.onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay class={css.veil} />
        <div class={css.place}>
          <Dialog.Content
            ref={focus.ref}
            class={css.dialog}
            aria-label={t('search')}
            onCloseAutoFocus={focus.restore}
            onOpenAutoFocus={(event) => {
              event.preventDefault()
              input.focus()
            }}
          >
            <div class={css.field}>
              <SearchIcon size={18} />
              <input
                ref={input}
                type="text"
                class={css.input}
                role="combobox"
                aria-label={t('search')}
                aria-expanded="true"
                aria-controls={`${id}-list`}
                aria-activedescendant={current() && `${id}-${current()!.id}`}
                aria-autocomplete="list"
                autocomplete="off"
                placeholder={sayLater('find.hint')}
                onInput={(event) => {
                  setTyped(event.currentTarget.value.trim())
                  setChosen('')
                  setEntered(false)
                  clearTimeout(timer)
                  timer = setTimeout(() => setQuery(typed()), 120)
                }}
                onKeyDown={onKeyDown}
              />
            </div>
            <div class={css.list} id={`${id}-list`} role="listbox" aria-label={t('search')} aria-busy={busy()}>
              <For each={sections()}>
                {(section, index) => (
                  // biome-ignore lint/a11y/useSemanticElements: a listbox has groups, not fieldsets
                  <div role="group" aria-labelledby={`${id}-section-${index()}`}>
                    <div class={css.heading} id={`${id}-section-${index()}`} role="presentation">
                      {section.title}
                    </div>
                    <For each={section.items}>
                      {(item) => (
                        <Line
                          id={`${id}-${item.id}`}
                          item={item}
                          isCurrent={current()?.id === item.id}
                          onPoint={() => setChosen(item.id)}
                          onOpen={(aside) => open(item, aside)}
                        />
                      )}
                    </For>
                  </div>
                )}
              </For>
            </div>
            <Show when={items().length === 0 && !waits() && typed()}>
              <p class={css.note} role="status">
                {sayLater('find.nothing', { text: typed() })}
              </p>
            </Show>
            <footer class={css.foot} aria-hidden="true">
              <span>
                <kbd>↑</kbd> <kbd>↓</kbd> {sayLater('find.move')}
              </span>
              <span>
                <kbd>Enter</kbd> {sayLater('find.open')}
              </span>
              <span>
                <kbd>Ctrl</kbd> <kbd>Enter</kbd> {sayLater('find.aside')}
              </span>
              <span>
                <kbd>Esc</kbd> {t('close')}
              </span>
            </footer>
          </Dialog.Content>
        </div>
      </Dialog.Portal>
    </Dialog>
  )
}

function Line(props: {
  id: string
  item: Item
  isCurrent: boolean
  onPoint: () => void
  onOpen: (aside: boolean) => void
}) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the search box (aria-activedescendant)
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the search box's
    <div
      id={props.id}
      role="option"
      aria-selected={props.isCurrent}
      class={css.item}
      // Lines that come to lie under a mouse that rests are not chosen.
      onPointerMove={({ movementX, movementY }) => (movementX !== 0 || movementY !== 0) && props.onPoint()}
      onPointerDown={(event) => event.preventDefault()}
      onClick={(event) => props.onOpen(event.ctrlKey || event.metaKey)}
    >
      <span class={css.icon}>{props.item.icon()}</span>
      <span class={css.what}>
        <span class={css.name}>{props.item.name}</span>
        <Show when={props.item.why}>{(why) => <span class={css.why}>{why()}</span>}</Show>
      </span>
      <span class={css.amount}>{props.item.amount}</span>
      <span class={css.where}>{props.item.place}</span>
    </div>
  )
}
