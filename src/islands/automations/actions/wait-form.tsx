import { Show } from 'solid-js'
import type { Action, ActionOf } from '../../../core/api/automation/index.ts'
import type { Filter } from '../../../core/query/filters/ast.ts'
import { say } from '../../../i18n/automation-words.ts'
import { FilterBuilder } from '../../../parts/filter/builder.tsx'
import { Pick } from '../../../parts/pick/pick.tsx'
import { NumberBox } from '../controls/boxes.tsx'
import { FieldChoice } from '../controls/field-choice.tsx'
import { dateOf } from '../fields-of.ts'
import type { Around } from '../sentence/describe.ts'
import css from '../steps.module.css'

/** For how long, and what makes the rest needless. */
export function WaitForm(props: { around: Around; action: ActionOf<'wait'>; onChange: (action: Action) => void }) {
  const project = () => props.around.project
  const isUntil = () => 'until' in props.action
  const stop = () => props.action.stopIf ?? null
  const keep = () => (stop() ? { stopIf: stop()! } : {})
  return (
    <>
      <Pick
        label={say('how')}
        value={isUntil() ? 'until' : 'days'}
        options={[
          { id: 'days', name: say('waitDays') },
          { id: 'until', name: say('waitUntil') },
        ]}
        onChange={(how) =>
          props.onChange(
            how === 'days'
              ? { do: 'wait', days: 3, ...keep() }
              : { do: 'wait', until: { field: dateOf(project()) }, ...keep() },
          )
        }
      />
      <Show
        when={'until' in props.action && props.action.until}
        fallback={
          <NumberBox
            label={say('days')}
            value={'days' in props.action ? props.action.days : 1}
            unit={say('daysUnit', { count: 'days' in props.action ? props.action.days : 1 })}
            onChange={(days) => props.onChange({ do: 'wait', days, ...keep() })}
          />
        }
      >
        {(until) => (
          <FieldChoice
            project={project()}
            label={say('field')}
            value={until().field}
            accepts={({ kind }) => kind === 'date' || kind === 'instant'}
            onSelect={(field) => props.onChange({ do: 'wait', until: { ...until(), field }, ...keep() })}
          />
        )}
      </Show>
      <details class={css.more} data-wide="" open={stop() !== null}>
        <summary>{say('stopIf')}</summary>
        <FilterBuilder
          compact
          project={project()}
          filter={stop()}
          onChange={(filter: Filter | null) => {
            const { stopIf: _, ...rest } = props.action
            props.onChange((filter ? { ...rest, stopIf: filter } : rest) as Action)
          }}
        />
      </details>
    </>
  )
}
