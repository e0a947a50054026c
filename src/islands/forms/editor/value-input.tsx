import { Match, Switch } from 'solid-js'
import { trackLatestValue } from '../../../client/latest-value.ts'
import { usePeople } from '../../../client/workspace.ts'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import { typeOf } from '../../../core/fields/index.ts'
import { sayForm } from '../../../i18n/form/screen.ts'
import { t } from '../../../i18n/index.ts'
import { Field } from '../../../widgets/field.tsx'
import { Choice, Choices, type Option } from './controls.tsx'

/** Controls that browsers have as inputs of that type. */
const INPUTS = ['date', 'datetime-local', 'email', 'tel', 'url']

/** A value that is given to a field unasked: chosen where the field has choices, else typed. */
export function ValueInput(props: {
  project: ProjectAnswer
  /** by id, or the name of what every record has */
  field: string
  value: unknown
  problem?: string | undefined
  onChange: (value: unknown) => void
}) {
  const people = trackLatestValue(usePeople())
  const field = () => props.project.fields.find(({ id }) => id === props.field)
  const type = () => typeOf(field()?.type ?? '')
  const options = () => (field()?.config.options ?? []) as unknown as Option[]
  const active = () => (people() ?? []).filter(({ state }) => state === 'active')
  const text = () => (props.value === null ? null : textOf(props.value))
  const input = () => INPUTS.find((one) => one === type()?.control) ?? 'text'
  return (
    <Switch
      fallback={
        <Field
          label={sayForm('value')}
          type={input()}
          value={text() ?? ''}
          problem={props.problem}
          onInput={(event) => props.onChange(event.currentTarget.value || null)}
        />
      }
    >
      <Match when={type()?.control === 'choices'}>
        <Choices
          label={sayForm('value')}
          values={[props.value ?? []].flat().map(textOf)}
          options={options()}
          onChange={(ids) => props.onChange(ids.length > 0 ? ids : null)}
        />
      </Match>
      <Match when={options().length > 0 || type()?.holds === 'people' || type()?.control === 'checkbox'}>
        <Choice
          label={sayForm('value')}
          value={text()}
          none={sayForm('choose')}
          options={
            type()?.holds === 'people'
              ? active()
              : type()?.control === 'checkbox'
                ? [
                    { id: 'true', name: t('yes') },
                    { id: 'false', name: t('no') },
                  ]
                : options()
          }
          onChange={(chosen) =>
            props.onChange(type()?.control === 'checkbox' && chosen !== null ? chosen === 'true' : chosen)
          }
        />
      </Match>
    </Switch>
  )
}

/** As it is typed: an option or a person by id, an amount with its currency. */
function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value ?? '')
  return 'id' in value ? String(value.id) : Object.values(value).join(' ')
}
