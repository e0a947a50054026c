import { Key } from '@solid-primitives/keyed'
import Trash from 'lucide-solid/icons/trash'
import Users from 'lucide-solid/icons/users'
import { createSignal, Show } from 'solid-js'
import { api } from '../../../client/api.ts'
import { errorMessage } from '../../../client/error-message.ts'
import { trackLatestValue } from '../../../client/latest-value.ts'
import { updateCached } from '../../../client/optimistic.ts'
import { enqueueRightsChange, refetchRights, type TeamAnswer, teamsQuery, useTeams } from '../../../client/rights.ts'
import { toast } from '../../../client/toasts.ts'
import { useSubmit } from '../../../client/use-submit.ts'
import { type PersonAnswer, usePeople } from '../../../client/workspace.ts'
import { t } from '../../../i18n/index.ts'
import { Button } from '../../../widgets/button.tsx'
import { Field } from '../../../widgets/field.tsx'
import { Popover } from '../../../widgets/overlay/popover.tsx'
import { Picker } from '../../../widgets/picker.tsx'
import { Rename } from '../rename.tsx'
import { Section } from '../section.tsx'
import css from '../settings.module.css'
import peopleCss from './people.module.css'

/** Teams of people: whose records their members see, where a role says so. */
export default function Teams() {
  const teams = trackLatestValue(useTeams())
  const people = trackLatestValue(usePeople())
  const [problem, setProblem] = createSignal('')
  const active = () => people()?.filter(({ state }) => state === 'active') ?? []

  const { onSubmit } = useSubmit(async (form) => {
    try {
      setProblem('')
      await api('POST', '/api/teams', Object.fromEntries(new FormData(form)))
      form.reset()
      await refetchRights()
    } catch (error) {
      setProblem(await errorMessage(error))
    }
  })

  return (
    <Section title={t('teams.title')} text={t('teams.text')}>
      <ul class={css.lines} aria-label={t('teams.title')}>
        <Key each={teams()} by="id">
          {(team) => <TeamLine team={team()} people={active()} />}
        </Key>
      </ul>
      <form class={peopleCss.add} onSubmit={onSubmit}>
        <Field label={t('teams.new')} name="name" required maxlength={60} autocomplete="off" problem={problem()} />
        <Button type="submit">{t('teams.add')}</Button>
      </form>
    </Section>
  )
}

function TeamLine(props: { team: TeamAnswer; people: PersonAnswer[] }) {
  const path = () => `/api/teams/${props.team.id}`
  const members = () => props.people.filter(({ id }) => props.team.people.includes(id))

  async function trying(step: () => Promise<unknown>): Promise<void> {
    if (await enqueueRightsChange(`team ${props.team.id}`, step)) toast({ kind: 'done', text: t('settings.saved') })
  }

  function toggle(id: string): void {
    const isMember = props.team.people.includes(id)
    updateCached<TeamAnswer>(teamsQuery, props.team.id, (team) => ({
      ...team,
      people: isMember ? team.people.filter((person) => person !== id) : [...team.people, id],
    }))
    void trying(() => api('PATCH', path(), isMember ? { remove: [id] } : { add: [id] }))
  }

  return (
    <li class={css.row}>
      <Users size={16} class={css.sign} />
      <div class={css.what}>
        <Rename
          class={css.name}
          name={props.team.name}
          onSave={(name) => void trying(() => api('PATCH', path(), { name }))}
        />
        <span class={css.soft}>
          <Show when={members().length > 0} fallback={t('teams.nobody')}>
            {members()
              .map((person) => person.name)
              .join(', ')}
          </Show>
        </span>
      </div>
      <Popover
        label={t('teams.membersOf', { name: props.team.name })}
        trigger={t('teams.members')}
        placement="bottom-end"
      >
        <Picker
          label={t('teams.find')}
          choices={props.people.map(({ id, name }) => ({ id, name }))}
          selected={[...props.team.people]}
          onSelect={({ id }) => toggle(id)}
          emptyText={t('teams.noneFound')}
        />
      </Popover>
      <Button
        variant="icon"
        aria-label={t('settings.delete', { name: props.team.name })}
        title={t('settings.delete', { name: props.team.name })}
        onClick={() => void trying(() => api('DELETE', path()))}
      >
        <Trash size={16} />
      </Button>
    </li>
  )
}
