import ArrowDown from 'lucide-solid/icons/arrow-down'
import ArrowUp from 'lucide-solid/icons/arrow-up'
import X from 'lucide-solid/icons/x'
import { createUniqueId, For, Index, Show } from 'solid-js'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import type { FormField, ShowIf } from '../../../core/api/form/index.ts'
import { typeOf } from '../../../core/fields/index.ts'
import { sayForm } from '../../../i18n/form/screen.ts'
import { Button } from '../../../widgets/button.tsx'
import { Field } from '../../../widgets/field.tsx'
import { fieldItem } from '../draft.ts'
import css from '../forms.module.css'
import { Choice, type Option, Tick } from './controls.tsx'

/** All that this project's forms can ask for. */
export function askable(project: ProjectAnswer): Option[] {
  const askableFields = project.fields.filter(({ type, fixed }) => !fixed && typeOf(type)?.control)
  return [
    { id: 'title', name: project.titleName },
    ...askableFields.map(({ id, name }) => ({ id, name })),
    { id: 'description', name: sayForm('description') },
    { id: 'files', name: sayForm('files') },
  ]
}

/** What is asked, in order. */
export function FieldList(props: {
  project: ProjectAnswer
  fields: readonly FormField[]
  problemAt: (path: string) => string | undefined
  onChange: (fields: FormField[]) => void
}) {
  const all = () => askable(props.project)
  const nameOf = (key: string) => all().find(({ id }) => id === key)?.name ?? sayForm('goneField')
  const left = () => all().filter(({ id }) => !props.fields.some(({ field }) => field === id))
  const replace = (index: number, item: FormField) => props.onChange(props.fields.with(index, item))
  function move(index: number, by: number): void {
    const items = [...props.fields]
    const [item] = items.splice(index, 1)
    items.splice(index + by, 0, item!)
    props.onChange(items)
  }
  return (
    <>
      <ol class={css.items} aria-label={sayForm('fields')}>
        <Index each={props.fields}>
          {(item, index) => (
            <li class={css.item} data-field={item().field}>
              <div class={css.itemHead}>
                <strong>{nameOf(item().field)}</strong>
                <Button
                  variant="icon"
                  size="small"
                  aria-label={sayForm('up', { name: nameOf(item().field) })}
                  disabled={index === 0}
                  onClick={() => move(index, -1)}
                >
                  <ArrowUp size={14} />
                </Button>
                <Button
                  variant="icon"
                  size="small"
                  aria-label={sayForm('down', { name: nameOf(item().field) })}
                  disabled={index === props.fields.length - 1}
                  onClick={() => move(index, 1)}
                >
                  <ArrowDown size={14} />
                </Button>
                <Button
                  variant="icon"
                  size="small"
                  aria-label={sayForm('remove', { name: nameOf(item().field) })}
                  onClick={() => props.onChange(props.fields.filter((_, i) => i !== index))}
                >
                  <X size={14} />
                </Button>
              </div>
              <div class={css.row}>
                <Field
                  label={sayForm('label')}
                  value={item().label}
                  placeholder={nameOf(item().field)}
                  maxlength={200}
                  problem={props.problemAt(`fields.${index}`)}
                  onInput={(event) => replace(index, { ...item(), label: event.currentTarget.value })}
                />
                <Field
                  label={sayForm('help')}
                  value={item().help}
                  maxlength={500}
                  onInput={(event) => replace(index, { ...item(), help: event.currentTarget.value })}
                />
              </div>
              <Tick
                label={sayForm('required')}
                on={item().required || item().field === 'title'}
                onChange={(required) => replace(index, { ...item(), required })}
              />
              <Show when={index > 0}>
                <Condition
                  project={props.project}
                  before={props.fields.slice(0, index).map(({ field }) => ({ id: field, name: nameOf(field) }))}
                  value={item().showIf}
                  onChange={(showIf) => replace(index, { ...item(), showIf })}
                />
              </Show>
            </li>
          )}
        </Index>
      </ol>
      <Show when={left().length > 0}>
        <AddField options={left()} onAdd={(field) => props.onChange([...props.fields, fieldItem(field)])} />
      </Show>
    </>
  )
}

function AddField(props: { options: readonly Option[]; onAdd: (field: string) => void }) {
  const id = createUniqueId()
  return (
    <div class={css.field}>
      <label for={id}>{sayForm('addField')}</label>
      <select
        id={id}
        onChange={(event) => {
          const { value } = event.currentTarget
          event.currentTarget.value = ''
          if (value) props.onAdd(value)
        }}
      >
        <option value="">{sayForm('choose')}</option>
        <For each={props.options}>{({ id, name }) => <option value={id}>{name}</option>}</For>
      </select>
    </div>
  )
}

/** Whether it is shown goes by what stands in a field before it. */
function Condition(props: {
  project: ProjectAnswer
  before: Option[]
  value: ShowIf | null
  onChange: (value: ShowIf | null) => void
}) {
  const options = () => {
    const field = props.project.fields.find(({ id }) => id === props.value?.field)
    return (field?.config.options ?? []) as unknown as Option[]
  }
  return (
    <div class={css.row}>
      <Choice
        label={sayForm('showIf')}
        value={props.value?.field ?? null}
        none={sayForm('always')}
        options={props.before}
        onChange={(field) => props.onChange(field === null ? null : { field, op: 'filled' })}
      />
      <Show when={props.value}>
        {(value) => (
          <>
            <Choice
              label={sayForm('how')}
              value={value().op}
              options={(['filled', 'empty', 'eq', 'ne'] as const).map((id) => ({ id, name: sayForm(`op.${id}`) }))}
              onChange={(op) =>
                props.onChange({
                  field: value().field,
                  op: op as ShowIf['op'],
                  ...(value().value !== undefined && { value: value().value }),
                })
              }
            />
            <Show when={value().op === 'eq' || value().op === 'ne'}>
              <Show
                when={options().length > 0}
                fallback={
                  <Field
                    label={sayForm('value')}
                    value={String(value().value ?? '')}
                    onInput={(event) => props.onChange({ ...value(), value: event.currentTarget.value })}
                  />
                }
              >
                <Choice
                  label={sayForm('value')}
                  value={value().value === undefined ? null : String(value().value)}
                  none={sayForm('choose')}
                  options={options()}
                  onChange={(chosen) => props.onChange({ ...value(), value: chosen ?? '' })}
                />
              </Show>
            </Show>
          </>
        )}
      </Show>
    </div>
  )
}
