import { invalid } from '../../src/core/errors/index.ts'
import { fold } from '../../src/core/text/fold.ts'

/** Two of one name could not be told apart, whatever their case: 422 `nameTaken`. `self` is what is being renamed. */
export function requireAvailableName(
  named: readonly { id: unknown; name: string }[],
  wanted: string,
  self?: { id: unknown },
): void {
  if (named.some(({ id, name }) => id !== self?.id && fold(name) === fold(wanted)))
    throw invalid('name', 'nameTaken', { name: wanted })
}
