import type { Hit } from '../../src/core/api/answers.ts'
import { fold } from '../../src/core/text/fold.ts'
import type { Context } from '../context/index.ts'
import type { Found } from './found.ts'

/** So many of a kind at most: they stand before the records, and must not crowd them out. Those that begin so are the likeliest. */
const MOST = 5

/** Before every record: projects, then dashboards, then people. */
const RANKS = { project: -3, dashboard: -2, person: -1 } as const

/** The projects, dashboards and people that are called so; `start`: the keys after which a page goes on. */
export function namesFound(
  { catalog }: Context,
  words: readonly string[],
  start: readonly number[] | undefined | '',
): Found[] {
  const find = (kind: keyof typeof RANKS, things: readonly { id: number; name: string; email?: string }[]): Found[] =>
    likeliest(things, words).map(({ id, name, email }) => {
      const text = has(name, words) ? name : email!
      const match = { field: text === name ? 'name' : 'email', text: text.slice(0, 200) }
      const hit: Hit = { kind, id: String(id), title: name, project: null, list: null, amount: null, match }
      return { keys: [RANKS[kind], 0, id], hit }
    })
  const all = [
    ...find('project', catalog.projects),
    ...find('dashboard', catalog.dashboards),
    ...find(
      'person',
      catalog.people.filter(({ deactivated }) => !deactivated),
    ),
  ]
  return all.filter(({ keys }) => !start || keys[0]! > start[0]! || (keys[0] === start[0] && keys[2]! > start[2]!))
}

const has = (text: string | undefined, words: readonly string[]): boolean =>
  text !== undefined && words.every((word) => fold(text).includes(word))

function likeliest<T extends { id: number; name: string; email?: string }>(
  things: readonly T[],
  words: readonly string[],
): T[] {
  const found = things.filter(({ name, email }) => has(name, words) || has(email, words))
  const [first, others] = [found.filter(({ name }) => fold(name).startsWith(words[0]!)), found]
  return [...new Set([...first, ...others])].slice(0, MOST).sort((a, b) => a.id - b.id)
}
