import X from 'lucide-solid/icons/x'
import { Index } from 'solid-js'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import { CAPTURES, type FormDefinition } from '../../../core/api/form/index.ts'
import { isSettable, typeOf } from '../../../core/fields/index.ts'
import { sayForm } from '../../../i18n/form/screen.ts'
import { Button } from '../../../widgets/button.tsx'
import { Field } from '../../../widgets/field.tsx'
import css from '../forms.module.css'
import { Choice, type Option } from './controls.tsx'

type Hidden = FormDefinition['hidden'][number]

/** What a record gets that nobody is asked for: always the same, or what the page's address says. */
export function HiddenList(props: {
  project: ProjectAnswer
  hidden: readonly Hidden[]
  problemAt: (path: string) => string | undefined
  onChange: (hidden: Hidden[]) => void
}) {
  const all = (): Option[] => [
    { id: 'title', name: props.project.titleName },
    ...props.project.fields
      .filter(({ type, fixed }) => !fixed && isSettable(type) && typeOf(type)?.storage !== 'links')
      .map(({ id, name }) => ({ id, name })),
  ]
  const nameOf = (key: string) => all().find(({ id }) => id === key)?.name ?? sayForm('goneField')
  const left = () => all().filter(({ id }) => !props.hidden.some(({ field }) => field === id))
  const replace = (at: number, item: Hidden) => props.onChange(props.hidden.with(at, item))
  const options = (key: string) =>
    (props.project.fields.find(({ id }) => id === key)?.config.options ?? []) as unknown as Option[]
  return (
    <>
      <ul class={css.items} aria-label={sayForm('hidden')}>
        <Index each={props.hidden}>
          {(item, at) => (
            <li class={css.item}>
              <div class={css.itemHead}>
                <strong>{nameOf(item().field)}</strong>
                <Button
                  variant="icon"
                  size="small"
                  aria-label={sayForm('remove', { name: nameOf(item().field) })}
                  onClick={() => props.onChange(props.hidden.filter((_, i) => i !== at))}
                >
                  <X size={14} />
                </Button>
              </div>
              <div class={css.row}>
                {options(item().field).length > 0 ? (
                  <Choice
                    label={sayForm('value')}
                    value={item().value === null ? null : String(item().value)}
                    none={sayForm('choose')}
                    options={options(item().field)}
                    onChange={(value) => replace(at, { ...item(), value })}
                  />
                ) : (
                  <Field
                    label={sayForm('value')}
                    value={String(item().value ?? '')}
                    problem={props.problemAt(`hidden.${at}`)}
                    onInput={(event) => replace(at, { ...item(), value: event.currentTarget.value || null })}
                  />
                )}
                <Choice
                  label={sayForm('from')}
                  value={item().from}
                  none={sayForm('fromNowhere')}
                  options={CAPTURES.map((id) => ({ id, name: id }))}
                  onChange={(from) => replace(at, { ...item(), from: from as Hidden['from'] })}
                />
              </div>
            </li>
          )}
        </Index>
      </ul>
      <Choice
        label={sayForm('addHidden')}
        value={null}
        none={sayForm('choose')}
        options={left()}
        onChange={(field) => field && props.onChange([...props.hidden, { field, value: null, from: null }])}
      />
    </>
  )
}
