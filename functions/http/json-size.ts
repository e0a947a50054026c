import { invalid, issue, Problem } from '../../src/core/errors/index.ts'

const DEEPEST = 64
const MOST_KEYS = 2000
/** A chunk of an import has fewer rows, and a row fewer cells. */
const MOST_ITEMS = 100_000

const [QUOTE, COMMA, COLON, BACKSLASH] = [0x22, 0x2c, 0x3a, 0x5c]
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d]

/**
 * Looks at a request's JSON before it is parsed: what is nested too deep would overflow whatever walks it, and a wide object is
 * looked at key by key by its verb. 400 `tooDeep`, 422 `tooManyKeys` or `tooManyItems`. Text that is no JSON is the parser's to refuse.
 */
export function requireModestJson(text: string): void {
  /** by depth, what is open there: how it was opened, and an object's keys or a list's commas so far */
  const opened: number[] = []
  const counts: number[] = []
  const count = (opening: number) => (opened.at(-1) === opening ? ++counts[counts.length - 1]! : 0)
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit === QUOTE) i = endOfString(text, i)
    else if (unit === OPEN_LIST || unit === OPEN_OBJECT) {
      if (opened.push(unit) > DEEPEST) throw new Problem(400, [issue('', 'tooDeep', { max: DEEPEST })])
      counts.push(0)
    } else if (unit === CLOSE_LIST || unit === CLOSE_OBJECT) {
      opened.pop()
      counts.pop()
    } else if (unit === COLON && count(OPEN_OBJECT) > MOST_KEYS) throw invalid('', 'tooManyKeys', { max: MOST_KEYS })
    else if (unit === COMMA && count(OPEN_LIST) >= MOST_ITEMS) throw invalid('', 'tooManyItems', { max: MOST_ITEMS })
  }
}

/** Where the string that begins at `start` ends. Searched natively: a text of 200 KB is one step. */
function endOfString(text: string, start: number): number {
  for (let end = start; ; ) {
    end = text.indexOf('"', end + 1)
    if (end < 0) return text.length
    let escapes = 0
    while (text.charCodeAt(end - 1 - escapes) === BACKSLASH) escapes++
    if (escapes % 2 === 0) return end
  }
}
