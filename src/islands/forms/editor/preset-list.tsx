import X from 'lucide-solid/icons/x'
import { Index, type JSX } from 'solid-js'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import { isSettable, typeOf } from '../../../core/fields/index.ts'
import { sayForm } from '../../../i18n/form/screen.ts'
import { Button } from '../../../widgets/button.tsx'
import css from '../forms.module.css'
import { Choice, type Option } from './controls.tsx'
import { ValueInput } from './value-input.tsx'

interface Preset {
  /** by id, or the name of what every record has */
  field: string
  value: unknown
}

/** Fields of a record, each with the value that it gets although nobody is asked for it. */
export function PresetList<P extends Preset>(props: {
  project: ProjectAnswer
  /** what every record has and may be set here, too */
  builtIn?: readonly Option[]
  label: string
  addLabel: string
  items: readonly P[]
  problemAt: (item: P, at: number) => string | undefined
  /** beside the value */
  more?: (item: () => P, replace: (item: P) => void) => JSX.Element
  begin: (field: string) => P
  onChange: (items: P[]) => void
}) {
  const all = (): Option[] => [
    { id: 'title', name: props.project.titleName },
    ...(props.builtIn ?? []),
    ...props.project.fields
      .filter(({ type, fixed }) => !fixed && isSettable(type) && typeOf(type)?.storage !== 'links')
      .map(({ id, name }) => ({ id, name })),
  ]
  const nameOf = (key: string) => all().find(({ id }) => id === key)?.name ?? sayForm('goneField')
  const left = () => all().filter(({ id }) => !props.items.some(({ field }) => field === id))
  const replace = (index: number, item: P) => props.onChange(props.items.with(index, item))
  return (
    <>
      <ul class={css.items} aria-label={props.label}>
        <Index each={props.items}>
          {(item, index) => (
            <li class={css.item}>
              <div class={css.itemHead}>
                <strong>{nameOf(item().field)}</strong>
                <Button
                  variant="icon"
                  size="small"
                  aria-label={sayForm('remove', { name: nameOf(item().field) })}
                  onClick={() => props.onChange(props.items.filter((_, i) => i !== index))}
                >
                  <X size={14} />
                </Button>
              </div>
              <div class={css.row}>
                <ValueInput
                  project={props.project}
                  field={item().field}
                  value={item().value}
                  problem={props.problemAt(item(), index)}
                  onChange={(value) => replace(index, { ...item(), value })}
                />
                {props.more?.(item, (changed) => replace(index, changed))}
              </div>
            </li>
          )}
        </Index>
      </ul>
      <Choice
        label={props.addLabel}
        value={null}
        none={sayForm('choose')}
        options={left()}
        onChange={(field) => field && props.onChange([...props.items, props.begin(field)])}
      />
    </>
  )
}
