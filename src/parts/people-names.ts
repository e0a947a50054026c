import type { Accessor } from 'solid-js'
import { trackLatestValue } from '../client/latest-value.ts'
import { usePeople } from '../client/workspace.ts'

/** The names of the people of these ids, as far as they are known. */
export function usePeopleNames(ids: Accessor<string[]>): Accessor<string[]> {
  const people = trackLatestValue(usePeople())
  return () => ids().flatMap((id) => people()?.find((person) => person.id === id)?.name ?? [])
}
