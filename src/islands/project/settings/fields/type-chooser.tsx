import Search from 'lucide-solid/icons/search'
import { createMemo, createSignal, createUniqueId, For, onMount, Show } from 'solid-js'
import { type Key, t } from '../../../../i18n/index.ts'
import { TYPE_GROUPS, type TypeName, typeAlso, typeHelp, typeName } from '../../../../parts/field-types/index.ts'
import { TypeIcon } from '../../../../parts/values/type-icon.tsx'
import css from './type-chooser.module.css'

/** All types by group, with a line on each; what is typed narrows them. ARIA's combobox with its listbox always open. */
export function TypeChooser(props: {
  chosen?: string
  only?: (type: TypeName) => boolean
  pick: (type: TypeName) => void
  leave?: () => void
}) {
  const id = createUniqueId()
  const [text, setText] = createSignal('')
  const [at, setAt] = createSignal(0)
  let input!: HTMLInputElement
  onMount(() => queueMicrotask(() => input.focus({ preventScroll: true })))
  const fits = (type: TypeName) => {
    const words = text().toLocaleLowerCase().split(/\s+/)
    const said = `${typeName(type)} ${typeHelp(type)} ${typeAlso(type)} ${type}`.toLocaleLowerCase()
    return words.every((word) => said.includes(word)) && (props.only?.(type) ?? true)
  }
  const groups = createMemo(() =>
    TYPE_GROUPS.map(({ group, types }) => ({ group, types: (types as readonly TypeName[]).filter(fits) })).filter(
      ({ types }) => types.length > 0,
    ),
  )
  const all = () => groups().flatMap(({ types }) => types)

  function onKeyDown(event: KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const chosen = all()[at()]
    if (step !== 0 && all().length > 0) {
      setAt((at() + step + all().length) % all().length)
      document.getElementById(`${id}-${all()[at()]}`)?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter' && chosen && !event.isComposing) props.pick(chosen)
    else if (event.key === 'Escape' && props.leave) {
      event.stopPropagation()
      props.leave()
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
          aria-activedescendant={all()[at()] && `${id}-${all()[at()]}`}
          aria-autocomplete="list"
          autocomplete="off"
          placeholder={t('fields.findType')}
          onInput={(event) => {
            setText(event.currentTarget.value)
            setAt(0)
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
                    aria-selected={props.chosen === type}
                    class={css.item}
                    data-at={all()[at()] === type ? '' : undefined}
                    onPointerMove={() => setAt(all().indexOf(type))}
                    onPointerDown={(event) => event.preventDefault()}
                    onClick={() => props.pick(type)}
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
      <Show when={all().length === 0}>
        <p class={css.heading}>{t('picker.nothing')}</p>
      </Show>
    </div>
  )
}
