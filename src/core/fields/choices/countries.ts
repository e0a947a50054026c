import { LANGUAGES } from '../../model/language.ts'
import { fold } from '../../text/fold.ts'

/** ISO 3166-1 alpha-2, and XK, which everybody uses for Kosovo. Intl has the names but no list. */
export const COUNTRIES: readonly string[] =
  `AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD
  CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF
  GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN
  KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA
  NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI
  SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI
  VN VU WF WS XK YE YT ZA ZM ZW`.split(/\s+/)

/** Names that files use and Intl doesn't. */
const ALIASES: Record<string, string> = {
  usa: 'US',
  'united states of america': 'US',
  america: 'US',
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  uae: 'AE',
  korea: 'KR',
  'republic of korea': 'KR',
  'viet nam': 'VN',
  'lao pdr': 'LA',
  "lao people's democratic republic": 'LA',
  burma: 'MM',
  myanmar: 'MM',
  russia: 'RU',
  'russian federation': 'RU',
  holland: 'NL',
  'the netherlands': 'NL',
  'czech republic': 'CZ',
  turkey: 'TR',
  'ivory coast': 'CI',
  "cote d'ivoire": 'CI',
  swaziland: 'SZ',
  macedonia: 'MK',
  'cape verde': 'CV',
  'east timor': 'TL',
  'hong kong': 'HK',
  macau: 'MO',
  macao: 'MO',
  palestine: 'PS',
  'syrian arab republic': 'SY',
  'libyan arab jamahiriya': 'LY',
  'brunei darussalam': 'BN',
  congo: 'CG',
  'bosnia and herzegovina': 'BA',
  'kingdom of cambodia': 'KH',
  kampuchea: 'KH',
  'holy see': 'VA',
  vatican: 'VA',
  'svalbard and jan mayen islands': 'SJ',
  'slovak republic': 'SK',
  'antarctica (the territory south of 60 deg s)': 'AQ',
  'netherlands antilles': 'CW',
}

const names = new Map<string, Intl.DisplayNames>()

/** The country's name in a language; its code where Intl has none. */
export function countryName(code: string, locale: string): string {
  let known = names.get(locale)
  if (!known) {
    known = new Intl.DisplayNames(locale, { type: 'region' })
    names.set(locale, known)
  }
  return known.of(code) ?? code
}

let codes: Map<string, string> | undefined

/** By code, or by name in any of the languages; null for what isn't one. */
export function countryFrom(text: string): string | null {
  // No name is longer.
  if (text.length > 100) return null
  codes ??= new Map([
    ...COUNTRIES.flatMap((code) => LANGUAGES.map((locale): [string, string] => [key(countryName(code, locale)), code])),
    ...Object.entries(ALIASES),
    ...COUNTRIES.map((code): [string, string] => [code.toLowerCase(), code]),
  ])
  return codes.get(key(text)) ?? codes.get(key(text.replace(/\s*\(.*\)\s*$/, ''))) ?? null
}

/** "Côte d’Ivoire", "St. Lucia", "Trinidad & Tobago" however they are typed. */
const key = (name: string) =>
  fold(name)
    .replaceAll('’', "'")
    .replaceAll('&', 'and')
    .replace(/\bsaint\b|\bst\.?(?= )/g, 'st')
    .replace(/\s+/g, ' ')
    .trim()
