import { Key } from '@solid-primitives/keyed'
import { createSignal, Show } from 'solid-js'
import { trackLatestValue } from '../../../client/latest-value.ts'
import { type RoleAnswer, useInvitations, useRoles, useTeams } from '../../../client/rights.ts'
import { type PersonAnswer, useMe, usePeople } from '../../../client/workspace.ts'
import { t } from '../../../i18n/index.ts'
import { lazyPart } from '../../../parts/lazy-part.tsx'
import { Section } from '../section.tsx'
import css from '../settings.module.css'
import { Invitations } from './invitations.tsx'
import { InviteForm } from './invite-form.tsx'
import { PersonLine } from './person-line.tsx'

const Leave = lazyPart<{ person: PersonAnswer; people: PersonAnswer[]; onClose: () => void }>(
  () => import('./deactivate-person.tsx'),
)
const Erase = lazyPart<{ person: PersonAnswer; onClose: () => void }>(() => import('./erase-person.tsx'))

const PersonLeave = lazyPart<{ person: PersonAnswer; onClose: () => void }>(() => import('./person-leave.tsx'))

/** Members, invitations and deactivated people. */
export default function People() {
  const me = trackLatestValue(useMe())
  const people = trackLatestValue(usePeople())
  const roles = trackLatestValue(useRoles())
  const teams = trackLatestValue(useTeams())
  const invitations = trackLatestValue(useInvitations())
  const [leaving, setLeaving] = createSignal<PersonAnswer>()
  const [onLeave, setOnLeave] = createSignal<PersonAnswer>()
  const [erasing, setErasing] = createSignal<PersonAnswer>()
  const of = (state: PersonAnswer['state']) => people()?.filter((person) => person.state === state) ?? []
  // Erased people have no name left to show.
  const deactivated = () => of('deactivated').filter(({ email }) => !email.endsWith('@invalid'))
  const choices = (): RoleAnswer[] => roles() ?? []
  const teamNames = (person: PersonAnswer) =>
    teams()
      ?.filter((team) => person.teams.includes(team.id))
      .map((team) => team.name) ?? []

  return (
    <>
      <Section title={t('people.invite')} text={t('people.inviteText')}>
        <InviteForm roles={choices()} />
        <Show when={invitations()?.length}>
          <Invitations invitations={invitations()!} roles={choices()} />
        </Show>
      </Section>
      <Section title={t('people.title')} text={t('people.text', { count: of('active').length })}>
        <ul class={css.lines} aria-label={t('people.title')}>
          <Key each={of('active')} by="id">
            {(person) => (
              <PersonLine
                person={person()}
                roles={choices()}
                teams={teamNames(person())}
                me={me()?.person}
                onLeave={() => setOnLeave(person())}
                onDeactivate={() => setLeaving(person())}
              />
            )}
          </Key>
        </ul>
      </Section>
      <Show when={deactivated().length > 0}>
        <Section title={t('people.left')} text={t('people.leftText')}>
          <ul class={css.lines} aria-label={t('people.left')}>
            <Key each={deactivated()} by="id">
              {(person) => (
                <PersonLine
                  person={person()}
                  roles={choices()}
                  teams={[]}
                  me={me()?.person}
                  onErase={() => setErasing(person())}
                />
              )}
            </Key>
          </ul>
        </Section>
      </Show>
      <Show when={leaving()}>
        {(person) => <Leave person={person()} people={of('active')} onClose={() => setLeaving()} />}
      </Show>
      <Show when={onLeave()}>{(person) => <PersonLeave person={person()} onClose={() => setOnLeave()} />}</Show>
      <Show when={erasing()}>{(person) => <Erase person={person()} onClose={() => setErasing()} />}</Show>
    </>
  )
}
