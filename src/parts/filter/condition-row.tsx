import Ban from 'lucide-solid/icons/ban'
import X from 'lucide-solid/icons/x'
import { createMemo, For, Show } from 'solid-js'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import { t } from '../../i18n/index.ts'
import { buttonClass } from '../../widgets/button.tsx'
import type { Row } from './draft.ts'
import type { Editing } from './edit-filter.ts'
import { FieldPick } from './field-pick.tsx'
import css from './filter.module.css'
import type { Names } from './filter-names.ts'
import { operatorLabel, operatorsFor } from './operators.ts'
import { subjectNamed } from './subjects.ts'
import { ValueEdit } from './values/value-edit.tsx'

interface Props {
  project: ProjectAnswer
  row: Row
  lead: string
  editing: Editing
  names: Names
  /** what the server says of this row */
  problem: string | undefined
  onRemoved: () => void
}

/** One condition, read from left to right: field, comparison, value. */
export function ConditionRow(props: Props) {
  const subject = createMemo(() => subjectNamed(props.project, props.row.field))
  const label = () => subject()?.label ?? t('filter.unknownField')
  const operators = () => {
    const current = subject()
    if (!current) return [props.row.op]
    const label = operatorLabel(props.row.op, current)
    const otherOperators = operatorsFor(current).filter(
      (op) => op !== props.row.op && operatorLabel(op, current) !== label,
    )
    const operators = operatorsFor(current)
    const index = operators.findIndex((op) => operatorLabel(op, current) === label)
    return index < 0 ? [props.row.op, ...otherOperators] : operators.map((op, i) => (i === index ? props.row.op : op))
  }
  return (
    <div class={css.row} data-row={props.row.id} data-refused={props.problem ? '' : undefined}>
      <span class={css.lead}>{props.lead}</span>
      <button
        type="button"
        class={css.not}
        aria-pressed={props.row.negated}
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
        onSelect={(next) => props.editing.setField(props.row.id, next)}
      />
      <select
        class={`${css.select} ${css.op}`}
        aria-label={`${t('filter.op')}: ${label()}`}
        onChange={(event) => props.editing.setOp(props.row.id, event.currentTarget.value)}
      >
        <For each={operators()}>
          {(op) => (
            <option value={op} selected={op === props.row.op}>
              {operatorLabel(op, subject() ?? { kind: 'text', name: '' })}
            </option>
          )}
        </For>
      </select>
      <div class={css.value} data-value="">
        <Show when={subject()}>
          {(currentSubject) => (
            <ValueEdit
              subject={currentSubject()}
              op={props.row.op}
              value={props.row.value}
              draftText={props.row.draftText}
              names={props.names}
              onChange={(value, draftText) => props.editing.setValue(props.row.id, value, draftText)}
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
          props.onRemoved()
        }}
      >
        <X size={14} />
      </button>
      <Show when={props.problem}>
        <p class={css.refused} role="alert">
          {props.problem}
        </p>
      </Show>
    </div>
  )
}
