import * as v from 'valibot'
import type { FieldType } from './contract.ts'
import { number, numberFrom } from './number.ts'
import { isEmpty } from './scalars.ts'

/** 15 is 15 %, in slots, filters and files; only formulas see 0.15. */
export const percent: FieldType<object, number> = {
  type: 'percent',
  storage: 'slot',
  kind: 'number',
  config: v.object({}),
  parse(sent, _config, { name }) {
    if (isEmpty(sent)) return null
    return numberFrom(typeof sent === 'string' ? sent.replace(/\s*%\s*$/, '') : sent, name)
  },
  toJson: (value) => value,
  format: (answered, _config, { locale }) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: 'percent', maximumFractionDigits: 15 }).format(
      answered as number,
    ),
  compare: number.compare,
}
