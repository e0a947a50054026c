import { createSignal } from 'solid-js'
import { afterScreen } from '../../client/start/after-screen.ts'
import type { FieldWidget } from './contract.ts'

const [groups, setGroups] = createSignal<(number: string) => string>()
let loading: Promise<unknown> | undefined

/** How each country groups its numbers weighs more than a screen: it comes once the first number is shown, in one piece till then. */
function grouped(number: string): string {
  if (!loading)
    loading = afterScreen(() => import('../../core/fields/text/grouped-phone.ts')).then(
      ({ groupedPhone }) => setGroups(() => groupedPhone),
      () => {
        loading = undefined
      },
    )
  return groups()?.(number) ?? number
}

export const phone: FieldWidget = {
  kind: 'text',
  group: 'contact',
  icon: 'phone',
  text: (number) => grouped(number as string),
  show: 'link',
  // What can't be dialled stands as it was typed.
  href: (number) => (number.startsWith('+') ? `tel:${encodeURI(number)}` : undefined),
  groupLabel: grouped,
  width: 150,
  input: { type: 'tel', mode: 'tel' },
  unique: true,
  importPlace: 12,
}
