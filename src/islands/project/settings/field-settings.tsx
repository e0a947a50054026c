import { createSignal, For, Show } from 'solid-js'
import { change } from '../../../client/change.ts'
import { useMe, useProjects } from '../../../client/workspace.ts'
import type { FieldAnswer, ProjectAnswer } from '../../../core/model/answers.ts'
import { type Key, t } from '../../../i18n/index.ts'
import { COMPUTED_TYPES, ComputedConfig, type ComputedType, FormulaLine, isComputed } from './computed-config.tsx'
import { CurrencySettings, FieldConfig } from './field-config.tsx'
import { AddLine, Line } from './line.tsx'
import { OptionSettings } from './option-settings.tsx'
import css from './settings.module.css'

export const FIELD_TYPES = [
  'text',
  'longText',
  'number',
  'percent',
  'currency',
  'checkbox',
  'date',
  'dateTime',
  'select',
  'multiSelect',
  'rating',
  'email',
  'phone',
  'url',
  'location',
  'country',
  'person',
  'file',
  'reference',
  ...COMPUTED_TYPES,
] as const

type Type = (typeof FIELD_TYPES)[number]

const isType = (type: string): type is Type => (FIELD_TYPES as readonly string[]).includes(type)
const nameOfType = (type: string): string => (isType(type) ? t(`type.${type}` satisfies Key) : type)
const hasOptions = (field: FieldAnswer) => field.type === 'select' || field.type === 'multiSelect'

export function FieldSettings(props: { project: ProjectAnswer }) {
  const projects = useProjects()
  const me = useMe()
  const fields = () => props.project.fields
  const [type, setType] = createSignal<Type>('text')
  const [target, setTarget] = createSignal('')
  const others = () => projects.data ?? []
  let computed: { [key: string]: unknown } = {}

  function add(name: string): Promise<boolean> {
    const config = isComputed(type())
      ? computed
      : type() === 'reference'
        ? { project: target() || others()[0]?.id }
        : type() === 'currency'
          ? { currency: me.data?.workspace.currency ?? 'USD' }
          : {}
    return change('POST', `/api/projects/${props.project.id}/fields`, { name, type: type(), config })
  }

  return (
    <>
      <ul class={css.lines}>
        {/* By id, not by object: an answer brings new ones, and what is open or has the focus has to stay. */}
        <For each={fields().map(({ id }) => id)}>
          {(id, at) => (
            <Show when={fields().find((one) => one.id === id)}>
              {(field) => (
                <>
                  <Line
                    path={`/api/fields/${id}`}
                    name={field().name}
                    above={fields()[at() - 1]?.id}
                    below={fields()[at() + 1]?.id}
                  >
                    <span class={css.kind}>{nameOfType(field().type)}</span>
                    <FieldConfig field={field()} />
                    <Show when={!isComputed(field().type)}>
                      <label class={css.required}>
                        <input
                          type="checkbox"
                          checked={field().required}
                          onChange={(event) =>
                            void change('PATCH', `/api/fields/${id}`, { required: event.currentTarget.checked })
                          }
                        />
                        {t('settings.required')}
                      </label>
                    </Show>
                  </Line>
                  <Show when={field().type === 'formula'}>
                    <li>
                      <FormulaLine field={field()} />
                    </li>
                  </Show>
                  <Show when={hasOptions(field())}>
                    <li>
                      <OptionSettings field={field()} />
                    </li>
                  </Show>
                  <Show when={field().type === 'currency'}>
                    <li>
                      <CurrencySettings field={field()} />
                    </li>
                  </Show>
                </>
              )}
            </Show>
          )}
        </For>
      </ul>
      <AddLine label={t('settings.newField')} add={add}>
        <select
          class={css.small}
          aria-label={t('settings.type')}
          onChange={(event) => setType(event.currentTarget.value as Type)}
        >
          <For each={FIELD_TYPES}>{(one) => <option value={one}>{nameOfType(one)}</option>}</For>
        </select>
        <Show when={isComputed(type())}>
          <ComputedConfig
            project={props.project}
            type={type() as ComputedType}
            set={(config) => {
              computed = config
            }}
          />
        </Show>
        <Show when={type() === 'reference'}>
          <select
            class={css.small}
            aria-label={t('settings.target')}
            onChange={(event) => setTarget(event.currentTarget.value)}
          >
            <For each={others()}>{(one) => <option value={one.id}>{one.name}</option>}</For>
          </select>
        </Show>
      </AddLine>
    </>
  )
}
