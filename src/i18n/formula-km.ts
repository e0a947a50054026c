import type { FormulaCode } from '../core/formula/index.ts'
import type { FormulaHelp } from './formula-en.ts'

export const HELP_KM: FormulaHelp = {
  ABS: ['លេខ', 'តម្លៃដោយគ្មានសញ្ញា។'],
  AND: ['លក្ខខណ្ឌ, …', 'ពិត បើលក្ខខណ្ឌទាំងអស់ពិត។'],
  AVERAGE: ['លេខ, …', 'មធ្យមនៃលេខដែលមិនទទេ។'],
  CEILING: ['លេខ, ខ្ទង់', 'បង្គត់ឡើង។'],
  COALESCE: ['តម្លៃ, …', 'តម្លៃទីមួយដែលមិនទទេ។'],
  CONCAT: ['តម្លៃ, …', 'តគ្នាជាអក្សរតែមួយ។'],
  CONTAINS: ['អក្សរ, ផ្នែក', 'ពិត បើផ្នែកនោះមានក្នុងអក្សរ ឬបញ្ជី។'],
  CONVERT: ['ទឹកប្រាក់, "រូបិយប័ណ្ណ", ថ្ងៃ', 'ប្ដូរជារូបិយប័ណ្ណផ្សេង តាមអត្រារបស់កន្លែងធ្វើការ។'],
  COUNT: ['តម្លៃ, …', 'ចំនួនតម្លៃដែលមិនទទេ។'],
  DATE: ['ឆ្នាំ, ខែ, ថ្ងៃ', 'ថ្ងៃមួយ ពីលេខ អក្សរ ឬពេលវេលា។'],
  DATEADD: ['ថ្ងៃ, លេខ, "ឯកតា"', 'ប៉ុន្មានថ្ងៃ សប្ដាហ៍ ឬខែក្រោយមក។'],
  DATEDIFF: ['ចាប់ពី, ដល់, "ឯកតា"', 'ចំនួនថ្ងៃ សប្ដាហ៍ ឬខែនៅចន្លោះ។'],
  DATETEXT: ['ថ្ងៃ, "គំរូ"', 'សរសេរតាមគំរូដូចជា "DD.MM.YYYY"។'],
  DAY: ['ថ្ងៃ', 'ថ្ងៃទីប៉ុន្មាននៃខែ។'],
  FLOOR: ['លេខ, ខ្ទង់', 'បង្គត់ចុះ។'],
  IF: ['លក្ខខណ្ឌ, បើពិត, បើមិនពិត', 'តម្លៃមួយបើពិត មួយទៀតបើមិនពិត។'],
  IFS: ['លក្ខខណ្ឌ, លទ្ធផល, …', 'លទ្ធផលនៃលក្ខខណ្ឌទីមួយដែលពិត។'],
  ISEMPTY: ['តម្លៃ', 'ពិត បើគ្មានអ្វីសោះ។'],
  LEFT: ['អក្សរ, ចំនួន', 'តួអក្សរដំបូងៗ។'],
  LEN: ['អក្សរ', 'ចំនួនតួអក្សរ។'],
  LOWER: ['អក្សរ', 'ជាអក្សរតូច។'],
  MAX: ['លេខ, …', 'ធំបំផុត។'],
  MID: ['អក្សរ, ចាប់ផ្ដើម, ចំនួន', 'តួអក្សរពីកណ្ដាល។'],
  MIN: ['លេខ, …', 'តូចបំផុត។'],
  MOD: ['លេខ, តួចែក', 'សំណល់ក្រោយចែក។'],
  MONTH: ['ថ្ងៃ', 'ខែទីប៉ុន្មាន។'],
  NOT: ['លក្ខខណ្ឌ', 'ពិត បើវាមិនពិត។'],
  NOW: ['', 'ពេលនេះ។'],
  OR: ['លក្ខខណ្ឌ, …', 'ពិត បើមានលក្ខខណ្ឌមួយពិត។'],
  POWER: ['លេខ, ស្វ័យគុណ', 'គុណនឹងខ្លួនឯងច្រើនដង។'],
  RIGHT: ['អក្សរ, ចំនួន', 'តួអក្សរចុងក្រោយ។'],
  ROUND: ['លេខ, ខ្ទង់', 'បង្គត់ទៅជិតបំផុត។'],
  SQRT: ['លេខ', 'ឫសការ៉េ។'],
  SUBSTITUTE: ['អក្សរ, ចាស់, ថ្មី', 'ជំនួសផ្នែកចាស់ដោយផ្នែកថ្មី។'],
  SUM: ['លេខ, …', 'ផលបូកទាំងអស់ តម្លៃទទេមិនរាប់ទេ។'],
  SWITCH: ['តម្លៃ, ករណី, លទ្ធផល, …, ផ្សេង', 'លទ្ធផលនៃករណីដែលស្មើគ្នា។'],
  TEXT: ['តម្លៃ', 'តម្លៃណាមួយ ជាអក្សរ។'],
  TODAY: ['', 'ថ្ងៃនេះ។'],
  TRIM: ['អក្សរ', 'ដោយគ្មានដកឃ្លានៅសងខាង។'],
  UPPER: ['អក្សរ', 'ជាអក្សរធំ។'],
  VALUE: ['អក្សរ', 'លេខក្នុងអក្សរ ឬក្នុងចំនួនទឹកប្រាក់។'],
  WEEKDAY: ['ថ្ងៃ', '1 ថ្ងៃចន្ទ ដល់ 7 ថ្ងៃអាទិត្យ។'],
  YEAR: ['ថ្ងៃ', 'ឆ្នាំរបស់វា។'],
}

export const SENTENCES_KM: Record<FormulaCode, string> = {
  empty: 'ត្រង់នេះត្រូវការរូបមន្តមួយ។',
  unexpected: '«{found}» មិនត្រូវនៅត្រង់នេះទេ។',
  unfinished: 'ខ្វះអ្វីមួយនៅខាងចុង។',
  unclosed: '«{open}» មិនទាន់បានបិទទេ។',
  badEscape: '«{found}» មិនត្រឹមត្រូវទេ៖ ប្រើបានតែ \\" \\\\ \\n \\t និង \\} ក្នុងឈ្មោះវាល។',
  badText: 'អក្សរនេះមានតួដែលរក្សាទុកមិនបាន។',
  badNumber: 'លេខមួយមានច្រើនបំផុត 15 ខ្ទង់។',
  comma: 'តម្លៃដាច់គ្នាដោយសញ្ញាក្បៀស (,)។',
  unknownField: 'គ្មានវាលឈ្មោះ «{name}» ទេ។',
  unknownFunction: 'គ្មានអនុគមន៍ឈ្មោះ «{name}» ទេ។',
  bareName: '«{name}» មិនមែនជាអនុគមន៍ទេ។ វាលសរសេរក្នុងដង្កៀប៖ {field}។',
  argumentCount: '{name} ទទួល {takes} ប៉ុន្តែបានផ្ដល់ {given}។',
  badArgument: 'ត្រង់នេះ {name} ទទួល{wanted} ប៉ុន្តែនេះជា{given}។',
  badChoice: 'ត្រង់នេះ {name} ទទួលតែមួយក្នុង {choices} សរសេរក្នុងសញ្ញាសម្រង់។',
  badDigits: 'ត្រង់នេះ {name} ទទួលលេខគត់ពី -12 ដល់ 12។',
  badCurrency: 'ត្រង់នេះ {name} ទទួលកូដរូបិយប័ណ្ណក្នុងសញ្ញាសម្រង់៖ "USD"។',
  badPattern: 'ត្រង់នេះ {name} ទទួលគំរូដូចជា "DD.MM.YYYY" ក្នុងសញ្ញាសម្រង់។',
  badOperands: '«{op}» មិនអាចភ្ជាប់{left} និង{right}បានទេ។',
  plainAmount: '«{op}» មិនអាចភ្ជាប់ទឹកប្រាក់ និងលេខធម្មតាបានទេ៖ តើជារូបិយប័ណ្ណអ្វី?',
  twoCurrencies: '«{op}» មិនអាចភ្ជាប់ចំនួនជា {currencies} បានទេ ព្រោះគ្មានអត្រារវាងវា។',
  tooLong: 'រូបមន្តមួយមានច្រើនបំផុត {max} តួអក្សរ។',
  tooManyParts: 'រូបមន្តមួយមានច្រើនបំផុត {max} ផ្នែក។ សូមដាក់ខ្លះជារូបមន្តដាច់ដោយឡែក។',
  tooDeep: 'រូបមន្តនេះត្រួតគ្នាជ្រៅពេក៖ {depth} ថ្នាក់ ហើយអាចមានតែ {max}។',
  tooLarge: 'រូបមន្តនេះធំពេក៖ {size} តួអក្សរ SQL ហើយអាចមានតែ {max}។',
  tooManyTexts: 'រូបមន្តនេះមានអក្សរច្រើនពេក៖ {bound} ហើយអាចមានតែ {max}។',
}

const WORDS: [RegExp, string][] = [
  [/a date and time/g, 'កាលបរិច្ឆេទ និងម៉ោង'],
  [/a number/g, 'លេខ'],
  [/money/g, 'ទឹកប្រាក់'],
  [/a date/g, 'កាលបរិច្ឆេទ'],
  [/text/g, 'អក្សរ'],
  [/a yes or no/g, 'បាទ/ចាស ឬទេ'],
  [/a list/g, 'បញ្ជី'],
  [/something else/g, 'អ្វីផ្សេង'],
  [/(\d+) arguments or more/g, 'តម្លៃ $1 ឡើងទៅ'],
  [/no arguments/g, 'គ្មានតម្លៃ'],
  [/(\d+) to (\d+) arguments?/g, 'តម្លៃ $1 ដល់ $2'],
  [/(\d+) arguments?/g, 'តម្លៃ $1'],
  [/ or /g, ' ឬ '],
]

/** What the language says of types and counts comes in English words; the rest of the parts are people's own. */
export function inKhmer(parts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const translatedParts = ['wanted', 'given', 'left', 'right', 'takes']
  const turned = (text: string) => WORDS.reduce((so, [word, khmer]) => so.replace(word, khmer), text)
  return Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [
      name,
      translatedParts.includes(name) && typeof part === 'string' ? turned(part) : part,
    ]),
  )
}
