import { Key } from '@solid-primitives/keyed'
import { createSignal, Show } from 'solid-js'
import { randomKey } from '../../../../../client/api.ts'
import { reorder } from '../../../../../client/reorder.ts'
import { freeColors } from '../../../../../core/model/entities.ts'
import type { Json } from '../../../../../core/model/json.ts'
import { t } from '../../../../../i18n/index.ts'
import { type OptionAnswer, optionsOf } from '../../../../../parts/values/options.ts'
import { Button } from '../../../../../widgets/button.tsx'
import css from '../form.module.css'
import { createReorder } from '../reorder.ts'
import type { ConfigProps } from './config-props.ts'
import { MergeOptions } from './merge-options.tsx'
import { OptionLine } from './option-line.tsx'
import optionsCss from './options.module.css'
import { namesIn, newNames } from './pasted-names.ts'

/** The options of a select field: add (also by pasting a list), rename, recolour, reorder, merge. */
export function OptionsConfig(props: ConfigProps) {
  const [announcement, setAnnouncement] = createSignal('')
  const [selected, setSelected] = createSignal<string[]>([])
  const options = () => (props.draft.config.options as unknown as OptionAnswer[] | undefined) ?? []
  const store = (next: OptionAnswer[]) => props.onChange({ options: next as unknown as Json })
  const editOption = (id: string, part: Partial<OptionAnswer>) =>
    store(options().map((option) => (option.id === id ? { ...option, ...part } : option)))
  const sorting = createReorder(
    () => options().map(({ id }) => id),
    (id, position) => store(reorder(options(), (option) => option.id, id, position)),
  )
  let input!: HTMLInputElement

  const removed = () => {
    const ids = options().map(({ id }) => id)
    return props.field ? optionsOf(props.field).filter(({ id }) => !ids.includes(id)) : []
  }

  /** Options that records hold can't just go: they are there again, ticked, to become the first of those that stay. */
  function offerMerge(): void {
    const back = removed()
    setSelected([options()[0]!.id, ...back.map(({ id }) => id)])
    store([...options(), ...back])
  }

  function add(names: string[]): void {
    const { added, duplicates } = newNames(
      names,
      options().map(({ name }) => name),
    )
    const colors = freeColors(added.length, options())
    const created = added.map((name, index) => ({
      id: randomKey().slice(0, 8),
      name,
      color: colors[index]!,
    }))
    if (created.length > 0) store([...options(), ...created])
    setAnnouncement(
      [
        ...(added.length > 0 ? [t('fields.optionAdded', { count: added.length })] : []),
        ...(duplicates > 0 ? [t('fields.optionAlike', { count: duplicates })] : []),
      ].join(' '),
    )
  }

  function addTyped(): void {
    const name = input.value.trim()
    if (name === '') return
    add([name])
    input.value = ''
  }

  function onPaste(event: ClipboardEvent): void {
    const names = namesIn(event.clipboardData?.getData('text') ?? '')
    if (names.length < 2) return
    event.preventDefault()
    add(names)
  }

  return (
    <div class={css.group}>
      <span class={css.label}>{t('fields.options')}</span>
      <ul class={optionsCss.options} data-lines aria-label={t('fields.options')}>
        <Key each={options()} by="id">
          {(option) => {
            const { id } = option()
            return (
              <OptionLine
                option={option()}
                onEdit={(part) => editOption(id, part)}
                onRemove={() => store(options().filter((option) => option.id !== id))}
                selected={selected().includes(id)}
                {...(props.field
                  ? {
                      onSelect: (on: boolean) =>
                        setSelected(on ? [...selected(), id] : selected().filter((optionId) => optionId !== id)),
                    }
                  : {})}
                handle={sorting.handle(id)}
                line={sorting.line(id)}
              />
            )
          }}
        </Key>
      </ul>
      <Show when={props.field && selected().length > 1 && props.field}>
        {(field) => (
          <MergeOptions
            field={field()}
            options={options().filter(({ id }) => selected().includes(id))}
            onMerged={(removedIds) => {
              store(options().filter(({ id }) => !removedIds.includes(id)))
              setSelected([])
            }}
          />
        )}
      </Show>
      <Show when={props.problems['config.options'] && options().length > 0 && removed().length > 0}>
        <Button onClick={offerMerge}>{t('fields.mergeInstead')}</Button>
      </Show>
      <div class={optionsCss.add}>
        <input
          ref={input}
          class={css.select}
          maxlength={200}
          autocomplete="off"
          aria-label={t('fields.optionAdd')}
          placeholder={t('fields.optionAdd')}
          onPaste={onPaste}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.isComposing || event.ctrlKey || event.metaKey) return
            event.preventDefault()
            addTyped()
          }}
        />
        <Button onClick={addTyped}>{t('add')}</Button>
      </div>
      <p class={css.hint} role="status">
        {announcement() || (props.field && options().length > 1 ? t('fields.mergeHow') : '')}
      </p>
    </div>
  )
}
