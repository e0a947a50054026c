import { createMemo, Show } from 'solid-js'
import { mayEdit, useProjects } from '../../../client/workspace.ts'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import type { FormDefinition } from '../../../core/api/form/index.ts'
import { typeOf } from '../../../core/fields/index.ts'
import { sayForm } from '../../../i18n/form/screen.ts'
import css from '../forms.module.css'
import { Choice, Choices, type Option } from './controls.tsx'
import { PresetList } from './preset-list.tsx'

type Then = NonNullable<FormDefinition['then']>

/** A record of another project that is made along with it and refers to it. */
export function Follower(props: {
  project: ProjectAnswer
  then: Then | null
  /** whom it may be assigned to */
  people: readonly Option[]
  problemAt: (path: string) => string | undefined
  onChange: (then: Then | null) => void
}) {
  const projects = useProjects()
  /** References of other projects to this one. */
  const all = createMemo(() =>
    (projects.data ?? []).filter(mayEdit).flatMap((project) =>
      project.fields
        .filter(
          ({ type, config, fixed }) =>
            !fixed && typeOf(type)?.storage === 'links' && config.project === props.project.id,
        )
        .map((link) => ({
          id: `${project.id} ${link.id}`,
          name: `${project.name} (${link.name})`,
          project,
          link: link.id,
        })),
    ),
  )
  const chosen = () => all().find(({ id }) => id === `${props.then?.project} ${props.then?.link}`)
  function choose(id: string | null): void {
    const found = all().find((one) => one.id === id)
    props.onChange(
      found ? { project: found.project.id, link: found.link, list: null, assignees: [], values: {} } : null,
    )
  }
  const set = (patch: Partial<Then>) => props.onChange({ ...props.then!, ...patch })
  return (
    <Show when={all().length > 0}>
      <Choice
        label={sayForm('follow')}
        value={chosen()?.id ?? null}
        none={sayForm('thenNothing')}
        options={all()}
        onChange={choose}
      />
      <Show when={chosen()}>
        {(one) => (
          <fieldset class={css.under} aria-label={one().name}>
            <Choice
              label={sayForm('thenList')}
              value={props.then!.list}
              none={sayForm('firstList')}
              options={one().project.lists}
              onChange={(list) => set({ list })}
            />
            <Choices
              label={sayForm('thenAssignees')}
              hint={sayForm('thenAssigneesHint')}
              values={props.then!.assignees}
              options={props.people}
              onChange={(assignees) => set({ assignees })}
            />
            <PresetList
              project={one().project}
              builtIn={[{ id: 'description', name: sayForm('descriptionOf') }]}
              label={sayForm('thenValues')}
              addLabel={sayForm('addValue')}
              items={Object.entries(props.then!.values).map(([field, value]) => ({ field, value }))}
              problemAt={({ field }) => props.problemAt(`then.values.${field}`)}
              begin={(field) => ({ field, value: null })}
              onChange={(items) => set({ values: Object.fromEntries(items.map(({ field, value }) => [field, value])) })}
            />
          </fieldset>
        )}
      </Show>
    </Show>
  )
}
