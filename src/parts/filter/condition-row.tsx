import Ban from 'lucide-solid/icons/ban'
import X from 'lucide-solid/icons/x'
import { createMemo, For, Show } from 'solid-js'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import { t } from '../../i18n/index.ts'
import { buttonClass } from '../../widgets/button.tsx'
import type { Row } from './draft.ts'
import type { Editing } from './editing.ts'
import { FieldPick } from './field-pick.tsx'
import css from './filter.module.css'
import type { Names } from './names.ts'
import { operatorLabel, operatorsFor } from './operators.ts'
import { subjectNamed } from './subjects.ts'
import { ValueEdit } from './value-edit.tsx'

interface Props {
  project: ProjectAnswer
  row: Row
  lead: string
  editing: Editing
  names: Names
  /** what the server says of this row */
  refused: string | undefined
  removed: () => void
}

/** One condition, read from left to right: field, comparison, value. */
export function ConditionRow(props: Props) {
  const subject = createMemo(() => subjectNamed(props.project, props.row.field))
  const label = () => subject()?.label ?? t('filter.unknownField')
  const kind = () => subject()?.kind ?? 'text'
  const operators = () => {
    const one = subject()
    if (!one) return [props.row.op]
    const said = operatorLabel(props.row.op, one.kind)
    const others = operatorsFor(one).filter((op) => op !== props.row.op && operatorLabel(op, one.kind) !== said)
    const all = operatorsFor(one)
    const at = all.findIndex((op) => operatorLabel(op, one.kind) === said)
    return at < 0 ? [props.row.op, ...others] : all.map((op, i) => (i === at ? props.row.op : op))
  }
  return (
    <div class={css.row} data-row={props.row.id} data-refused={props.refused ? '' : undefined}>
      <span class={css.lead}>{props.lead}</span>
      <button
        type="button"
        class={css.not}
        aria-pressed={props.row.not}
        aria-label={`${t('filter.negate')}: ${label()}`}
        title={t('filter.negate')}
        onClick={() => props.editing.toggleNot(props.row.id)}
      >
        <Ban size={14} />
      </button>
      <FieldPick
        project={props.project}
        label={t('filter.field')}
        value={props.row.field}
        class={css.field!}
        trigger={<span class={css.fieldName}>{label()}</span>}
        pick={(one) => props.editing.setField(props.row.id, one)}
      />
      <select
        class={`${css.select} ${css.op}`}
        aria-label={`${t('filter.op')}: ${label()}`}
        onChange={(event) => props.editing.setOp(props.row.id, event.currentTarget.value)}
      >
        <For each={operators()}>
          {(op) => (
            <option value={op} selected={op === props.row.op}>
              {operatorLabel(op, kind())}
            </option>
          )}
        </For>
      </select>
      <div class={css.value} data-value="">
        <Show when={subject()}>
          {(one) => (
            <ValueEdit
              subject={one()}
              op={props.row.op}
              value={props.row.value}
              typed={props.row.typed}
              names={props.names}
              set={(value, typed) => props.editing.setValue(props.row.id, value, typed)}
            />
          )}
        </Show>
      </div>
      <button
        type="button"
        class={buttonClass('icon', 'small')}
        aria-label={t('filter.remove', { name: label() })}
        title={t('filter.remove', { name: label() })}
        onClick={() => {
          props.editing.remove(props.row.id)
          props.removed()
        }}
      >
        <X size={14} />
      </button>
      <Show when={props.refused}>
        <p class={css.refused} role="alert">
          {props.refused}
        </p>
      </Show>
    </div>
  )
}
