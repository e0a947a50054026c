import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { SENTENCES } from '../../src/core/errors/index.ts'
import { SENTENCES as FORMULA_SENTENCES } from '../../src/core/formula/index.ts'
import { SUMMARIES_KM } from '../../src/i18n/docs-summaries-km.ts'
import { SENTENCES_KM as FORMULA_SENTENCES_KM } from '../../src/i18n/formula-km.ts'
import type { Phrase } from '../../src/i18n/index.ts'
import { SENTENCES_KM } from '../../src/i18n/km-errors.ts'

const KHMER = /\p{Script=Khmer}/u
/** A function's help has two texts, a counted phrase one for each number's form. */
type Texts = Phrase | readonly string[]
const forms = (texts: Texts): string[] => (typeof texts === 'string' ? [texts] : Object.values(texts))
const holes = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).sort()
// The same in both languages by right: they hold nothing but what is filled in.
const bare = (phrase: Texts) =>
  !/\p{L}/u.test(
    forms(phrase)
      .join('')
      .replace(/\{\w+\}/g, ''),
  )

type Words = Record<string, Texts>
const wordsIn = async (file: string) => Object.values((await import(`../../${file}`)) as Record<string, Words>)[0]!

const FILES = globSync('src/i18n/**/{en,*-en}.ts').sort()
/** Each file of English words, and the one of Khmer words beside it. */
const SETS = await Promise.all(
  FILES.map(
    async (file): Promise<[string, Words, Words]> => [
      file,
      await wordsIn(file),
      await wordsIn(file.replace(/en\.ts$/, 'km.ts')),
    ],
  ),
)

const CODE = globSync(['src/**/*.{ts,tsx,astro}', 'functions/**/*.ts'])
  .filter((file) => !file.startsWith('src/i18n/'))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n')
/** `kind.${kind}`: a family of keys asked for by its beginning. */
const FAMILIES = [...CODE.matchAll(/`([\w.]+\.)\$\{/g)].map((match) => match[1]!)
/** `${state}Help`: by its end. */
const ENDINGS = [...new Set([...CODE.matchAll(/`\$\{[^}`]+\}([A-Z]\w*)`/g)].map((match) => match[1]!))]
const isNamed = (word: string) => CODE.includes(`'${word}'`)
const isUsed = (key: string) =>
  isNamed(key) ||
  FAMILIES.some((family) => key.startsWith(family)) ||
  ENDINGS.some((ending) => key.endsWith(ending) && isNamed(key.slice(0, -ending.length))) ||
  // `${kind}.${part}`: each half is named somewhere.
  (key.includes('.') && key.split('.').every(isNamed))

test('the files of words are found', () => expect(FILES.length).toBeGreaterThan(8))

describe.each(SETS)('%s', (file, en, km) => {
  const keys = Object.keys(en)

  test('every key is in both languages', () => expect(Object.keys(km).sort()).toEqual([...keys].sort()))

  test('every Khmer phrase is Khmer', () => {
    const wrong = keys.filter(
      (key) => !bare(en[key]!) && !forms(km[key]!).every((form) => form === '' || KHMER.test(form)),
    )
    expect(wrong).toEqual([])
  })

  test('both languages fill in the same parts', () => {
    const wrong = keys.filter((key) => {
      const [wanted, filled] = [en, km].map((words) => [...new Set(forms(words[key]!).flatMap(holes))].sort().join())
      return wanted !== filled
    })
    expect(wrong).toEqual([])
  })

  // A function of formulas has its help because the compiler asks for it.
  if (!file.includes('formula')) test('every key is used', () => expect(keys.filter((key) => !isUsed(key))).toEqual([]))
})

describe('in Khmer', () => {
  const phrases = [
    ...SETS.flatMap(([, , km]) => Object.values(km)),
    ...Object.values({ ...SENTENCES_KM, ...SUMMARIES_KM }),
    ...Object.values(FORMULA_SENTENCES_KM),
  ]
  /** Filled in with words of these files, which are written on without a space. */
  const OWN_WORDS = new Set(['base', 'weekday', 'what', 'steps', 'mails', 'wanted', 'given', 'left', 'right'])

  test('a name that is filled in stands apart from the words beside it: it may be in another script', () => {
    const joined = phrases
      .flatMap(forms)
      .filter((form) =>
        [...form.matchAll(/([\p{L}\p{M}]?)\{(\w+)\}([\p{L}\p{M}]?)/gu)].some(
          ([, before, hole, after]) => (before || after) && !OWN_WORDS.has(hole!),
        ),
      )
    expect(joined).toEqual([])
  })
})

describe.each([
  ['what is refused', SENTENCES, SENTENCES_KM],
  ['what is wrong with a formula', FORMULA_SENTENCES, FORMULA_SENTENCES_KM],
] as [string, Record<string, string>, Record<string, string>][])('%s', (_, english, inKhmer) => {
  test('is said in Khmer for every code, with the same parts', () => {
    expect(Object.keys(inKhmer).sort()).toEqual(Object.keys(english).sort())
    for (const [code, sentence] of Object.entries(english)) {
      const khmer = inKhmer[code]!
      expect(khmer, code).toMatch(KHMER)
      expect(
        holes(khmer).filter((hole) => !holes(sentence).includes(hole)),
        code,
      ).toEqual([])
    }
  })
})
