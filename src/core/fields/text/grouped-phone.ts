import { parsePhoneNumberFromString } from 'libphonenumber-js/min'

/**
 * A stored phone in the groups that its country writes abroad: "+855 12 345 678", an extension behind "ext.". What can't be
 * dialled begins with no + and stays as it was typed. Latin figures in every language, as phones are written and dialled.
 */
export const groupedPhone = (stored: string): string =>
  (stored.startsWith('+') && parsePhoneNumberFromString(stored, { extract: false })?.formatInternational()) || stored
