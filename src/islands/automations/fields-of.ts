import type { FieldAnswer, ProjectAnswer } from '../../core/api/answers.ts'
import { isSettable, typeOf } from '../../core/fields/index.ts'

/** What of a project's fields triggers and steps may name. */

export const references = ({ fields }: ProjectAnswer): FieldAnswer[] =>
  fields.filter(({ type }) => typeOf(type)?.storage === 'links')

/** What people change themselves: nothing that is worked out. */
export const watchedFields = ({ fields }: ProjectAnswer): FieldAnswer[] =>
  fields.filter(({ type }) => typeOf(type) && typeOf(type)!.storage !== 'computed')

/** What a step may set. */
export const isSettableField = ({ type }: FieldAnswer): boolean => isSettable(type) && typeOf(type)!.storage !== 'files'

/** The first date, or the due date. */
export const dateOf = ({ fields }: ProjectAnswer): string =>
  fields.find(({ type }) => typeOf(type)?.kind === 'date' && typeOf(type)?.storage === 'slot')?.id ?? 'due'

/** The first address that a mail can be sent to; looked up ones too. */
export const addressOf = ({ fields }: ProjectAnswer): FieldAnswer | undefined =>
  fields.find(({ type, result }) => typeOf(result?.type ?? type)?.contact === 'mail')

/** References by which a new record of `target` is linked with one of `source`: there, or here. */
export const linksBetween = (source: ProjectAnswer, target: ProjectAnswer | undefined): FieldAnswer[] => [
  ...(target ? references(target).filter(({ config }) => config.project === source.id) : []),
  ...references(source).filter(({ config }) => config.project === target?.id),
]
