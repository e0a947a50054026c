import { FormulaError, tokens } from '../../../../../core/formula/index.ts'

export interface Piece {
  text: string
  kind: 'field' | 'function' | 'number' | 'text' | 'sign' | 'plain'
  wrong: boolean
}

type Token = ReturnType<typeof tokens>[number]

/** A formula cut into pieces that are tinted each in its way; what is wrong is a piece of its own. */
export function piecesOf(text: string, wrong: { at: number; length: number } | null): Piece[] {
  const pieces: Piece[] = []
  const add = (from: number, to: number, kind: Piece['kind']) => {
    // The place of an error may begin or end within a token.
    const cuts = wrong ? [wrong.at, wrong.at + wrong.length].filter((cut) => cut > from && cut < to) : []
    for (const [i, start] of [from, ...cuts].entries()) {
      const end = cuts[i] ?? to
      const inside = wrong !== null && start >= wrong.at && end <= wrong.at + wrong.length
      if (end > start) pieces.push({ text: text.slice(start, end), kind, wrong: inside })
    }
  }
  let done = 0
  for (const token of known(text)) {
    add(done, token.at, 'plain')
    add(token.at, token.at + token.length, kindOf(token))
    done = token.at + token.length
  }
  add(done, text.length, 'plain')
  return pieces
}

/** As far as it can be read. */
function known(text: string): Token[] {
  try {
    return tokens(text)
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error
    return error.at > 0 ? known(text.slice(0, error.at)) : []
  }
}

function kindOf(token: Token): Piece['kind'] {
  if (token.kind === 'name') return 'function'
  return token.kind === 'end' ? 'plain' : token.kind
}
