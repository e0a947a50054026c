import type { JSX } from 'solid-js'
import type { MeAnswer } from '../../core/api/answers.ts'
import type { Key } from '../../i18n/index.ts'
import { lazyPart } from '../../parts/lazy-part.tsx'

export interface SettingsPage {
  /** /settings/<id> */
  id: string
  name: Key
  /** who sees the page in the navigation; its data is protected by the API */
  isAllowed: (me: MeAnswer) => boolean
  Content: () => JSX.Element
  /** uses the full width */
  isFullWidth?: true
}

const everyone = () => true
const mayManageProjects = ({ may }: MeAnswer) => may.projects
const mayManagePeople = ({ may }: MeAnswer) => may.people
const owner = ({ person }: MeAnswer) => person.role === 'owner'

/** The pages of the settings in navigation order; each is loaded when opened. */
export const GROUPS: { name: Key; pages: SettingsPage[] }[] = [
  {
    name: 'settings.you',
    pages: [
      { id: 'profile', name: 'settings.profile', isAllowed: everyone, Content: page(() => import('./profile.tsx')) },
      {
        id: 'notifications',
        name: 'settings.notifications',
        isAllowed: everyone,
        Content: page(() => import('./notifications/notifications.tsx')),
      },
      { id: 'security', name: 'settings.security', isAllowed: everyone, Content: page(() => import('./security.tsx')) },
      {
        id: 'keys',
        name: 'settings.keys',
        isAllowed: ({ may }) => may.keys,
        Content: page(() => import('./keys/keys.tsx')),
      },
    ],
  },
  {
    name: 'settings.workspace',
    pages: [
      {
        id: 'workspace',
        name: 'settings.general',
        isAllowed: mayManageProjects,
        Content: page(() => import('./workspace.tsx')),
      },
      {
        id: 'people',
        name: 'settings.people',
        isAllowed: mayManagePeople,
        Content: page(() => import('./people/people.tsx')),
      },
      {
        id: 'teams',
        name: 'settings.teams',
        isAllowed: mayManagePeople,
        Content: page(() => import('./people/teams.tsx')),
      },
      {
        id: 'roles',
        name: 'settings.roles',
        isAllowed: mayManagePeople,
        isFullWidth: true,
        Content: page(() => import('./roles/roles.tsx')),
      },
      {
        id: 'audit',
        name: 'settings.audit',
        isAllowed: mayManagePeople,
        Content: page(() => import('./audit/audit.tsx')),
      },
      { id: 'outbox', name: 'settings.outbox', isAllowed: owner, Content: page(() => import('./audit/outbox.tsx')) },
    ],
  },
]

function page(load: () => Promise<{ default: () => JSX.Element }>): () => JSX.Element {
  const LazyContent = lazyPart<Record<string, never>>(load)
  return () => LazyContent({})
}
