import type { Accessor } from 'solid-js'
import { persisted } from '../../client/persisted.ts'

type Choice<T> = [Accessor<T>, (value: T) => void]

const choices = new Map<string, Choice<unknown>>()

/** What is chosen in this browser under that key: one signal for what shows it and the menu that changes it. */
export function persistedChoice<T>(key: string, initial: T): Choice<T> {
  let choice = choices.get(key)
  if (!choice) {
    choice = persisted<unknown>(key, initial)
    choices.set(key, choice)
  }
  return choice as Choice<T>
}
