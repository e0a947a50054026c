import { COUNTRIES } from '../../core/fields/choices/countries.ts'
import { isZone } from '../../core/time/zone.ts'
import { browserLocales } from '../../i18n/index.ts'

/** Guesses country and currency from the browser's time zone and language, as editable defaults of the form. */
const COUNTRY_OF_ZONE: Record<string, string> = {
  'Asia/Phnom_Penh': 'KH',
  'Asia/Bangkok': 'TH',
  'Asia/Vientiane': 'LA',
  'Asia/Ho_Chi_Minh': 'VN',
  'Asia/Saigon': 'VN',
  'Asia/Singapore': 'SG',
  'Asia/Kuala_Lumpur': 'MY',
  'Asia/Jakarta': 'ID',
  'Asia/Manila': 'PH',
  'Asia/Tokyo': 'JP',
  'Asia/Shanghai': 'CN',
  'Asia/Hong_Kong': 'HK',
  'Asia/Kolkata': 'IN',
  'Asia/Calcutta': 'IN',
  'Asia/Dubai': 'AE',
  'Europe/London': 'GB',
  'Europe/Paris': 'FR',
  'Europe/Berlin': 'DE',
  'Europe/Madrid': 'ES',
  'Europe/Rome': 'IT',
  'Europe/Amsterdam': 'NL',
  'Australia/Sydney': 'AU',
  'Pacific/Auckland': 'NZ',
  'America/Toronto': 'CA',
  'America/Sao_Paulo': 'BR',
  'America/Mexico_City': 'MX',
  'Africa/Lagos': 'NG',
  'Africa/Nairobi': 'KE',
}

const EURO = 'AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK'.split(' ')
const MONEY: Record<string, string> = {
  TH: 'THB',
  VN: 'VND',
  LA: 'LAK',
  SG: 'SGD',
  MY: 'MYR',
  ID: 'IDR',
  PH: 'PHP',
  JP: 'JPY',
  CN: 'CNY',
  HK: 'HKD',
  IN: 'INR',
  AE: 'AED',
  GB: 'GBP',
  AU: 'AUD',
  NZ: 'NZD',
  CA: 'CAD',
  BR: 'BRL',
  MX: 'MXN',
  NG: 'NGN',
  KE: 'KES',
  CH: 'CHF',
  KR: 'KRW',
}

/** The browser's zone, unless Intl itself doesn't know it (`Etc/Unknown`). */
export function guessZone(): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  return isZone(timeZone) ? timeZone : 'UTC'
}

export function guessCountry(): string {
  const region = browserLocales()
    .map((locale) => new Intl.Locale(locale).region)
    .find(Boolean)
  const country = COUNTRY_OF_ZONE[guessZone()] ?? region ?? 'US'
  return COUNTRIES.includes(country) ? country : 'US'
}

/** Cambodian businesses use dollars as often as riel, so the default is USD. */
export const guessCurrency = (country: string): string => (EURO.includes(country) ? 'EUR' : (MONEY[country] ?? 'USD'))
