import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const ROOT = new URL('../../', import.meta.url).pathname
const guide = readFileSync(join(ROOT, '.github/CONTRIBUTING.md'), 'utf8')

/** The code of a recipe: ```ts <path> is a new file, ```diff <path> adds lines after the ones that it quotes. */
interface Block {
  kind: string
  path: string
  lines: string[]
}

const recipe = (title: string): Block[] => {
  const section = guide.split(/^### /m).find((one) => one.startsWith(title)) ?? ''
  return [...section.matchAll(/^```(\w+) (\S+)\n([\s\S]*?)^```$/gm)].map(([, kind, path, code]) => ({
    kind: kind!,
    path: path!,
    lines: code!.split('\n').slice(0, -1),
  }))
}

let copy: string

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'tonle-recipes-'))
  for (const name of ['src', 'functions', 'migrations', 'test', 'package.json', 'tsconfig.json', '.github', 'public'])
    cpSync(join(ROOT, name), join(copy, name), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
})

afterAll(() => rmSync(copy, { recursive: true, force: true }))

function follow(title: string): void {
  const blocks = recipe(title)
  expect(blocks.length, title).toBeGreaterThan(0)
  for (const { kind, path, lines } of blocks) {
    const file = join(copy, path)
    if (kind !== 'diff') {
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, `${lines.join('\n')}\n`)
      continue
    }
    const text = readFileSync(file, 'utf8').split('\n')
    let place = -1
    for (const line of lines) {
      const code = line.slice(1)
      if (line.startsWith('+')) text.splice(++place, 0, code)
      else {
        place = text.findIndex((one) => one.trim() === code.trim())
        expect(place, `${path} has the line: ${code}`).toBeGreaterThanOrEqual(0)
        if (line.startsWith('-')) text.splice(place--, 1)
      }
    }
    writeFileSync(file, text.join('\n'))
  }
}

/** The compiler is written in Go, and gone again before it would have to collect: it takes up to 700 MB so, and a fifth less time. */
const ENV = { ...process.env, GOGC: 'off' }

function run(...command: string[]): string {
  const { stdout, stderr } = spawnSync(process.execPath, command, { cwd: copy, env: ENV, encoding: 'utf8' })
  return stdout + stderr
}

/** In one thread: several check much of it once each, while the other tests need the cores. */
const typeErrors = (...rooms: string[]): string[] =>
  rooms.flatMap((room) =>
    run('node_modules/typescript/bin/tsc', '-p', room, '--singleThreaded', '--incremental', 'false')
      .split('\n')
      .filter(Boolean),
  )

describe('what CONTRIBUTING.md tells to do works', { timeout: 240_000 }, () => {
  test('add a migration', () => {
    follow('Add a migration')
    const options = ['--config', 'functions/db/drizzle.config.ts', '--name', 'pinned_comments']
    const printed = run('node_modules/drizzle-kit/bin.cjs', 'generate', ...options)
    expect(printed).toContain('migrations/0013_pinned_comments.sql')
    const sql = readFileSync(join(copy, 'migrations/0013_pinned_comments.sql'), 'utf8')
    expect(sql).toMatch(/^ALTER TABLE `comments` ADD `pinned\w*` integer;$/)
  })

  test('add a field type, a formula function, a route, a screen', () => {
    for (const title of ['Add a field type', 'Add a formula function', 'Add a route', 'Add a screen']) follow(title)
    expect(typeErrors('functions', 'src')).toEqual([])
  })

  // The types and tests of what was added, and what the compiler says where something is missing: twenty seconds more.
  if (process.env.PROOF) {
    test('what was added passes the tests of all that there is of its kind', () => {
      expect(typeErrors('test')).toEqual([])
      const files = ['test/architecture', 'test/core/fields.test', 'test/core/words', 'test/core/formula/properties']
      const options = ['run', '--config', 'test/vitest.config.ts', '--reporter=json', '--outputFile=report.json']
      const printed = run('node_modules/vitest/vitest.mjs', ...options, ...files)
      const report = readFileSync(join(copy, 'report.json'), 'utf8')
      const { numFailedTests, testResults } = JSON.parse(report) as { numFailedTests: number; testResults: unknown[] }
      expect(numFailedTests, printed).toBe(0)
      expect(testResults).toHaveLength(files.length)
      expect(report).toContain('postcode')
    })

    test('a formula function without its SQL does not compile', () => {
      const file = join(copy, 'src/core/formula/functions/texts.ts')
      const text = readFileSync(file, 'utf8')
      writeFileSync(
        file,
        text.replace('  UPPER:', "  LAST: plain('LAST', (value) => [...value].slice(-1).join('')),\n  UPPER:"),
      )
      const errors = typeErrors('src/core').filter((line) => line.startsWith('src/core/'))
      writeFileSync(file, text)
      expect(errors.map((line) => line.replace(/\(.*/, ''))).toContain('src/core/formula/functions/texts.sql.ts')
      expect(errors.join()).toContain("Property 'LAST' is missing")
    })

    test('add a language: what has no words for it does not compile', () => {
      follow('Add a language')
      const files = typeErrors('src').flatMap((line) => /^([\w/.-]+)\(/.exec(line)?.[1] ?? [])
      expect([...new Set(files)].sort()).toEqual([
        'src/core/template/words.ts',
        'src/i18n/docs.ts',
        'src/i18n/errors.ts',
        'src/i18n/formula.ts',
        'src/i18n/index.ts',
        'src/i18n/issue.ts',
        'src/i18n/later.ts',
        'src/i18n/mail.ts',
      ])
    })
  }

  test('the glossary has at most 25 words', () => {
    const words =
      guide
        .split('## Words')[1]!
        .split('## Recipes')[0]!
        .match(/^\| [^|-]/gm) ?? []
    expect(words.length - 1).toBeLessThanOrEqual(25)
    expect(words.length).toBeGreaterThan(10)
  })

  test('every room and file that it names is there', () => {
    const named = [...guide.split('## Recipes')[0]!.matchAll(/(?:src|functions|test)\/[\w./-]+\w/g)].map(
      ([path]) => path,
    )
    expect(
      named.filter((path) => readdirSync(dirname(join(ROOT, path))).every((name) => !path.endsWith(`/${name}`))),
    ).toEqual([])
  })
})
