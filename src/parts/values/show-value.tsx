import { Dynamic } from 'solid-js/web'
import type { FieldAnswer } from '../../core/api/answers.ts'
import type { Json } from '../../core/model/json.ts'
import { DISPLAYS } from '../field-types/displays.tsx'
import { widgetOf } from '../field-types/index.ts'
import { isFigure, textOf } from './text-of.ts'

/** Members of what is a list there (tags, people, options) come one by one. */
function shownAs(result: NonNullable<FieldAnswer['result']>, value: Json): Pick<FieldAnswer, 'type' | 'config'> {
  const single = Array.isArray(value) ? undefined : widgetOf(result.type).member
  return { type: single ?? result.type, config: result.config }
}

/** A value as it stands in a record or a table's cell. Links open beside, and only to http, https, mailto and tel. */
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
