import { createSignal, For, Show } from 'solid-js'
import { newKey } from '../../../../../client/api.ts'
import { reorder } from '../../../../../client/reorder.ts'
import { COLORS } from '../../../../../core/model/entities.ts'
import type { Json } from '../../../../../core/model/json.ts'
import { t } from '../../../../../i18n/index.ts'
import type { OptionAnswer } from '../../../../../parts/values/options.ts'
import { Button } from '../../../../../widgets/button.tsx'
import css from '../form.module.css'
import { createReorder } from '../reorder.ts'
import type { ConfigProps } from './config-props.ts'
import { MergeOptions } from './merge-options.tsx'
import { OptionLine } from './option-line.tsx'
import list from './options.module.css'
import { namesIn, newNames } from './pasted.ts'

/** What one may choose: added one by one or from a pasted list, renamed, recoloured, put in order, merged. */
export function OptionsConfig(props: ConfigProps) {
  const [said, setSaid] = createSignal('')
  const [chosen, setChosen] = createSignal<string[]>([])
  const options = () => (props.draft.config.options as unknown as OptionAnswer[] | undefined) ?? []
  const store = (next: OptionAnswer[]) => props.set({ options: next as unknown as Json })
  const edit = (id: string, part: Partial<OptionAnswer>) =>
    store(options().map((one) => (one.id === id ? { ...one, ...part } : one)))
  const sorting = createReorder(
    () => options().map(({ id }) => id),
    (id, spot) => store(reorder(options(), (one) => one.id, id, spot)),
  )
  let input!: HTMLInputElement

  function add(names: string[]): void {
    const { fresh, alike } = newNames(
      names,
      options().map(({ name }) => name),
    )
    const from = options().length
    const made = fresh.map((name, at) => ({
      id: newKey().slice(0, 8),
      name,
      color: COLORS[1 + ((from + at) % (COLORS.length - 1))]!,
    }))
    if (made.length > 0) store([...options(), ...made])
    setSaid(
      [
        ...(fresh.length > 0 ? [t('fields.optionAdded', { count: fresh.length })] : []),
        ...(alike > 0 ? [t('fields.optionAlike', { count: alike })] : []),
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
      <ul class={list.options} data-lines aria-label={t('fields.options')}>
        <For each={options().map(({ id }) => id)}>
          {(id) => (
            <Show when={options().find((one) => one.id === id)}>
              {(option) => (
                <OptionLine
                  option={option()}
                  edit={(part) => edit(id, part)}
                  remove={() => store(options().filter((one) => one.id !== id))}
                  chosen={chosen().includes(id)}
                  {...(props.field
                    ? {
                        choose: (on: boolean) =>
                          setChosen(on ? [...chosen(), id] : chosen().filter((one) => one !== id)),
                      }
                    : {})}
                  handle={sorting.handle(id)}
                  line={sorting.line(id)}
                />
              )}
            </Show>
          )}
        </For>
      </ul>
      <Show when={props.field && chosen().length > 1 && props.field}>
        {(field) => (
          <MergeOptions
            field={field()}
            options={options().filter(({ id }) => chosen().includes(id))}
            done={(gone) => {
              store(options().filter(({ id }) => !gone.includes(id)))
              setChosen([])
            }}
          />
        )}
      </Show>
      <div class={list.add}>
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
        {said() || (props.field && options().length > 1 ? t('fields.mergeHow') : '')}
      </p>
    </div>
  )
}
