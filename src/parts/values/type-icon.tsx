import { Dynamic } from 'solid-js/web'
import { ICONS } from '../field-types/icons.ts'
import { widgetOf } from '../field-types/index.ts'

/** A field type's icon; an unknown type has the one of texts. */
export function TypeIcon(props: { type: string; size?: number }) {
  const icon = () => {
    const { icon } = widgetOf(props.type)
    return typeof icon === 'string' ? ICONS[icon] : icon
  }
  return <Dynamic component={icon()} size={props.size ?? 15} />
}
