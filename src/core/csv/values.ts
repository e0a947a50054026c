import type { ListAnswer, Named } from '../api/answers.ts'
import type { ListKind } from '../model/index.ts'
import { findNamed } from '../text/identity.ts'
import type { Profile } from './profile.ts'
import { wordsOf } from './words.ts'

/** What stages are called elsewhere, by the kind of list they mean. */
const KINDS: [ListKind, RegExp][] = [
  ['won', /\b(won|win|customer|converted|signed|successful)\b/],
  ['lost', /\b(lost|loss|rejected|declined|unsuccessful|not converted)\b/],
  ['void', /\b(not viable|void|junk|spam|invalid|duplicate|abandoned|unqualified lost)\b/],
]

/** Stages of the way, each with its other names, in order. */
const STAGES = [
  /\b(unqualified|new|lead|open|not contacted|inbound|untouched)\b/,
  /\b(qualif\w*|prospect\w*|contacted|discovery|working|in progress|assessment|connected)\b/,
  /\b(proposal writing|analysis|needs? analysis|scoping|drafting|solution)\b/,
  /\b(proposal sent|proposal|quote\w*|presentation|demo|price quote)\b/,
  /\b(negotiat\w*|engag\w*|review|decision|decision maker\w*)\b/,
  /\b(contract\w*|signature|legal|commit\w*|verbal)\b/,
]

/** "Won" -> Closed won, "Prospecting" -> Qualification; undefined where nothing is like it. */
export function guessList(value: string, lists: readonly ListAnswer[]): ListAnswer | undefined {
  const exact = findNamed(lists, value)
  if (exact) return exact
  const words = wordsOf(value)
  const kind = (/\bnot converted\b/.test(words) ? 'lost' : KINDS.find(([, names]) => names.test(words))?.[0]) as
    | ListKind
    | undefined
  if (kind) return lists.find((list) => list.kind === kind)
  const contained = lists.find(({ name }) => wordsOf(name).split(' ').includes(words))
  if (contained) return contained
  const stage = STAGES.find((names) => names.test(words))
  // Of two steps that a word fits, the later: a proposal that is mentioned is one that was made.
  return stage && lists.findLast((list) => list.kind === 'open' && stage.test(wordsOf(list.name)))
}

/** The share of a column's filled cells that mean one of the lists, 0–1. */
export function shareOfLists({ values, filled }: Profile, lists: readonly ListAnswer[]): number {
  if (!values || filled === 0) return 0
  const meant = values.filter(({ value }) => guessList(value, lists))
  return meant.reduce((sum, { count }) => sum + count, 0) / filled
}

/** The option with the same letters and digits: "GTXPro" is "GTX Pro". */
export function guessOption(value: string, options: readonly Named[]): Named | undefined {
  const bare = (text: string) => wordsOf(text).replaceAll(' ', '')
  return findNamed(options, value) ?? options.find(({ name }) => bare(name) === bare(value) && bare(name) !== '')
}
