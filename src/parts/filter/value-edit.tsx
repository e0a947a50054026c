import { For, Match, Switch } from 'solid-js'
import { t } from '../../i18n/index.ts'
import { ChoicesEdit } from './choices-edit.tsx'
import { DayEdit } from './day-edit.tsx'
import { FigureEdit } from './figure-edit.tsx'
import css from './filter.module.css'
import { MoneyEdit } from './money-edit.tsx'
import { isPerson, type Names } from './names.ts'
import { arityOf } from './operators.ts'
import { valueText } from './sentence.ts'
import { StarsEdit } from './stars-edit.tsx'
import type { Subject } from './subjects.ts'
import { TextEdit } from './text-edit.tsx'

export interface OneProps {
  subject: Subject
  label: string
  value: unknown
  /** what was typed, where that is no value */
  typed: unknown
  /** undefined: what was typed doesn't fit */
  set: (value: unknown, typed?: unknown) => void
}

interface Props extends Omit<OneProps, 'label'> {
  op: string
  names: Names
}

const CHOSEN = ['select', 'multiSelect', 'country', 'reference']

/** The editor of a condition's value, by the field's type and by how many values the operator takes. */
export function ValueEdit(props: Props) {
  const arity = () => arityOf(props.op, props.subject.kind)
  const chosen = () => CHOSEN.includes(props.subject.type) || isPerson(props.subject.type)
  const pair = (all: unknown): unknown[] => (Array.isArray(all) ? [all[0], all[1]] : [undefined, undefined])
  const setAt = (at: number, value: unknown, typed: unknown) => {
    const [values, words] = [pair(props.value), pair(props.typed)]
    values[at] = value
    words[at] = typed
    props.set(values, words)
  }
  return (
    <Switch>
      <Match when={arity() === 'none'}>{null}</Match>
      <Match when={chosen() && arity() !== 'pair'}>
        <ChoicesEdit {...props} label={t('filter.value')} many={arity() === 'many'} />
      </Match>
      <Match when={arity() === 'pair'}>
        <div class={css.pair}>
          <For each={[0, 1]}>
            {(at) => (
              <>
                {at === 1 && <span class={css.between}>{t('filter.and')}</span>}
                <OneEdit
                  subject={props.subject}
                  label={t(at === 0 ? 'filter.from' : 'filter.to')}
                  value={pair(props.value)[at]}
                  typed={pair(props.typed)[at]}
                  set={(value, typed) => setAt(at, value, typed)}
                />
              </>
            )}
          </For>
        </div>
      </Match>
      <Match when={arity() === 'one'}>
        <OneEdit {...props} label={t('filter.value')} />
      </Match>
      <Match when={arity() === 'many'}>
        <span class={css.said}>{valueText(props.subject, props.op, props.value, props.names)}</span>
      </Match>
    </Switch>
  )
}

function OneEdit(props: OneProps) {
  const type = () => props.subject.type
  return (
    <Switch fallback={<TextEdit {...props} />}>
      <Match when={['number', 'percent', 'duration', 'timeInList'].includes(type())}>
        <FigureEdit {...props} />
      </Match>
      <Match when={type() === 'currency'}>
        <MoneyEdit {...props} />
      </Match>
      <Match when={['date', 'dateTime', 'createdAt', 'updatedAt'].includes(type())}>
        <DayEdit {...props} />
      </Match>
      <Match when={type() === 'rating'}>
        <StarsEdit {...props} />
      </Match>
      <Match when={type() === 'checkbox'}>
        <select
          class={css.select}
          aria-label={props.label}
          onChange={(event) => props.set(event.currentTarget.value === 'yes')}
        >
          <option value="yes" selected={props.value !== false}>
            {t('yes')}
          </option>
          <option value="no" selected={props.value === false}>
            {t('no')}
          </option>
        </select>
      </Match>
    </Switch>
  )
}
