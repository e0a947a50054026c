const WORD = /'(?:[^']|'')*'|[A-Za-z_][\w.]*|\d[\w.+]*|->>|<=|>=|<>|\|\||\S/g
const SEPARATORS = new Set([',', 'WHEN', 'THEN', 'ELSE', 'LIMIT', 'GROUP'])
const OPERATORS = new Set('+ - * / % || -> ->> = < > <= >= <> IS NOT AND OR IN BETWEEN GLOB LIKE COLLATE'.split(' '))

/** One pair of brackets, or one CASE. */
interface Level {
  select: boolean
  from: boolean
  /** of a SELECT: from a table function */
  table: boolean
  /** of the part being read: operators in a row, the highest thing between them, and what is resolved below it */
  operators: number
  high: number
  under: number
  /** the highest part so far, and the most that is resolved below one */
  height: number
  below: number
  /** of a SELECT: the most that any of its parts takes, with what is below it */
  whole: number
}

const level = (): Level => ({
  select: false,
  from: false,
  table: false,
  operators: 0,
  high: 0,
  under: 0,
  height: 0,
  below: 0,
  whole: 0,
})

/**
 * How deep SQLite will find an expression, from above: brackets count as a function, operators in a row as nested. While SQLite
 * resolves names in a subquery it holds the height of all that is around it, the subquery's own included (sqlite3ResolveExprNames
 * adds nHeight), so a subquery costs its height twice, and what stands in its FROM once.
 */
export function depthOf(text: string): number {
  const levels = [level()]
  for (const [word] of text.matchAll(WORD)) {
    const here = levels[levels.length - 1]!
    if (word === '(' || word === 'CASE') levels.push(level())
    else if (word === ')' || word === 'END') leave(levels)
    else if (word === 'SELECT') here.select = true
    else if (word === 'FROM' || word === 'WHERE' || word === 'ORDER') {
      endPart(here)
      here.from = word === 'FROM'
      if (word === 'WHERE' && here.table) here.operators++
    } else if (SEPARATORS.has(word)) endPart(here)
    else if (OPERATORS.has(word)) here.operators++
    else if (!here.from) here.high = Math.max(here.high, 1)
  }
  endPart(levels[0]!)
  // A column may be named with its table, which is one deeper.
  return levels[0]!.whole + 1
}

function endPart(here: Level): void {
  const height = here.operators + here.high
  here.whole = Math.max(here.whole, height + here.under)
  if (!here.from) {
    here.height = Math.max(here.height, height)
    here.below = Math.max(here.below, here.under)
  }
  here.operators = here.high = here.under = 0
}

function leave(levels: Level[]): void {
  const inner = levels.pop()!
  const outer = levels[levels.length - 1]!
  endPart(inner)
  outer.under = Math.max(outer.under, inner.select ? inner.whole : inner.below)
  if (!outer.from) outer.high = Math.max(outer.high, inner.height + 1)
  // What is selected from is no part of the expression that selects; but json_each(x) is made into WHERE json = x AND ….
  else if (!inner.select) {
    outer.height = Math.max(outer.height, inner.height + 3)
    outer.whole = Math.max(outer.whole, inner.height + 3 + inner.below)
    outer.table = true
  }
}
