import { For } from 'solid-js'
import { daysSince, instant } from '../../client/format.ts'
import { moveRecord } from '../../client/records.ts'
import type { ProjectAnswer, RecordAnswer } from '../../core/api/answers.ts'
import { t } from '../../i18n/index.ts'
import css from './stepper.module.css'

/** The project's lists as a stepper: earlier stages are filled, a click moves the record. */
export function Stepper(props: { record: RecordAnswer; project: ProjectAnswer; canEdit: boolean }) {
  const currentIndex = () => props.project.lists.findIndex((list) => list.id === props.record.list)
  const current = () => props.project.lists[currentIndex()]
  return (
    <div class={css.stepper}>
      <ol class={css.steps} aria-label={t('record.list')}>
        <For each={props.project.lists}>
          {(list, index) => (
            <li>
              <button
                type="button"
                class={css.step}
                data-color={current()?.color}
                data-passed={index() <= currentIndex() && current()?.kind === 'open' ? '' : undefined}
                aria-current={index() === currentIndex() ? 'step' : undefined}
                disabled={!props.canEdit}
                title={list.name}
                onClick={() => void moveRecord(props.record, list)}
              >
                <span class="hidden-text">{list.name}</span>
              </button>
            </li>
          )}
        </For>
      </ol>
      <p class={css.here} title={instant(props.record.enteredListAt)}>
        <strong>{current()?.name}</strong>
        <span>{t('board.days', { count: daysSince(props.record.enteredListAt) })}</span>
      </p>
    </div>
  )
}
