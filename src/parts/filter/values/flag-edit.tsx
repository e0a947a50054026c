import { t } from '../../../i18n/index.ts'
import css from '../filter.module.css'
import type { SingleValueProps } from './single-value.ts'

/** Yes or no. */
export function FlagEdit(props: SingleValueProps) {
  return (
    <select
      class={css.select}
      aria-label={props.label}
      onChange={(event) => props.onChange(event.currentTarget.value === 'yes')}
    >
      <option value="yes" selected={props.value !== false}>
        {t('yes')}
      </option>
      <option value="no" selected={props.value === false}>
        {t('no')}
      </option>
    </select>
  )
}
