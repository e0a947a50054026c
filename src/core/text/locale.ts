/** ISO 639 codes that stand for no language one could speak to somebody: undetermined, many, none. */
const NO_LANGUAGE = ['und', 'mul', 'mis', 'zxx']
/** Its code in CLDR for a region that isn't known. */
const NO_REGION = 'ZZ'

/**
 * Whether a tag of BCP 47 names a language that exists, in a script and a country that exist, with at most a calendar (-u-ca-),
 * digits (-u-nu-) and an hour cycle (-u-hc-) that exist. Well-formed is more: `xx-QQ-u-ca-klingon` is that, too, and every date would be shown in the
 * reader's own way without a word.
 */
export function isLocale(tag: string): boolean {
  try {
    const locale = new Intl.Locale(tag)
    const { language, script, region, calendar, numberingSystem, hourCycle } = locale
    // Nothing else is in it: variants and extensions that nobody looks at may be called anything.
    const known = [language, script, region].filter((part) => part !== undefined).join('-')
    if (new Intl.Locale(known, { calendar, numberingSystem, hourCycle }).toString() !== locale.toString()) return false
    return (
      isNamed('language', language) &&
      !NO_LANGUAGE.includes(language) &&
      isNamed('script', script) &&
      isNamed('region', region) &&
      region !== NO_REGION &&
      isSupported('calendar', calendar) &&
      isSupported('numberingSystem', numberingSystem)
    )
  } catch {
    return false
  }
}

const isNamed = (type: 'language' | 'script' | 'region', code: string | undefined): boolean =>
  code === undefined || new Intl.DisplayNames('en', { type, fallback: 'none' }).of(code) !== undefined

const isSupported = (key: 'calendar' | 'numberingSystem', value: string | undefined): boolean =>
  value === undefined || Intl.supportedValuesOf(key).includes(value)

/**
 * Of the languages that a browser hands on those that Intl takes, which throws on any other: a system's own spelling (`en_US.UTF-8`,
 * `en-US@posix`) is read as the tag that is meant.
 */
export const takenByIntl = (tags: readonly string[]): string[] =>
  tags.flatMap((tag) => {
    try {
      return Intl.getCanonicalLocales(tag.replace(/[.@].*$/, '').replaceAll('_', '-'))
    } catch {
      return []
    }
  })
