import { type Component, For, Match, Switch } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import type { Kind } from '../../../core/fields/contract.ts'
import { t } from '../../../i18n/index.ts'
import type { FilterEditor } from '../../field-types/contract.ts'
import { widgetOf } from '../../field-types/index.ts'
import css from '../filter.module.css'
import type { Names } from '../filter-names.ts'
import { arityOf } from '../operators.ts'
import { valueText } from '../sentence.ts'
import { ChoicesEdit } from './choices-edit.tsx'
import { DayEdit } from './day-edit.tsx'
import { FigureEdit } from './figure-edit.tsx'
import { FlagEdit } from './flag-edit.tsx'
import { MoneyEdit } from './money-edit.tsx'
import type { SingleValueProps } from './single-value.ts'
import { StarsEdit } from './stars-edit.tsx'
import { TextEdit } from './text-edit.tsx'

interface Props extends Omit<SingleValueProps, 'label'> {
  op: string
  names: Names
}

/** The editor of a condition's value, by the field's type and by how many values the operator takes. */
export function ValueEdit(props: Props) {
  const arity = () => arityOf(props.op, props.subject.kind)
  const hasChoices = () => widgetOf(props.subject.type).choices !== undefined
  const range = (value: unknown): unknown[] => (Array.isArray(value) ? [value[0], value[1]] : [undefined, undefined])
  const setBound = (index: number, value: unknown, draftText: unknown) => {
    const [values, words] = [range(props.value), range(props.draftText)]
    values[index] = value
    words[index] = draftText
    props.onChange(values, words)
  }
  return (
    <Switch>
      <Match when={arity() === 'none'}>{null}</Match>
      <Match when={hasChoices() && arity() !== 'pair'}>
        <ChoicesEdit {...props} label={t('filter.value')} multiple={arity() === 'many'} />
      </Match>
      <Match when={arity() === 'pair'}>
        <div class={css.pair}>
          <For each={[0, 1]}>
            {(index) => (
              <>
                {index === 1 && <span class={css.between}>{t('filter.and')}</span>}
                <SingleValueEdit
                  subject={props.subject}
                  label={t(index === 0 ? 'filter.from' : 'filter.to')}
                  value={range(props.value)[index]}
                  draftText={range(props.draftText)[index]}
                  onChange={(value, draftText) => setBound(index, value, draftText)}
                />
              </>
            )}
          </For>
        </div>
      </Match>
      <Match when={arity() === 'one'}>
        <SingleValueEdit {...props} label={t('filter.value')} />
      </Match>
      <Match when={arity() === 'many'}>
        <span class={css.said}>{valueText(props.subject, props.op, props.value, props.names)}</span>
      </Match>
    </Switch>
  )
}

/** The default value editor of each kind. Types with `choices` are edited by ChoicesEdit. */
const BY_KIND: Record<Kind, FilterEditor> = {
  text: 'text',
  number: 'figure',
  money: 'money',
  boolean: 'flag',
  date: 'day',
  instant: 'day',
  option: 'text',
  set: 'text',
  links: 'text',
  files: 'text',
}

const EDITORS: Record<FilterEditor, Component<SingleValueProps>> = {
  text: TextEdit,
  figure: FigureEdit,
  money: MoneyEdit,
  day: DayEdit,
  stars: StarsEdit,
  flag: FlagEdit,
}

function SingleValueEdit(props: SingleValueProps) {
  const editor = () => widgetOf(props.subject.type).filter ?? BY_KIND[props.subject.kind]
  return <Dynamic component={EDITORS[editor()]} {...props} />
}
