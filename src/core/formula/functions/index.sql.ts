import { comparisonsSql } from './compare.sql.ts'
import type { Compile, SqlOf } from './contract.sql.ts'
import type { Meaning } from './contract.ts'
import { conversionsSql } from './convert.sql.ts'
import { datesSql } from './dates.sql.ts'
import { families } from './index.ts'
import { logicSql } from './logic.sql.ts'
import { moneysSql } from './money.sql.ts'
import { numbersSql } from './numbers.sql.ts'
import { textsSql } from './texts.sql.ts'
import { wordsSql } from './words.sql.ts'

export type { Code, Compile } from './contract.sql.ts'

/** The SQL of every function. A file of functions that lacks its SQL here does not compile. */
const familiesSql = {
  numbers: numbersSql,
  moneys: moneysSql,
  conversions: conversionsSql,
  logic: logicSql,
  comparisons: comparisonsSql,
  texts: textsSql,
  words: wordsSql,
  dates: datesSql,
} satisfies { [Family in keyof typeof families]: SqlOf<(typeof families)[Family]> }

const compiles: ReadonlyMap<Meaning, Compile> = new Map(
  Object.entries(families).flatMap(([family, functions]) => {
    const functionsSql: Readonly<Record<string, Compile>> = familiesSql[family as keyof typeof families]
    return Object.entries<Meaning>(functions).map(([key, meaning]) => [meaning, functionsSql[key]!] as const)
  }),
)

/** What a meaning of the registry is in SQL. */
export const compileOf = (meaning: Meaning): Compile => compiles.get(meaning)!
