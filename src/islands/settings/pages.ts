import type { JSX } from 'solid-js'
import type { MeAnswer } from '../../core/api/answers.ts'
import type { Key } from '../../i18n/index.ts'
import { lazyPart } from '../../parts/lazy-part.tsx'

export interface SettingsPage {
  /** /settings/<id> */
  id: string
  name: Key
  /** who finds it in the navigation; what it shows, the API guards itself */
  may: (me: MeAnswer) => boolean
  Content: () => JSX.Element
  /** takes all the width there is */
  wide?: true
}

const everyone = () => true
const maker = ({ may }: MeAnswer) => may.projects
const forPeople = ({ may }: MeAnswer) => may.people
const owner = ({ person }: MeAnswer) => person.role === 'owner'

/** The places in the settings, as the navigation shows them. A page is loaded when it is opened. */
export const GROUPS: { name: Key; pages: SettingsPage[] }[] = [
  {
    name: 'settings.you',
    pages: [
      { id: 'profile', name: 'settings.profile', may: everyone, Content: page(() => import('./profile.tsx')) },
      { id: 'security', name: 'settings.security', may: everyone, Content: page(() => import('./security.tsx')) },
      { id: 'keys', name: 'settings.keys', may: ({ may }) => may.keys, Content: page(() => import('./keys/keys.tsx')) },
    ],
  },
  {
    name: 'settings.workspace',
    pages: [
      { id: 'workspace', name: 'settings.general', may: maker, Content: page(() => import('./workspace.tsx')) },
      { id: 'people', name: 'settings.people', may: forPeople, Content: page(() => import('./people/people.tsx')) },
      { id: 'teams', name: 'settings.teams', may: forPeople, Content: page(() => import('./people/teams.tsx')) },
      {
        id: 'roles',
        name: 'settings.roles',
        may: forPeople,
        wide: true,
        Content: page(() => import('./roles/roles.tsx')),
      },
      { id: 'audit', name: 'settings.audit', may: forPeople, Content: page(() => import('./audit/audit.tsx')) },
      { id: 'outbox', name: 'settings.outbox', may: owner, Content: page(() => import('./audit/outbox.tsx')) },
    ],
  },
]

function page(load: () => Promise<{ default: () => JSX.Element }>): () => JSX.Element {
  const Part = lazyPart<Record<string, never>>(load)
  return () => Part({})
}
