import { invalid } from '../../src/core/errors/index.ts'
import { isSameName } from '../../src/core/text/identity.ts'

/** Throws 422 `nameTaken` if another has that name, whatever its case (identityOf). `self` is the one being renamed. */
export function requireAvailableName(
  named: readonly { id: unknown; name: string }[],
  wanted: string,
  self?: { id: unknown },
): void {
  if (named.some(({ id, name }) => id !== self?.id && isSameName(name, wanted)))
    throw invalid('name', 'nameTaken', { name: wanted })
}
