import { createMemo, Show } from 'solid-js'
import { trackLatestValue } from '../../../client/latest-value.ts'
import { mayEdit, usePeople, useProjects } from '../../../client/workspace.ts'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import { typeOf } from '../../../core/fields/index.ts'
import { sayForm } from '../../../i18n/form/screen.ts'
import { Switch } from '../../../widgets/switch.tsx'
import type { Draft } from '../draft.ts'
import { Choice, Choices } from './controls.tsx'

/** What becomes of what is sent in. */
export function Becomes(props: { project: ProjectAnswer; draft: Draft; onChange: (patch: Partial<Draft>) => void }) {
  const people = trackLatestValue(usePeople())
  const projects = useProjects()
  const active = () => (people() ?? []).filter(({ state }) => state === 'active')
  /** A reference of another project to this one: there a record can be made along with it. */
  const followers = createMemo(() =>
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
  const then = () => props.draft.then
  const follower = () => followers().find(({ id }) => id === `${then()?.project} ${then()?.link}`)
  const follow = (id: string | null) => {
    const found = followers().find((one) => one.id === id)
    const value = found ? { project: found.project.id, link: found.link, list: null, assignees: [], values: {} } : null
    // biome-ignore lint/suspicious/noThenProperty: api.md's name for what follows
    props.onChange({ then: value })
  }
  return (
    <>
      <Show when={props.project.lists.length > 1}>
        <Choice
          label={sayForm('list')}
          value={props.draft.list}
          none={sayForm('firstList')}
          options={props.project.lists}
          onChange={(list) => props.onChange({ list })}
        />
      </Show>
      <Choices
        label={sayForm('assignees')}
        values={props.draft.assignees}
        options={active()}
        onChange={(assignees) => props.onChange({ assignees })}
      />
      <Choices
        label={sayForm('tags')}
        values={props.draft.tags}
        options={props.project.tags}
        onChange={(tags) => props.onChange({ tags })}
      />
      <Switch
        label={sayForm('match')}
        hint={sayForm('matchHint')}
        on={props.draft.match !== null}
        onChange={(on) => props.onChange({ match: on ? { by: ['email', 'phone'] } : null })}
      />
      <Show when={followers().length > 0}>
        <Choice
          label={sayForm('follow')}
          value={follower()?.id ?? null}
          none={sayForm('thenNothing')}
          options={followers()}
          onChange={follow}
        />
        <Show when={follower()}>
          {(one) => (
            <Choice
              label={sayForm('thenList')}
              value={then()?.list ?? null}
              none={sayForm('firstList')}
              options={one().project.lists}
              // biome-ignore lint/suspicious/noThenProperty: api.md's name for what follows
              onChange={(list) => props.onChange({ then: { ...then()!, list } })}
            />
          )}
        </Show>
      </Show>
    </>
  )
}
