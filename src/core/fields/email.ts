import * as v from 'valibot'
import { invalid } from '../errors/index.ts'
import type { FieldType } from './contract.ts'
import { compareTexts, lineFrom } from './scalars.ts'

/** Forgiving on purpose: whether an address works, only a mail to it tells. */
const ADDRESS = /^[^\s@"(),:;<>[\]\\]+@[^\s@"(),:;<>[\]\\.]+(?:\.[^\s@"(),:;<>[\]\\.]+)+$/

export const email: FieldType<object, string> = {
  type: 'email',
  storage: 'slot',
  kind: 'text',
  config: v.object({}),
  parse(sent, _config, { name }) {
    const address = lineFrom(sent, name)
    if (address !== null && (address.length > 254 || !ADDRESS.test(address)))
      throw invalid('', 'notEmail', { name, value: sent })
    return address
  },
  toJson: (value) => value,
  format: (answered) => answered as string,
  compare: compareTexts,
  text: (value) => value,
}
