import type { Pause } from '../api/automation/index.ts'

/** What is missing, by the code of the refusal that it would be at saving. */
const GONE: Record<string, string> = {
  unknownField: 'goneField',
  unknownList: 'goneList',
  unknownTag: 'goneTag',
  unknownPerson: 'gonePerson',
  unknownTeam: 'goneTeam',
  unknownProject: 'goneProject',
  unknownOption: 'goneOption',
  unknownRecord: 'goneRecord',
  formula: 'goneFormula',
}
const NAMED = new Set(['goneField', 'goneList', 'goneTag', 'gonePerson', 'goneOption'])

/** A pause as an issue that has a sentence: what was there at saving is gone by now, and is told by its name where that is known. */
export function pauseIssue({ code, what }: Pause): { code: string; name: string; value: string } {
  const gone = GONE[code]
  const named = gone !== undefined && NAMED.has(gone) && what !== ''
  return { code: gone === undefined ? code : named ? `${gone}Named` : gone, name: what, value: what }
}
