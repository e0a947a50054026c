/** The day by the reader's own calendar, YYYY-MM-DD: Sweden writes days as ISO 8601 does. */
export const localDay = (date: Date): string => date.toLocaleDateString('sv-SE')
