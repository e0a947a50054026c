import { t } from '../../../../../i18n/index.ts'
import { Field } from '../../../../../widgets/field.tsx'
import css from '../form.module.css'
import type { ConfigProps } from './config-props.ts'

export function ButtonConfig(props: ConfigProps) {
  const text = (key: 'label' | 'confirm') => String(props.draft.config[key] ?? '')
  return (
    <div class={css.group}>
      <Field
        label={t('fields.buttonLabel')}
        maxlength={60}
        autocomplete="off"
        placeholder={props.draft.name}
        value={text('label')}
        onInput={(event) => props.onChange({ label: event.currentTarget.value || null })}
      />
      <Field
        label={t('fields.buttonConfirm')}
        maxlength={300}
        autocomplete="off"
        value={text('confirm')}
        onInput={(event) => props.onChange({ confirm: event.currentTarget.value || null })}
      />
      <p class={css.hint}>{t('fields.buttonHint')}</p>
    </div>
  )
}
