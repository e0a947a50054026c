import type { Accessor } from 'solid-js'
import { persisted } from '../../client/persisted.ts'

type Choice<T> = [Accessor<T>, (value: T) => void]

const choices = new Map<string, Choice<unknown>>()

/** A setting of this browser by key: one shared signal for all who read or change it. */
export function persistedChoice<T>(key: string, initial: T): Choice<T> {
  let choice = choices.get(key)
  if (!choice) {
    choice = persisted<unknown>(key, initial)
    choices.set(key, choice)
  }
  return choice as Choice<T>
}
