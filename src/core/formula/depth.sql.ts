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
  total: number
}

const newLevel = (): Level => ({
  select: false,
  from: false,
  table: false,
  operators: 0,
  high: 0,
  under: 0,
  height: 0,
  below: 0,
  total: 0,
})

/**
 * How deep SQLite will find an expression, from above: brackets count as a function, operators in a row as nested. While SQLite
 * resolves names in a subquery it holds the height of all that is around it, the subquery's own included (sqlite3ResolveExprNames
 * adds nHeight), so a subquery costs its height twice, and what stands in its FROM once.
 */
export function depthOf(text: string): number {
  const levels = [newLevel()]
  for (const [word] of text.matchAll(WORD)) {
    const level = levels[levels.length - 1]!
    if (word === '(' || word === 'CASE') levels.push(newLevel())
    else if (word === ')' || word === 'END') leave(levels)
    else if (word === 'SELECT') level.select = true
    else if (word === 'FROM' || word === 'WHERE' || word === 'ORDER') {
      endPart(level)
      level.from = word === 'FROM'
      if (word === 'WHERE' && level.table) level.operators++
    } else if (SEPARATORS.has(word)) endPart(level)
    else if (OPERATORS.has(word)) level.operators++
    else if (!level.from) level.high = Math.max(level.high, 1)
  }
  endPart(levels[0]!)
  // A column may be named with its table, which is one deeper.
  return levels[0]!.total + 1
}

function endPart(level: Level): void {
  const height = level.operators + level.high
  level.total = Math.max(level.total, height + level.under)
  if (!level.from) {
    level.height = Math.max(level.height, height)
    level.below = Math.max(level.below, level.under)
  }
  level.operators = level.high = level.under = 0
}

function leave(levels: Level[]): void {
  const inner = levels.pop()!
  const outer = levels[levels.length - 1]!
  endPart(inner)
  // What is selected from a table function is one deeper, as SQLite folds it.
  outer.under = Math.max(outer.under, inner.select ? inner.total + (inner.table ? 1 : 0) : inner.below)
  if (!outer.from) outer.high = Math.max(outer.high, inner.height + 1)
  // What is selected from is no part of the expression that selects; but json_each(x) is made into WHERE json = x AND ….
  else if (!inner.select) {
    outer.height = Math.max(outer.height, inner.height + 3)
    outer.total = Math.max(outer.total, inner.height + 3 + inner.below)
    outer.table = true
  }
}
