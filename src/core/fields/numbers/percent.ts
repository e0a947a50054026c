import * as v from 'valibot'
import { tidy } from '../../formula/index.ts'
import type { Definition } from '../contract.ts'
import { isEmpty } from '../scalars.ts'
import { FIGURES, numberFrom } from './number.ts'

const withoutSign = (text: string): string => (text.trimEnd().endsWith('%') ? text.trimEnd().slice(0, -1) : text)

/** 15 is 15 %, in slots, filters and files; only formulas see 0.15. */
export const percent = {
  type: 'percent',
  storage: 'slot',
  kind: 'number',
  control: 'number',
  formulaType: 'number',
  toFormula: (value) => tidy(value / 100),
  cell: 'percent',
  formed: true,
  filledBy: FIGURES,
  config: v.strictObject({}),
  whole: () => 100,
  parse(sent, _config, { name }) {
    if (isEmpty(sent)) return null
    return numberFrom(typeof sent === 'string' ? withoutSign(sent) : sent, name)
  },
  format: (answered, _config, { locale }) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: 'percent', maximumFractionDigits: 15 }).format(
      answered as number,
    ),
} satisfies Definition<object, number>
