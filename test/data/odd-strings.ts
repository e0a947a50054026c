import { existsSync, readFileSync } from 'node:fs'
import { SHARED } from './shared.ts'

const from = (...points: number[]) => String.fromCodePoint(...points)
const range = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, i) => first + i)

/** Spaces that are none of the keyboard's, and what takes no room at all. */
const SPACES = [0x00a0, 0x1680, ...range(0x2000, 0x200a), 0x2028, 0x2029, 0x202f, 0x205f, 0x3000]
const INVISIBLE = [0x00ad, 0x034f, 0x061c, 0x115f, 0x17b4, 0x180e, 0x200b, 0x200c, 0x200d, 0x2060, 0x2063, 0xfeff]
const BIDI = [0x200e, 0x200f, ...range(0x202a, 0x202e), ...range(0x2066, 0x2069)]
/** Marks that pile up over and under a letter. */
const MARKS = range(0x0300, 0x036f)

/** One line each, and text all of it: whatever may be typed, pasted or sent into a text field. None twice. */
export const ODD_STRINGS: string[] = [
  // Words that mean something to a language
  ...['undefined', 'null', 'NULL', '(null)', 'nil', 'None', 'NaN', 'Infinity', '-Infinity', 'true', 'FALSE', 'on'],
  ...['constructor', '__proto__', 'prototype', 'hasOwnProperty', 'toString', 'valueOf', 'then', 'length', 'this'],
  ...[
    'title',
    'number',
    'id',
    'list',
    'tags',
    'rowid',
    'me',
    'today',
    'empty',
    'SELECT',
    'CON',
    'aux',
    '[object Object]',
  ],
  // Numbers, and what looks like one
  ...['0', '-0', '+0', '00', '007', '1', '1.0', '1.00', '.5', '5.', '-1', '--1', '1e3', '1E+02', '1/2', '1/0', '0x1F'],
  ...['1,000', '1.000', "1'000", '1 000', '1\u202f000', '1,000.00', '1.000,00', '12,34,567', '9007199254740993'],
  ...[
    '99999999999999999999999999999999',
    '2.2250738585072011e-308',
    '-9223372036854775808',
    '1_000',
    '$1.00',
    '€ 1',
    '1%',
  ],
  ...['១២៣', '١٢٣', '१२३', '１２３', '²³', '½', 'Ⅻ', '①', '২০২৪-০১-১৫', '2024-02-30', '0000-00-00', '24:60', 'P1Y'],
  // Punctuation alone
  ...['.', ',', ';', ':', '-', '—', '_', '/', '\\', '\\\\', '|', '*', '?', '#', '##', '%', '%%', '&', '@', '~', '^'],
  ...[
    '"',
    "'",
    '""',
    "''",
    '`',
    '“”',
    '«»',
    '{',
    '}',
    '{}',
    '{0}',
    '{{7*7}}',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a template's placeholder that must stay text
    '${7*7}',
    '#{7*7}',
    '[',
    ']',
    '[]',
    '()',
  ],
  ...[
    '<',
    '>',
    '<>',
    '<!--',
    '-->',
    '&amp;',
    '&#0;',
    '&lt;b&gt;',
    '%00',
    '%s%n%x',
    '%d',
    '%2e%2e%2f',
    '\\u0000',
    '\\n',
  ],
  // SQL
  ...[
    "'; DROP TABLE records; --",
    "1' OR '1'='1",
    '1; SELECT 1',
    'a" OR "a"="a',
    "Robert'); --",
    "' UNION SELECT 1 --",
  ],
  ...['/* */', '-- comment', '?1', ':name', '@p1', '$1', 'LIKE %', '_%', '%_', 'a_b', 'a%b', 'a\\%b', '[a-z]*', "x''y"],
  ...[
    "json_extract(s1, '$.a')",
    '$.a',
    '$[0]',
    '"a":1',
    '[1,2',
    '{"a":',
    'NEAR(a b)',
    'a AND b',
    'title:a',
    'a*',
    '^a',
    '"a" OR',
  ],
  // HTML and scripts
  ...['<script>alert(1)</script>', '"><script>alert(1)</script>', "'><img src=x onerror=alert(1)>", '</textarea><b>'],
  ...[
    '<svg onload=alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
    'javascript:alert(1)',
    'data:text/html,<b>',
    '<b>bold',
  ],
  ...['" onfocus=alert(1) autofocus="', '</title><script>x</script>', ']]>', '<![CDATA[x]]>', '<?xml version="1.0"?>'],
  ...[
    '@[Sokha](person:1)',
    '**bold**',
    '[x](javascript:alert(1))',
    '![x](//evil.example/x.png)',
    '# Heading',
    '- item',
  ],
  // Cells that a spreadsheet would run
  ...['=1+1', '=cmd|"/c calc"!A1', '+1+1', '-1+1', '@SUM(A1:A2)', '=HYPERLINK("http://evil.example","x")', '\t=1+1'],
  ...['a,b', 'a;b', 'a\tb', '"a","b"', 'sep=;', 'a""b', '"open', "'=1"],
  // Formulas of this product
  ...['{Amount}', '{Amount', '{}}', 'IF(', '1 = 1', 'TODAY()', '{Text} & "x"', '\\{', 'AND', 'CONCAT("a", "b")'],
  // Paths, addresses, headers
  ...['../../etc/passwd', '/dev/null', 'C:\\Windows\\', 'file:///etc/passwd', 'a@b.example', 'a@b', '@', 'A@B.EXAMPLE'],
  ...[
    '<a@b.example>',
    'mailto:a@b.example',
    'a@b..example',
    'a b@c.example',
    'អ៊ីមែល@b.example',
    'https://',
    'http://a.example',
  ],
  ...[
    'www.a.example',
    '//a.example',
    'https://a.example/?q=%22',
    'ftp://a.example',
    'https://a.example:99999',
    'http://[::1]/',
  ],
  ...['https://ទន្លេ.example/ទឹក', '127.0.0.1', 'Set-Cookie: a=b', 'Host: evil.example', '+855 12 345 678', 'tel:+1'],
  // Scripts
  ...['ទន្លេសាប', 'ភាសាខ្មែរ', 'ក្រុមហ៊ុន មេគង្គ', 'ស្រី្ត', 'ស្ត្រី', 'កំាំង', 'សួស្តី\u200bពិភពលោក', 'เชียงใหม่', 'ສະບາຍດີ', 'မင်္ဂလာပါ'],
  ...['नमस्ते दुनिया', 'ক্ষমা', 'தமிழ்', 'తెలుగు', 'ಕನ್ನಡ', 'മലയാളം', 'සිංහල', 'བོད་ཡིག', 'ქართული', 'ᲥᲐᲠᲗᲣᲚᲘ', 'հայերեն'],
  ...[
    'Ελληνικά ΣΑΣ σας',
    'Русский ЁЖ',
    'українська їжак',
    '中文測試',
    '丂㐀𠀀𪛖',
    '日本語 カタカナ ひらがな',
    'ｶﾀｶﾅ',
    '한국어',
    '\u1112\u1161\u11ab',
  ],
  ...[
    'አማርኛ',
    'ᏣᎳᎩ',
    'ߒߞߏ',
    '𐐔𐐯𐑅𐐨𐑉𐐯𐐻',
    '𓀀𓁐',
    'ⵜⵉⴼⵉⵏⴰⵖ',
    'ᚠᚢᚦᚨᚱᚲ',
    'Tiếng Việt ế',
    'Türkçe İıĞğ',
    'ẞßſ',
    'ŒÆøÅ',
    'ǅ ǆ ǳ',
  ],
  ...[
    'Straße',
    'STRASSE',
    'naïve café',
    'nai\u0308ve cafe\u0301',
    'Ａｎｇｋｏｒ',
    '𝐁𝐨𝐥𝐝',
    '𝔉𝔯𝔞𝔨',
    'ﬁ ﬂ ﬃ',
    'Å',
    'A\u030a',
    '\u212b',
    'Ω',
    '\u2126',
  ],
  ...['i', 'I', 'ı', 'İ', 'i\u0307', 'ȺȾ', 'ⱥⱦ', 'ŉ', 'ǰ', 'ΐ', 'Ꭰ', 'ꭰ', 'µ', 'μ', 'К', 'K', '\u212a'],
  // Right to left
  ...[
    'العربية',
    'مرحبا بالعالم',
    'עברית',
    'שָׁלוֹם',
    'فارسی',
    'اردو',
    '﷽',
    'abc العربية 123',
    '\u202eabc',
    '\u2067אבג\u2069 abc',
  ],
  // Marks
  ...[
    `e${from(...MARKS.slice(0, 24))}`,
    `Z${from(...MARKS.slice(24, 60))}a${from(...MARKS.slice(60, 100))}`,
    '\u0301',
    'a\u0300\u0316',
    'a\u0316\u0300',
  ],
  ...['q\u0307\u0323', 'q\u0323\u0307', 'ก็็็็็็', '҉', 'ا͜ا'],
  // Pictures
  ...[
    '😀',
    '👍🏽',
    '👩‍💻',
    '👨‍👩‍👧‍👦',
    '🏳️‍🌈',
    '❤️',
    '❤',
    '🇰🇭',
    '🇰',
    '1️⃣',
    '☃',
    '☃\ufe0f',
    '\ufe0f',
    '🏴󠁧󠁢󠁳󠁣󠁴󠁿',
    '🦆🦆🦆',
    'a😀b',
    '𝄞',
    '\u{10ffff}',
  ],
  ...['(╯°□°)╯︵ ┻━┻', '¯\\_(ツ)_/¯', '░▒▓█', '→←↑↓', '‰‱', '™®©', '\ufffd', '\ufffc', '\ue000', '\uffff', '\ufffe'],
  // Spaces, and what isn't seen
  ...[' ', '   ', '\t', ' a', 'a ', '  a  b  ', 'a\u00a0b', '\u00a0', from(...SPACES), `a${from(...SPACES)}b`],
  ...INVISIBLE.map((point) => `in${from(point)}visible`),
  ...[from(...INVISIBLE), '\u200b', '\ufeffmark', ...BIDI.map((point) => `di${from(point)}rection`), from(...BIDI)],
  // Control characters, NUL and line breaks apart
  ...[from(...range(1, 8), ...range(14, 31), 127), from(...range(0x80, 0x84), ...range(0x86, 0x9f)), '\u0085', '\v\f'],
  ...['bell\u0007', 'back\b\bspace', 'esc\u001b[31mred\u001b[0m', 'del\u007f'],
  // Long
  ...[
    'long '.repeat(39).trim(),
    'ក'.repeat(200),
    'w'.repeat(201),
    '👩‍💻'.repeat(60),
    `${'deep('.repeat(60)}`,
    '"'.repeat(150),
    '\\'.repeat(150),
  ],
  ...['{'.repeat(120), '%'.repeat(120), `${'ab '.repeat(160)}end`, `x${from(...MARKS)}`.repeat(3)],
]

/** What is no text, or more than a line of it: no field of one line takes these, and none breaks on them. */
export const NO_LINES: string[] = [
  ...['\0', 'a\0b', '\ud83d', '\udc00', 'half \ud83d', '\ude00\ud83d', 'two\nlines', 'two\r\nlines', 'two\rlines'],
  ...['x'.repeat(2001), '𝄞'.repeat(2001), `${'<b>'.repeat(700)}`, `${'('.repeat(5000)}`],
]

interface Strings {
  name: string
  strings: string[]
}

const NAUGHTY = `${SHARED}naughty-strings/blns.json`

/** What tests of odd strings run over: our own always, the Big List of Naughty Strings where it lies beside the clone. */
export const STRING_LISTS: Strings[] = [
  { name: `${ODD_STRINGS.length} odd strings`, strings: ODD_STRINGS },
  ...(existsSync(NAUGHTY)
    ? [
        {
          name: '515 naughty strings',
          strings: (JSON.parse(readFileSync(NAUGHTY, 'utf8')) as string[]).filter((one) => one !== ''),
        },
      ]
    : []),
]
