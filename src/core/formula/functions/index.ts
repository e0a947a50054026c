import { comparisons } from './compare.ts'
import type { Meaning } from './contract.ts'
import { conversions } from './convert.ts'
import { dates } from './dates.ts'
import { logic } from './logic.ts'
import { moneys } from './money.ts'
import { numbers } from './numbers.ts'
import { texts } from './texts.ts'
import { words } from './words.ts'

export { type Call, type Meaning, MOST_ARGUMENTS, type Param, parametersFor } from './contract.ts'

/** The functions and operators, by the file that they stand in. */
export const families = { numbers, moneys, conversions, logic, comparisons, texts, words, dates }

/** All there is: functions by their names, operators by their signs ("negate" is minus before one operand). */
export const meanings: readonly Meaning[] = Object.values(families).flatMap((family) => Object.values<Meaning>(family))

const byName: ReadonlyMap<string, readonly Meaning[]> = Map.groupBy(meanings, ({ name }) => name)

export const meaningsOf = (name: string): readonly Meaning[] => byName.get(name) ?? []

/** What can be called; for completion and "Did you mean". */
export const functionNames: readonly string[] = [...byName.keys()].filter((name) => /^[A-Z]+$/.test(name))
