import type { JSX } from 'solid-js'
import type { MeAnswer } from '../../core/model/answers.ts'
import type { Key } from '../../i18n/index.ts'
import { opened } from '../../parts/opened.tsx'

export interface SettingsPage {
  /** /settings/<id> */
  id: string
  name: Key
  /** who finds it in the navigation; what it shows, the API guards itself */
  may: (me: MeAnswer) => boolean
  Content: () => JSX.Element
}

const everyone = () => true
const maker = ({ may }: MeAnswer) => may.projects

/** The places in the settings, as the navigation shows them. A page is loaded when it is opened. */
export const GROUPS: { name: Key; pages: SettingsPage[] }[] = [
  {
    name: 'settings.you',
    pages: [
      { id: 'profile', name: 'settings.profile', may: everyone, Content: page(() => import('./profile.tsx')) },
      { id: 'security', name: 'settings.security', may: everyone, Content: page(() => import('./security.tsx')) },
    ],
  },
  {
    name: 'settings.workspace',
    pages: [{ id: 'workspace', name: 'settings.general', may: maker, Content: page(() => import('./workspace.tsx')) }],
  },
]

function page(load: () => Promise<{ default: () => JSX.Element }>): () => JSX.Element {
  const Part = opened<Record<string, never>>(load)
  return () => Part({})
}
