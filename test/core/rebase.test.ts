import { expect, test } from 'vitest'
import { rebase } from '../../src/islands/project/settings/fields/rebase.ts'

const option = (id: string, name = id) => ({ id, name, color: 'grey' })
const options = (...list: { id: string; name: string; color: string }[]) => ({ options: list })
const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((id) => option(id)) as [
  ReturnType<typeof option>,
  ...ReturnType<typeof option>[],
]

test.each([
  ['each adds one', options(a), options(a, b!), options(a, c!), options(a, c!, b!)],
  ['one adds, the other takes away', options(a, b!), options(a), options(a, b!, c!), options(a, c!)],
  ['one renames, the other adds', options(a), options(option('a', 'A')), options(a, b!), options(option('a', 'A'), b!)],
  ['what is gone is not brought back', options(a, b!), options(a, option('b', 'B'), d!), options(a), options(a, d!)],
  [
    'both add one of the same name',
    options(a),
    options(a, option('x', 'new')),
    options(a, option('y', 'new')),
    options(a, option('y', 'new')),
  ],
  ['other settings', { max: 5, x: 1 }, { max: 7, x: 1 }, { max: 5, x: 2 }, { max: 7, x: 2 }],
  ['both change the same', { max: 5 }, { max: 7 }, { max: 6 }, null],
])('%s', (_name, base, draft, current, merged) => expect(rebase(base, draft, current)).toEqual(merged))
