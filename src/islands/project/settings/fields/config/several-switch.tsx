import { t } from '../../../../../i18n/index.ts'
import { Switch } from '../../../../../widgets/switch.tsx'
import type { ConfigProps } from './config-props.ts'

/** Whether a link or a person field holds more than one. */
export const SeveralSwitch = (props: ConfigProps & { initial: boolean }) => (
  <Switch
    label={t('fields.several')}
    on={Boolean(props.draft.config.multiple ?? props.initial)}
    onChange={(multiple) => props.onChange({ multiple })}
  />
)
