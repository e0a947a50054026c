import { TEMPLATE_WORDS } from './words.ts'

const NAMES = new Set(Object.values(TEMPLATE_WORDS).map(({ fields }) => fields.lossReason.toLocaleLowerCase()))

/** Why a deal was lost, as the template has it: in any of its languages, until the team gives it another name. */
export const lossReasonOf = <F extends { name: string }>(fields: readonly F[]): F | undefined =>
  fields.find(({ name }) => NAMES.has(name.toLocaleLowerCase()))
