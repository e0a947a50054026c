import { Show } from 'solid-js'
import { trackLatestValue } from '../../../client/latest-value.ts'
import { usePeople } from '../../../client/workspace.ts'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import { sayForm } from '../../../i18n/form/screen.ts'
import { Switch } from '../../../widgets/switch.tsx'
import type { Draft } from '../draft.ts'
import { Choice, Choices } from './controls.tsx'
import { Follower } from './follower.tsx'

/** What becomes of what is sent in. */
export function Becomes(props: {
  project: ProjectAnswer
  draft: Draft
  problemAt: (path: string) => string | undefined
  onChange: (patch: Partial<Draft>) => void
}) {
  const people = trackLatestValue(usePeople())
  const active = () => (people() ?? []).filter(({ state }) => state === 'active')
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
      <Follower
        project={props.project}
        then={props.draft.then}
        people={active()}
        problemAt={props.problemAt}
        onChange={(then) => props.onChange({ then })}
      />
    </>
  )
}
