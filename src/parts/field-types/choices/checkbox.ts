import { t } from '../../../i18n/index.ts'
import type { FieldWidget } from '../contract.ts'

export const checkbox: FieldWidget = {
  kind: 'boolean',
  group: 'choices',
  icon: 'square-check',
  show: 'tick',
  aliases: 'typeAlso.checkbox',
  width: 84,
  text: (value) => (value === true ? t('yes') : t('no')),
  importPlace: 6,
}
