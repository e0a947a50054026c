import * as v from 'valibot'
import { invalid } from '../../errors/index.ts'
import { idFrom } from '../../model/ids.ts'
import type { Definition } from '../contract.ts'
import { isEmpty } from '../scalars.ts'

/** Files hang on the record as rows of `files`; a value names which of them stay, in their order. */
export const file = {
  type: 'file',
  storage: 'files',
  kind: 'files',
  control: 'files',
  config: v.strictObject({}),
  parse(sent, _config, { name }) {
    if (isEmpty(sent)) return null
    if (!Array.isArray(sent)) throw invalid('', 'notList', { name })
    const files = sent.map((one) => {
      const given = typeof one === 'object' && one !== null && 'id' in one ? one.id : one
      const id = idFrom(given)
      if (id === null) throw invalid('', 'notId', { name, value: given })
      return { id }
    })
    return files.length > 0 ? files : null
  },
  toJson: (value) => value.map(({ id }) => ({ id: String(id) })),
  format: (answered, _config, { locale }) =>
    new Intl.ListFormat(locale, { type: 'unit', style: 'short' }).format(
      (answered as { id: string; name?: string }[]).map((one) => one.name ?? one.id),
    ),
} satisfies Definition<object, { id: number }[]>
