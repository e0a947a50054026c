import { persist, readPersisted } from '../../../client/persisted.ts'
import type { Route } from '../../../client/route.ts'

const MOST = 8

/** What was opened last in this browser by that person: paths (/p/2, /r/8193, /d/1), the last one first. Names are asked for when they are shown. */
export const recentlyOpened = (person: string): string[] => readPersisted<string[]>(`recent.${person}`, [])

export function noteOpened(person: string, { parts: [screen, id, within, record] }: Route): void {
  const path =
    screen === 'p' && within === 'r'
      ? `/r/${record}`
      : screen && 'prd'.includes(screen) && id
        ? `/${screen}/${id}`
        : null
  if (path) persist(`recent.${person}`, [path, ...recentlyOpened(person).filter((one) => one !== path)].slice(0, MOST))
}
