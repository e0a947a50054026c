import { t } from '../../../../../i18n/index.ts'
import { Field } from '../../../../../widgets/field.tsx'
import css from '../form.module.css'
import type { ConfigProps } from './config-props.ts'
import { Figure } from './labelled.tsx'

export function UniqueIdConfig(props: ConfigProps) {
  const prefix = () => String(props.draft.config.prefix ?? '')
  const digits = () => Number(props.draft.config.digits ?? 4)
  return (
    <div class={css.group}>
      <div class={css.pair}>
        <Field
          label={t('fields.prefix')}
          maxlength={20}
          autocomplete="off"
          placeholder="INV-"
          value={prefix()}
          onInput={(event) => props.onChange({ prefix: event.currentTarget.value })}
        />
        <Figure
          label={t('fields.digits')}
          value={digits()}
          least={1}
          most={12}
          onChange={(next) => props.onChange({ digits: next })}
        />
      </div>
      <p class={css.hint}>{t('fields.prefixHint', { example: prefix() + '12'.padStart(digits(), '0') })}</p>
    </div>
  )
}
