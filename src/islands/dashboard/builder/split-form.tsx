import { Show } from 'solid-js'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import { say } from '../../../i18n/dashboard/builder.ts'
import type { Subject } from '../../../parts/filter/subject.ts'
import { Pick } from '../../../parts/pick/pick.tsx'
import { Section } from './controls.tsx'
import type { Split } from './definition.ts'
import { FieldChoice } from './field-choice.tsx'
import { isDated, TEAM } from './names.ts'

const PERIODS = ['day', 'week', 'month', 'quarter', 'year'] as const
const SUGGESTED = ['list', 'tags', 'assignees', TEAM, 'closedAt', 'createdAt']

/** By what a chart is split: a field or what every record has, of dates how long a part is. */
export function SplitForm(props: {
  label: string
  projects: readonly ProjectAnswer[]
  split: Split | null
  /** may be left out */
  optional: boolean
  problem: string | undefined
  onChange: (split: Split | null) => void
}) {
  const accepts = ({ kind }: Subject) => kind !== 'files'
  const dated = () => isDated(props.projects[0], props.split?.by)
  function select(by: string): void {
    const isDate = isDated(props.projects[0], by)
    props.onChange({ by, ...(isDate && { every: props.split?.every ?? 'month' }) })
  }
  return (
    <Section label={props.label} problem={props.problem}>
      <FieldChoice
        label={props.label}
        projects={props.projects}
        value={props.split?.by}
        accepts={accepts}
        suggested={SUGGESTED}
        onSelect={select}
        onClear={props.optional ? () => props.onChange(null) : undefined}
      />
      <Show when={dated()}>
        <Pick
          label={say('every')}
          value={props.split?.every ?? 'month'}
          options={PERIODS.map((id) => ({ id, name: say(`per.${id}`) }))}
          onChange={(every) => props.onChange({ by: props.split!.by, every: every as (typeof PERIODS)[number] })}
        />
      </Show>
    </Section>
  )
}
