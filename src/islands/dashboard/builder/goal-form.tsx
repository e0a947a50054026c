import { Index, Show } from 'solid-js'
import { trackLatestValue } from '../../../client/latest-value.ts'
import { usePeople } from '../../../client/workspace.ts'
import { say } from '../../../i18n/dashboard/builder.ts'
import { Pick } from '../../../parts/pick/pick.tsx'
import css from './builder.module.css'
import { Box, Section } from './controls.tsx'
import type { GoalDraft } from './definition.ts'

const PERIODS = ['month', 'quarter', 'year'] as const
type PerPerson = Exclude<GoalDraft, string>

/** As people type it: with commas between thousands. */
const plain = (text: string): string => text.replace(/[,\s]/g, '')

/** What is to be reached: in all, or by each person in a month, a quarter or a year. */
export function GoalForm(props: {
  goal: GoalDraft | null
  /** of a leaderboard: people have goals, or none */
  forPeople: boolean
  problem: string | undefined
  onChange: (goal: GoalDraft | null) => void
}) {
  const people = trackLatestValue(usePeople())
  const perPerson = (): PerPerson | null => (props.goal !== null && typeof props.goal === 'object' ? props.goal : null)
  const shape = () => (perPerson() ? perPerson()!.per : props.goal === null && props.forPeople ? '' : 'all')
  function choose(next: string): void {
    if (next === '') props.onChange(null)
    else if (next === 'all') props.onChange(typeof props.goal === 'string' ? props.goal : null)
    else props.onChange({ per: next as PerPerson['per'], people: perPerson()?.people ?? {} })
  }
  function setOf(person: string, text: string): void {
    const goal = perPerson()
    if (!goal) return
    const { [person]: _, ...others } = goal.people
    props.onChange({ ...goal, people: plain(text) ? { ...others, [person]: plain(text) } : others })
  }
  return (
    <Section label={say('goal')} problem={props.problem}>
      <Pick
        label={say('goal')}
        value={shape()}
        {...(props.forPeople && { none: say('noneOf') })}
        options={[
          ...(props.forPeople ? [] : [{ id: 'all', name: say('goalAll') }]),
          ...PERIODS.map((id) => ({ id, name: say(`goalPer.${id}`) })),
        ]}
        onChange={choose}
      />
      <Show when={shape() === 'all'}>
        <Box
          type="amount"
          label={say('goal')}
          placeholder="50000"
          value={typeof props.goal === 'string' ? props.goal : ''}
          onChange={(text) => props.onChange(plain(text) || null)}
        />
      </Show>
      <Show when={perPerson()}>
        {(goal) => (
          <div class={css.people}>
            <Index each={(people() ?? []).filter(({ state }) => state === 'active')}>
              {(person) => (
                // biome-ignore lint/a11y/noLabelWithoutControl: the box has the person's name
                <label class={css.person}>
                  <span>{person().name}</span>
                  <Box
                    type="amount"
                    label={say('goalOfPerson', { name: person().name })}
                    value={goal().people[person().id] ?? ''}
                    onChange={(text) => setOf(person().id, text)}
                  />
                </label>
              )}
            </Index>
          </div>
        )}
      </Show>
    </Section>
  )
}
