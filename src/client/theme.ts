import { persisted } from './persisted.ts'

export type Theme = '' | 'light' | 'dark'

const [theme, storeTheme] = persisted<Theme>('theme', '')

export { theme }

/** '' follows the device. The layout's first script reads the same key before anything is painted. */
export function setTheme(next: Theme): void {
  storeTheme(next)
  if (next) document.documentElement.dataset.theme = next
  else delete document.documentElement.dataset.theme
}
