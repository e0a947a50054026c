/** Other values of a field's type as they are stored. */
export function slotsOfType(
  { type, config, slot2 }: { type: string; config: string; slot2: number | null },
  { random, word }: { random: () => number; word: () => string },
): [value: string | number | null, second: string | null] {
  const randomUpTo = (below: number) => 1 + Math.floor(random() * below)
  const options = ((JSON.parse(config) as { options?: { id: string }[] } | null)?.options ?? []).map(
    (option) => option.id,
  )
  const option = () => options[Math.floor(random() * options.length)] ?? null
  switch (type) {
    case 'currency':
      return [randomUpTo(900_000), slot2 === null ? null : 'USD']
    case 'number':
    case 'percent':
      return [randomUpTo(90), null]
    case 'rating':
      return [randomUpTo(5), null]
    case 'date':
      return [`2025-0${randomUpTo(9)}-1${randomUpTo(8)}`, null]
    case 'dateTime':
      return [Date.UTC(2025, randomUpTo(11)), null]
    case 'select':
      return [option(), null]
    case 'multiSelect':
      return [JSON.stringify([option()].filter(Boolean)), null]
    case 'phone':
      // So many that no two customers share one: a form takes a number that two have for neither's.
      return [`+8551${randomUpTo(9)}${100_000 + randomUpTo(899_999)}`, null]
    case 'email':
      return [`${word().toLowerCase()}@example.com`, null]
    case 'checkbox':
      return [randomUpTo(2) - 1, null]
    case 'text':
    case 'longText':
    case 'url':
    case 'uniqueId':
      return [word(), null]
    default:
      return [null, null]
  }
}
