import { createResource } from 'solid-js'
import { latestValue } from '../../client/latest-value.ts'
import type { Choice } from '../../widgets/picker.tsx'
import type { FieldWidget } from '../field-types/contract.ts'

/** The choices that a field type itself defines (countries), loaded lazily. */
export function typeChoices(widget: () => FieldWidget) {
  const hasOwn = () => {
    const { choices } = widget()
    return typeof choices === 'function' ? choices : undefined
  }
  const [loaded] = createResource(hasOwn, (choices) => choices())
  return { hasTypeChoices: () => hasOwn() !== undefined, knownChoices: (): Choice[] => latestValue(loaded) ?? [] }
}
