import { For, Show } from 'solid-js'
import { displayName } from '../../../client/fallback-dates.ts'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import type { FormTexts } from '../../../core/api/form/index.ts'
import { typeOf } from '../../../core/fields/index.ts'
import { sayForm } from '../../../i18n/form/screen.ts'
import { Button } from '../../../widgets/button.tsx'
import { Field } from '../../../widgets/field.tsx'
import type { Draft } from '../draft.ts'
import css from '../forms.module.css'
import { type Place, textAt, withText } from '../translations.ts'
import { Area, type Option } from './controls.tsx'
import { askable } from './field-list.tsx'

/** All that a form says, each text under its own words in the form's language. What is left out is said as there. */
export function Translation(props: {
  project: ProjectAnswer
  draft: Draft
  tongue: string
  onChange: (texts: FormTexts) => void
  /** of one that was added by hand */
  onRemove?: (() => void) | undefined
}) {
  const texts = (): FormTexts => props.draft.texts[props.tongue] ?? {}
  const textKeys = () => (['title', 'intro', 'button', 'thanks', 'consent'] as const).filter((key) => props.draft[key])
  const fields = () =>
    props.draft.fields.map(({ field, label, help }) => ({
      field,
      label: label || (askable(props.project).find(({ id }) => id === field)?.name ?? sayForm('goneField')),
      help,
      options: optionsOf(props.project, field),
    }))
  const places = (): Place[] => [
    ...textKeys().map((key): Place => [key]),
    ...fields().flatMap(({ field, help, options }): Place[] => [
      ['fields', field, 'label'],
      ...(help ? [['fields', field, 'help'] as Place] : []),
      ...options.map(({ id }): Place => ['options', id]),
    ]),
  ]
  const done = () => places().filter((place) => textAt(texts(), place) !== '').length
  const set = (place: Place, text: string) => props.onChange(withText(texts(), place, text))
  const line = (label: string, place: Place, maxlength: number) => (
    <Field
      label={label}
      lang={props.tongue}
      value={textAt(texts(), place)}
      maxlength={maxlength}
      onInput={(event) => set(place, event.currentTarget.value)}
    />
  )
  return (
    <details class={css.translation}>
      <summary>
        {sayForm('inLanguage', { name: displayName('language', props.tongue) })}
        <span class={css.hint}>{sayForm('translated', { done: done(), all: places().length })}</span>
      </summary>
      <div class={css.texts}>
        <For each={textKeys()}>
          {(key) => (
            <Show
              when={key === 'title' || key === 'button'}
              fallback={
                <Area
                  label={sayForm(key as 'intro' | 'thanks' | 'consent')}
                  hint={props.draft[key]}
                  lang={props.tongue}
                  value={textAt(texts(), [key])}
                  maxlength={2000}
                  onInput={(text) => set([key], text)}
                />
              }
            >
              {line(props.draft[key], [key], key === 'title' ? 200 : 60)}
            </Show>
          )}
        </For>
        <For each={props.draft.fields.map(({ field }) => field)}>
          {(key) => {
            const field = () => fields().find((one) => one.field === key)!
            return (
              <Show when={fields().some((one) => one.field === key)}>
                <fieldset class={css.choices} aria-label={field().label}>
                  <div class={css.pair}>
                    {line(field().label, ['fields', key, 'label'], 200)}
                    <Show when={field().help}>{line(field().help, ['fields', key, 'help'], 500)}</Show>
                  </div>
                  <Show when={field().options.length > 0}>
                    <div class={`${css.under} ${css.options}`}>
                      <For each={field().options}>{({ id, name }) => line(name, ['options', id], 200)}</For>
                    </div>
                  </Show>
                </fieldset>
              </Show>
            )
          }}
        </For>
        <Show when={props.onRemove}>
          {(remove) => (
            <Button size="small" onClick={() => remove()()}>
              {sayForm('remove', { name: displayName('language', props.tongue) })}
            </Button>
          )}
        </Show>
      </div>
    </details>
  )
}

/** Those that a visitor chooses from. */
function optionsOf(project: ProjectAnswer, key: string): Option[] {
  const field = project.fields.find(({ id }) => id === key)
  const { control } = typeOf(field?.type ?? '') ?? {}
  return control === 'choice' || control === 'choices' ? (field!.config.options as unknown as Option[]) : []
}
