import Search from 'lucide-solid/icons/search'
import { createMemo, createSignal, createUniqueId, For, onMount, Show } from 'solid-js'
import { type Key, t } from '../../../../i18n/index.ts'
import { TYPE_GROUPS, type TypeName, typeAliases, typeHelp, typeName } from '../../../../parts/field-types/index.ts'
import { TypeIcon } from '../../../../parts/values/type-icon.tsx'
import css from './type-chooser.module.css'

/** All field types by group, with a description each, filtered by text. ARIA's combobox with an always-open listbox. */
export function TypeChooser(props: {
  selected?: string
  accepts?: (type: TypeName) => boolean
  onSelect: (type: TypeName) => void
  onEscape?: () => void
}) {
  const id = createUniqueId()
  const [text, setText] = createSignal('')
  const [highlighted, setHighlighted] = createSignal(0)
  let input!: HTMLInputElement
  onMount(() => queueMicrotask(() => input.focus({ preventScroll: true })))
  const matches = (type: TypeName) => {
    const words = text().toLocaleLowerCase().split(/\s+/)
    const searchText = `${typeName(type)} ${typeHelp(type)} ${typeAliases(type)} ${type}`.toLocaleLowerCase()
    return words.every((word) => searchText.includes(word)) && (props.accepts?.(type) ?? true)
  }
  const groups = createMemo(() =>
    TYPE_GROUPS.map(({ group, types }) => ({ group, types: (types as readonly TypeName[]).filter(matches) })).filter(
      ({ types }) => types.length > 0,
    ),
  )
  const visibleTypes = () => groups().flatMap(({ types }) => types)

  function onKeyDown(event: KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const current = visibleTypes()[highlighted()]
    if (step !== 0 && visibleTypes().length > 0) {
      setHighlighted((highlighted() + step + visibleTypes().length) % visibleTypes().length)
      document.getElementById(`${id}-${visibleTypes()[highlighted()]}`)?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter' && current && !event.isComposing) props.onSelect(current)
    else if (event.key === 'Escape' && props.onEscape) {
      event.stopPropagation()
      props.onEscape()
    } else return
    event.preventDefault()
  }

  return (
    <div class={css.chooser}>
      <div class={css.find}>
        <Search size={14} />
        <input
          ref={input}
          role="combobox"
          aria-label={t('fields.findType')}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={visibleTypes()[highlighted()] && `${id}-${visibleTypes()[highlighted()]}`}
          aria-autocomplete="list"
          autocomplete="off"
          placeholder={t('fields.findType')}
          onInput={(event) => {
            setText(event.currentTarget.value)
            setHighlighted(0)
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id={`${id}-list`} role="listbox" aria-label={t('fields.chooseType')} class={css.list}>
        <For each={groups()}>
          {({ group, types }) => (
            // biome-ignore lint/a11y/useSemanticElements: a group of a listbox, no fieldset
            <div role="group" aria-label={t(`fields.group.${group}` satisfies Key)}>
              <p class={css.heading} aria-hidden="true">
                {t(`fields.group.${group}` satisfies Key)}
              </p>
              <For each={types}>
                {(type) => (
                  // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the search box (aria-activedescendant)
                  // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the search box's
                  <div
                    id={`${id}-${type}`}
                    role="option"
                    aria-selected={props.selected === type}
                    class={css.item}
                    data-at={visibleTypes()[highlighted()] === type ? '' : undefined}
                    onPointerMove={() => setHighlighted(visibleTypes().indexOf(type))}
                    onPointerDown={(event) => event.preventDefault()}
                    onClick={() => props.onSelect(type)}
                  >
                    <TypeIcon type={type} size={16} />
                    <span class={css.name}>{typeName(type)}</span>
                    <span class={css.help}>{typeHelp(type)}</span>
                  </div>
                )}
              </For>
            </div>
          )}
        </For>
      </div>
      <Show when={visibleTypes().length === 0}>
        <p class={css.heading}>{t('picker.nothing')}</p>
      </Show>
    </div>
  )
}
