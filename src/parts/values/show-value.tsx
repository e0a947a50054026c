import { Dynamic } from 'solid-js/web'
import type { FieldAnswer } from '../../core/api/answers.ts'
import type { Json } from '../../core/model/json.ts'
import { DISPLAYS } from '../field-types/displays.tsx'
import { widgetOf } from '../field-types/index.ts'
import { isFigure, textOf } from './text-of.ts'

/** Shows one member of a list value by the list's item type. */
function shownAs(result: NonNullable<FieldAnswer['result']>, value: Json): Pick<FieldAnswer, 'type' | 'config'> {
  const single = Array.isArray(value) ? undefined : widgetOf(result.type).member
  return { type: single ?? result.type, config: result.config }
}

/** A value as shown in records and table cells. Links open in a new tab, and only http, https, mailto and tel. */
export function ShowValue(props: { field: FieldAnswer; value: Json | undefined; compact?: boolean }) {
  const show = () => widgetOf(props.field.type).show ?? (isFigure(props.field) ? 'figure' : 'text')
  const member = (value: Json) => (
    <ShowValue
      field={{ ...props.field, ...shownAs(props.field.result!, value) }}
      value={value}
      compact={props.compact ?? false}
    />
  )
  return (
    <Dynamic
      component={DISPLAYS[show()]}
      field={props.field}
      value={props.value}
      text={textOf(props.field, props.value)}
      compact={props.compact}
      member={member}
    />
  )
}
