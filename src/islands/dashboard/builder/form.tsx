import { Show } from 'solid-js'
import { trackLatestValue } from '../../../client/latest-value.ts'
import { useProjects } from '../../../client/workspace.ts'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import { say } from '../../../i18n/dashboard/builder.ts'
import { FilterBuilder } from '../../../parts/filter/builder.tsx'
import { fromPortable, portable } from '../../../parts/filter/portable.ts'
import { PickMany } from '../../../parts/pick/pick.tsx'
import { Field } from '../../../widgets/field.tsx'
import css from './builder.module.css'
import { Check, Section } from './controls.tsx'
import { canOf, type Draft, type Kind } from './definition.ts'
import { GoalForm } from './goal-form.tsx'
import { KindPick } from './kind-pick.tsx'
import { MeasureForm } from './measure-form.tsx'
import { isDated, namedFor } from './names.ts'
import type { Problems } from './problems.ts'
import { SplitForm } from './split-form.tsx'
import { TimeForm } from './time-form.tsx'

/** What a chart shows, from its kind to its name. */
export function Form(props: {
  draft: Draft
  version: number
  /** what it is called as long as nobody names it */
  title: string
  projects: readonly ProjectAnswer[]
  problems: Problems
  onChange: (draft: Draft) => void
}) {
  const all = trackLatestValue(useProjects())
  const change = (patch: Partial<Draft>) => props.onChange({ ...props.draft, ...patch })
  const can = () => canOf(props.draft.kind)
  const first = () => props.projects[0]
  const dated = () => isDated(first(), props.draft.split?.by)
  const isLined = () => props.draft.kind === 'line' || props.draft.kind === 'area'

  /** Each kind begins with what it mostly shows. */
  function setKind(kind: Kind): void {
    const { split, measure } = props.draft
    const usual = kind === 'funnel' ? 'list' : kind === 'leaderboard' ? 'assignees' : null
    // What goes through a pipeline narrows; what stands in it today may not.
    const converts = kind === 'funnel' && measure.op === 'count' && !measure.weight
    change({
      kind,
      ...(usual && split?.by !== usual && { split: { by: usual } }),
      ...(converts && { measure: { op: 'conversion' } }),
    })
  }
  return (
    <>
      <KindPick value={props.draft.kind} onChange={setKind} />
      <Section label={say('projects')} problem={props.problems.at('projects')}>
        <PickMany
          label={say('projects')}
          values={props.draft.projects}
          options={all() ?? []}
          onChange={(projects) => props.onChange(namedFor(props.draft, projects))}
        />
        <Show when={props.draft.projects.length > 1}>
          <Check
            label={say('mergeNames')}
            checked={props.draft.mergeNames}
            onChange={(mergeNames) => change({ mergeNames })}
          />
        </Show>
      </Section>
      <Show when={first()}>
        {(project) => (
          <>
            <MeasureForm
              projects={props.projects}
              measure={props.draft.measure}
              problem={props.problems.at('measure')}
              onChange={(measure) => change({ measure })}
            />
            <Show when={can().split}>
              <SplitForm
                label={say('split')}
                projects={props.projects}
                split={props.draft.split}
                optional={false}
                problem={props.problems.at('split')}
                onChange={(split) => change({ split })}
              />
            </Show>
            <Show when={can().second && props.draft.split}>
              <SplitForm
                label={say('second')}
                projects={props.projects}
                split={props.draft.second}
                optional
                problem={props.problems.at('then')}
                onChange={(second) => change({ second })}
              />
            </Show>
            <TimeForm
              projects={props.projects}
              time={props.draft.time}
              compare={props.draft.compare}
              problem={props.problems.at('time') ?? props.problems.at('compare')}
              onChange={(time, compare) => change({ time, compare })}
            />
            <Show when={can().goal}>
              <GoalForm
                goal={props.draft.goal}
                forPeople={props.draft.kind === 'leaderboard'}
                problem={props.problems.at('goal')}
                onChange={(goal) => change({ goal })}
              />
            </Show>
            <fieldset class={css.section}>
              <legend class={css.legend}>{say('filter')}</legend>
              <Show when={`${project().id} ${props.version}`} keyed>
                <FilterBuilder
                  compact
                  narrow
                  project={project()}
                  filter={props.draft.filter && fromPortable(props.draft.filter, project())}
                  onChange={(filter) =>
                    change({ filter: filter && props.projects.length > 1 ? portable(filter, project()) : filter })
                  }
                />
              </Show>
              <Show when={props.problems.at('filter')}>
                {(text) => (
                  <p class={css.problem} role="alert" data-problem="">
                    {text()}
                  </p>
                )}
              </Show>
            </fieldset>
            <Show when={(isLined() && props.draft.second) || (props.draft.kind === 'bar' && props.draft.split)}>
              <Section label={say('looks')}>
                <Show when={isLined()}>
                  <Check
                    label={say('stacked')}
                    checked={props.draft.stacked}
                    onChange={(stacked) => change({ stacked })}
                  />
                </Show>
                <Show when={props.draft.kind === 'bar'}>
                  <Check
                    label={say('horizontal')}
                    checked={props.draft.horizontal ?? !dated()}
                    onChange={(horizontal) => change({ horizontal: horizontal === !dated() ? null : horizontal })}
                  />
                </Show>
              </Section>
            </Show>
          </>
        )}
      </Show>
      <Field
        label={say('title')}
        value={props.draft.name}
        maxlength={100}
        placeholder={props.title}
        problem={props.problems.at('name')}
        onInput={(event) => change({ name: event.currentTarget.value })}
      />
    </>
  )
}
