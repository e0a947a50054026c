import type { ProjectAnswer } from '../api/answers.ts'
import { typeOf } from '../fields/index.ts'
import type { Profile } from './profile.ts'
import { likeness } from './words.ts'

/** A title is called like the project's records, or "account" where a project holds companies. */
export function titleLikeness(column: string, { titleName, recordName, name }: ProjectAnswer): number {
  const scores = [titleName, recordName, `${recordName} name`, name].map((one) => likeness(column, one))
  const company = /company|customer|account|client|organi[sz]ation/i.test(`${titleName} ${recordName}`)
  return Math.max(likeness(column, 'title'), ...scores, company ? likeness(column, 'Customer') : 0)
}

/** Words: an address, a phone, a figure or a day says something of a record, and does not name it. */
export function mayBeTitle({ type, filled }: Profile): boolean {
  const { kind, formed } = typeOf(type)!
  return filled === 0 || kind === 'option' || (kind === 'text' && !formed)
}

/**
 * The columns that a title is made of. `named` is the one that is called so, if any is; else a person's two names; else the
 * first column of words that tells the rows apart, rather one that fills nothing yet.
 */
export function guessTitle(
  profiles: readonly Profile[],
  named: Profile | undefined,
  isTaken: (profile: Profile) => boolean,
): Profile[] {
  const names = profiles.filter((profile) => mayBeTitle(profile) && profile.filled > 0 && isPartOfName(profile))
  const isWhole = names.some(calledBy('given name')) && names.some(calledBy('family name'))
  if (isWhole && (!named || names.includes(named))) return names
  if (named) return [named]
  const most = Math.max(...profiles.map(({ filled }) => filled))
  const texts = profiles.filter(
    ({ type, filled, samples }) =>
      typeOf(type)?.anyWords && filled * 2 > most && samples.some((sample) => /\p{L}/u.test(sample)),
  )
  const free = texts.filter((profile) => !isTaken(profile))
  const best =
    free.find(({ unique }) => unique) ??
    free.find(({ type }) => typeOf(type)?.fallback) ??
    texts.find(({ unique }) => unique) ??
    free[0]
  return best ? [best] : []
}

const calledBy =
  (name: string) =>
  ({ column }: Profile): boolean =>
    likeness(column, name) >= 50

const isPartOfName = (profile: Profile): boolean => calledBy('given name')(profile) || calledBy('family name')(profile)
