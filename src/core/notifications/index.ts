export { isQuiet, lastDigestAt, nextDigestAt } from './hours.ts'
export { chosenNotify, DEFAULT_NOTIFY, preferencesOf, type StoredPreferences } from './preferences.ts'
