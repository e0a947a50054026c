import * as v from 'valibot'
import { invalid } from '../../errors/index.ts'
import type { Definition } from '../contract.ts'
import { lineFrom } from '../scalars.ts'

/** Forgiving on purpose: whether an address works, only a mail to it tells. */
const ADDRESS = /^[^\s@"(),:;<>[\]\\]+@[^\s@"(),:;<>[\]\\.]+(?:\.[^\s@"(),:;<>[\]\\.]+)+$/

export const email = {
  type: 'email',
  storage: 'slot',
  kind: 'text',
  control: 'email',
  contact: 'mail',
  formulaType: 'text',
  unique: true,
  cell: 'address',
  formed: true,
  filledBy: ['email'],
  looksLike: (cell: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(cell),
  config: v.strictObject({}),
  parse(sent, _config, { name }) {
    const address = lineFrom(sent, name)
    if (address !== null && (address.length > 254 || !ADDRESS.test(address)))
      throw invalid('', 'notEmail', { name, value: sent })
    return address
  },
} satisfies Definition<object, string>
