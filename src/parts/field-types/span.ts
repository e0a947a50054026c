import * as format from '../../client/format.ts'
import { t } from '../../i18n/index.ts'
import type { FieldWidget } from './contract.ts'

/** ms. A filter asks for days, and says so. */
const DAY = 86_400_000

/** A length of time. */
export const span = {
  figure: true,
  text: (value) => format.duration(value as number),
  unit: { name: () => t('filter.unit.day'), size: DAY },
  conditionText: (value) => t('filter.span.day', { count: Number(value) / DAY }),
} satisfies Partial<FieldWidget>
