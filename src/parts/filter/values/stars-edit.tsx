import { Stars } from '../../values/stars.tsx'
import type { SingleValueProps } from './single-value.ts'

export function StarsEdit(props: SingleValueProps) {
  return (
    <Stars
      label={props.label}
      max={Number(props.subject.config.max ?? 5)}
      value={typeof props.value === 'number' ? props.value : null}
      onChange={(rating) => props.onChange(rating ?? undefined)}
    />
  )
}
