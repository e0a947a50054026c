import { t } from '../../../../../i18n/index.ts'
import { Stars } from '../../../../../parts/values/stars.tsx'
import type { ConfigProps } from './config-props.ts'
import { Figure } from './labelled.tsx'

export function RatingConfig(props: ConfigProps) {
  const max = () => Number(props.draft.config.max ?? 5)
  return (
    <Figure
      label={t('fields.stars')}
      value={max()}
      least={1}
      most={10}
      onChange={(max) => props.onChange({ max: max })}
      end={<Stars label={t('fields.stars')} max={max()} value={max()} />}
    />
  )
}
