import { Show } from 'solid-js'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import { isFieldless } from '../../../core/charts/measures.ts'
import { say } from '../../../i18n/dashboard/builder.ts'
import type { Subject } from '../../../parts/filter/subject.ts'
import { Pick } from '../../../parts/pick/pick.tsx'
import css from './builder.module.css'
import { Section } from './controls.tsx'
import { isWeighable, type Measure, type Op } from './definition.ts'
import { FieldChoice } from './field-choice.tsx'

const OPS: readonly Op[] = ['count', 'sum', 'average', 'median', 'min', 'max', 'conversion', 'timeInList', 'velocity']
const OTHER = 'field'

/** What is counted or summed, as a sentence: "Sum of Amount × probability". */
export function MeasureForm(props: {
  projects: readonly ProjectAnswer[]
  measure: Measure
  problem: string | undefined
  onChange: (measure: Measure) => void
}) {
  const isMeasured = ({ kind }: Subject) => kind === 'number' || kind === 'money'
  const numbers = ({ kind }: Subject) => kind === 'number'
  const weight = () => props.measure.weight
  const hasLists = () => props.projects.every(({ lists }) => lists.length > 1)
  const without = () => {
    const { weight: _, ...rest } = props.measure
    return rest
  }
  function setWeight(chosen: string): void {
    if (chosen === 'probability') props.onChange({ ...props.measure, weight: 'probability' })
    else if (chosen === OTHER) props.onChange({ ...props.measure, weight: { field: '' } })
    else props.onChange(without())
  }
  return (
    <Section label={say('measure')} problem={props.problem}>
      <Pick
        label={say('measure')}
        value={props.measure.op}
        options={OPS.map((id) => ({ id, name: say(`op.${id}`) }))}
        onChange={(op) => props.onChange({ ...props.measure, op: op as Op })}
      />
      <Show when={props.measure.op === 'count'}>
        <span class={css.word}>{say('ofRecords')}</span>
      </Show>
      <Show when={!isFieldless(props.measure.op)}>
        <span class={css.word}>{say('ofWord')}</span>
        <FieldChoice
          label={say('measured')}
          projects={props.projects}
          value={props.measure.field}
          accepts={isMeasured}
          suggested={(props.projects[0]?.fields ?? []).slice(0, 12).map(({ id }) => id)}
          onSelect={(field) => props.onChange({ ...props.measure, field })}
        />
      </Show>
      <Show when={isWeighable(props.measure.op)}>
        <Show when={weight() !== undefined}>
          <span class={css.word}>×</span>
        </Show>
        <Pick
          label={say('weight')}
          value={weight() === undefined ? '' : weight() === 'probability' ? 'probability' : OTHER}
          none={say('noWeight')}
          options={[
            ...(hasLists() ? [{ id: 'probability', name: say('probability') }] : []),
            { id: OTHER, name: say('weightField') },
          ]}
          onChange={setWeight}
        />
        <Show when={typeof weight() === 'object'}>
          <FieldChoice
            label={say('weight')}
            projects={props.projects}
            value={(weight() as { field: string }).field || undefined}
            accepts={numbers}
            onSelect={(field) => props.onChange({ ...props.measure, weight: { field } })}
          />
        </Show>
      </Show>
    </Section>
  )
}
