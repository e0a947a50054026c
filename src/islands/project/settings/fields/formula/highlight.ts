import { FormulaError, tokens } from '../../../../../core/formula/index.ts'

export interface Piece {
  text: string
  kind: 'field' | 'function' | 'number' | 'text' | 'sign' | 'plain'
  isError: boolean
}

type Token = ReturnType<typeof tokens>[number]

/** Splits a formula into highlighted pieces; the error range is a piece of its own. */
export function highlight(text: string, error: { at: number; length: number } | null): Piece[] {
  const pieces: Piece[] = []
  const add = (from: number, to: number, kind: Piece['kind']) => {
    // The place of an error may begin or end within a token.
    const cuts = error ? [error.at, error.at + error.length].filter((position) => position > from && position < to) : []
    for (const [i, start] of [from, ...cuts].entries()) {
      const end = cuts[i] ?? to
      const isError = error !== null && start >= error.at && end <= error.at + error.length
      if (end > start) pieces.push({ text: text.slice(start, end), kind, isError: isError })
    }
  }
  let end = 0
  for (const token of tokensOf(text)) {
    add(end, token.at, 'plain')
    add(token.at, token.at + token.length, kindOf(token))
    end = token.at + token.length
  }
  add(end, text.length, 'plain')
  return pieces
}

/** As far as it can be read. */
function tokensOf(text: string): Token[] {
  try {
    return tokens(text)
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error
    return error.at > 0 ? tokensOf(text.slice(0, error.at)) : []
  }
}

function kindOf(token: Token): Piece['kind'] {
  if (token.kind === 'name') return 'function'
  return token.kind === 'end' ? 'plain' : token.kind
}
