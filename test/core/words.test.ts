import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { SENTENCES } from '../../src/core/errors/index.ts'
import { BUILDER_EN } from '../../src/i18n/dashboard/builder-en.ts'
import { BUILDER_KM } from '../../src/i18n/dashboard/builder-km.ts'
import { DASHBOARD_EN } from '../../src/i18n/dashboard/en.ts'
import { DASHBOARD_KM } from '../../src/i18n/dashboard/km.ts'
import { DOCS_EN } from '../../src/i18n/docs-en.ts'
import { DOCS_KM } from '../../src/i18n/docs-km.ts'
import { en } from '../../src/i18n/en.ts'
import { SCREEN_EN } from '../../src/i18n/form/screen-en.ts'
import { SCREEN_KM } from '../../src/i18n/form/screen-km.ts'
import type { Phrase } from '../../src/i18n/index.ts'
import { km } from '../../src/i18n/km.ts'
import { SENTENCES_KM } from '../../src/i18n/km-errors.ts'
import { LATER_EN } from '../../src/i18n/later-en.ts'
import { LATER_KM } from '../../src/i18n/later-km.ts'
import { MAIL_WORDS, type MailKey } from '../../src/i18n/mail.ts'
import { WEBHOOK_EN } from '../../src/i18n/webhook/en.ts'
import { WEBHOOK_KM } from '../../src/i18n/webhook/km.ts'

const KHMER = /\p{Script=Khmer}/u
const forms = (phrase: Phrase): string[] => (typeof phrase === 'string' ? [phrase] : Object.values(phrase))
const holes = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).sort()
// The same in both languages by right: they hold nothing but what is filled in.
const bare = (phrase: Phrase) =>
  !/\p{L}/u.test(
    forms(phrase)
      .join('')
      .replace(/\{\w+\}/g, ''),
  )

const SETS: [string, Record<string, Phrase>, Record<string, Phrase>][] = [
  ['the site', en, km],
  ['what is opened later', LATER_EN, LATER_KM],
  ['dashboards', DASHBOARD_EN, DASHBOARD_KM],
  ['the form where charts are built', BUILDER_EN, BUILDER_KM],
  ['webhooks', WEBHOOK_EN, WEBHOOK_KM],
  ['the pages where forms are built', SCREEN_EN, SCREEN_KM],
]

describe.each(SETS)('the words of %s', (_, en, km) => {
  const keys = Object.keys(en)

  test('every key is in both languages', () => expect(Object.keys(km).sort()).toEqual([...keys].sort()))

  test('every Khmer phrase is Khmer', () => {
    const wrong = keys.filter((key) => !bare(en[key]!) && !forms(km[key]!).every((form) => KHMER.test(form)))
    expect(wrong).toEqual([])
  })

  test('both languages fill in the same parts', () => {
    const wrong = keys.filter((key) => {
      const wanted = new Set(forms(en[key]!).flatMap(holes))
      return forms(km[key]!).some((form) => holes(form).some((hole) => !wanted.has(hole)))
    })
    expect(wrong).toEqual([])
  })

  test('every key is used', () => {
    const files = globSync('src/**/*.{ts,tsx}').filter((file) => !file.startsWith('src/i18n/'))
    const code = files.map((file) => readFileSync(file, 'utf8')).join('\n')
    // `kind.${kind}`: a family of keys asked for by its beginning.
    const families = [...code.matchAll(/`([\w.]+\.)\$\{/g)].map((match) => match[1]!)
    const pairs = [...code.matchAll(/`([\w.]+\.)\$\{[^}]+\}(\w*)`/g)].map((match) => match[1]!)
    const used = (key: string) =>
      code.includes(`'${key}'`) || [...families, ...pairs].some((family) => key.startsWith(family))
    expect(keys.filter((key) => !used(key))).toEqual([])
  })
})

describe('the words of the API’s page', () => {
  test('are Khmer in Khmer, and all used', () => {
    expect(Object.keys(DOCS_KM).sort()).toEqual(Object.keys(DOCS_EN).sort())
    expect(Object.entries(DOCS_KM).filter(([, words]) => !KHMER.test(words))).toEqual([])
    const code = globSync('src/islands/docs/*').map((file) => readFileSync(file, 'utf8'))
    const used = (word: string) =>
      code.some((text) => text.includes(`'${word}'`) || text.includes(`\`${word.split('.')[0]}.`))
    expect(Object.keys(DOCS_EN).filter((word) => !used(word))).toEqual([])
  })
})

describe('the words of mails', () => {
  test('are Khmer in Khmer, and fill in the same parts', () => {
    expect(Object.keys(MAIL_WORDS.km).sort()).toEqual(Object.keys(MAIL_WORDS.en).sort())
    for (const [key, phrase] of Object.entries(MAIL_WORDS.en)) {
      const khmer = MAIL_WORDS.km[key as MailKey]
      expect(khmer, key).toMatch(KHMER)
      expect(holes(khmer), key).toEqual(holes(phrase))
    }
  })
})

describe('what is refused', () => {
  test('is said in Khmer for every code, with the same parts', () => {
    expect(Object.keys(SENTENCES_KM).sort()).toEqual(Object.keys(SENTENCES).sort())
    for (const [code, sentence] of Object.entries(SENTENCES)) {
      const khmer = SENTENCES_KM[code as keyof typeof SENTENCES]
      expect(khmer, code).toMatch(KHMER)
      expect(
        holes(khmer).filter((hole) => !holes(sentence).includes(hole)),
        code,
      ).toEqual([])
    }
  })
})
