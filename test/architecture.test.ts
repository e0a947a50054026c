import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { typesByName } from './type-names.ts'

const root = new URL('..', import.meta.url).pathname
const files = ['src', 'functions', 'test'].flatMap((room) =>
  globSync(`${room}/**/*.{ts,tsx,astro,mjs}`, { cwd: root }).filter((file) => !file.endsWith('.d.ts')),
)

interface Import {
  from: string
  to: string
  type: boolean
}

/** Every import of a file of our own, static or not. */
const imports: Import[] = files.flatMap((from) => {
  const text = readFileSync(join(root, from), 'utf8')
  const found = text.matchAll(
    /(import|export)\s+(type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?['"](\.[^'"]+)['"]|import\(['"](\.[^'"]+)['"]\)/g,
  )
  return [...found].map((match) => ({
    from,
    to: relative(root, join(root, dirname(from), (match[3] ?? match[4])!)).replace(/\?.*$/, ''),
    type: match[2] !== undefined,
  }))
})

/** The core's rooms, each on top of the ones before. */
const CORE = [
  'sql',
  'errors',
  'text',
  'time',
  'model',
  'formula',
  'fields',
  'query',
  'access',
  'automations',
  'charts',
  'csv',
  'template',
]
/** Rooms of the same height that know nothing of each other. */
const APART = [['access', 'automations', 'charts', 'csv']]

const coreRoom = (file: string) => /^src\/core\/([^/]+)\//.exec(file)?.[1]

/** Who may import whom. What stands nowhere here may not be imported. */
const ALLOWED: [from: RegExp, to: RegExp][] = [
  [/^src\/core\//, /^src\/core\//],
  [/^functions\/index\.ts$/, /^functions\/(app|context|jobs\/|live\/)/],
  [/^functions\/app\.ts$/, /^(functions\/(answer|context|routes\/)|src\/core\/)/],
  [/^functions\/route\.ts$/, /^(functions\/(answer|context|request|model\/parse)|src\/core\/)/],
  [
    /^functions\/routes\//,
    /^(functions\/(answer|anyone|context|cookie|openapi\/|request|route|routes\/|session|sign-in|model\/|outside\/)|src\/core\/)/,
  ],
  [/^functions\/openapi\//, /^(functions\/(openapi\/|route\.ts|model\/)|src\/core\/)/],
  [/^functions\/(jobs|live)\//, /^(functions\/(context|model\/)|src\/core\/)/],
  [/^functions\/outside\//, /^(functions\/(context|model\/|outside\/)|src\/core\/|src\/i18n\/mail)/],
  [/^functions\/model\//, /^(functions\/(context|model\/)|src\/core\/|migrations\/)/],
  [
    /^functions\/(answer|anyone|context|cookie|credential|json-body|request|session|sign-in)\.ts$/,
    /^(functions\/(answer|anyone|context|cookie|credential|json-body|live\/hub|request|session|sign-in|model\/)|src\/core\/)/,
  ],
  [/^functions\/local\//, /^functions\/local\//],
  [/^src\/pages\//, /^src\/(pages|layouts|islands|styles|i18n)\//],
  [/^src\/layouts\//, /^src\/(layouts|islands|styles|i18n)\//],
  [/^src\/islands\//, /^src\/(islands|parts|widgets|client|core|i18n|styles)\//],
  [/^src\/parts\//, /^src\/(parts|widgets|client|core|i18n|styles)\//],
  [/^src\/widgets\//, /^src\/(widgets|i18n|styles)\//],
  [/^src\/client\//, /^src\/(client|core|i18n)\//],
  [/^src\/i18n\//, /^src\/(i18n|core)\//],
  [/^test\//, /./],
]

describe('imports go one way', () => {
  test('there is something to check', () => expect(imports.length).toBeGreaterThan(100))

  test('between rooms', () => {
    const wrong = imports.filter(({ from, to }) => !ALLOWED.some(([a, b]) => a.test(from) && b.test(to)))
    expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([])
  })

  test('within the core', () => {
    const wrong = imports.filter(({ from, to, type }) => {
      const [a, b] = [coreRoom(from), coreRoom(to)]
      if (!a || !b || a === b) return false
      if (APART.some((rooms) => rooms.includes(a) && rooms.includes(b))) return true
      // Types that two rooms share may be named ahead; nothing runs by it.
      return !CORE.includes(a) || !CORE.includes(b) || (CORE.indexOf(b) > CORE.indexOf(a) && !type)
    })
    expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([])
  })

  test('only types cross between site and Worker', () => {
    const wrong = imports.filter(
      ({ from, to, type }) =>
        from.startsWith('src/') && !from.startsWith('src/core/') && to.startsWith('functions/') && !type,
    )
    expect(wrong).toEqual([])
  })

  test('the core knows no library but valibot and libphonenumber-js, and no Node', () => {
    const wrong = files
      .filter((file) => file.startsWith('src/core/'))
      .flatMap((file) =>
        [...readFileSync(join(root, file), 'utf8').matchAll(/from '([^.'][^']*)'/g)]
          .map((match) => match[1]!)
          .filter((name) => !/^(valibot|libphonenumber-js)/.test(name))
          .map((name) => `${file} -> ${name}`),
      )
    expect(wrong).toEqual([])
  })

  test('nothing goes round in circles', () => {
    const graph = Map.groupBy(
      imports.filter(({ type }) => !type),
      ({ from }) => from,
    )
    const state = new Map<string, 'open' | 'done'>()
    const circles: string[] = []
    const visit = (file: string, way: string[]): void => {
      if (state.get(file) === 'done') return
      if (state.get(file) === 'open') {
        circles.push([...way.slice(way.indexOf(file)), file].join(' -> '))
        return
      }
      state.set(file, 'open')
      for (const { to } of graph.get(file) ?? []) visit(to, [...way, file])
      state.set(file, 'done')
    }
    for (const file of files) visit(file, [])
    expect(circles).toEqual([])
  })
})

describe('files', () => {
  test('none is longer than 250 lines, tables of data excepted', () => {
    const data = /i18n\/|errors\/codes|template\/words|fields\/countries|^test\//
    const long = files
      .filter((file) => !data.test(file))
      .map((file) => [file, readFileSync(join(root, file), 'utf8').split('\n').length] as const)
    expect(long.filter(([, lines]) => lines > 250)).toEqual([])
  })

  test('no folder is called by a name that says nothing', () => {
    expect(files.filter((file) => /\/(utils?|helpers?|misc|common|lib|services|shared)\//.test(file))).toEqual([])
  })
})

describe('a field type is one file in the core and one on screen', () => {
  /** The registries' own rooms; in formulas `type` is what they compute with, in a schema of OpenAPI that of JSON. */
  const MAY = /^(src\/core\/(fields|formula)\/|src\/parts\/field-types\/|functions\/openapi\/json-schema\.ts|test\/)/

  test('nobody else asks what a type is called', () => {
    const wrong = files
      .filter((file) => !MAY.test(file))
      .flatMap((file) => typesByName(readFileSync(join(root, file), 'utf8')).map((found) => `${file}: ${found}`))
    expect(wrong).toEqual([])
  })

  test.each([
    "if (field.type === 'select') return",
    "'person' === props.field.type",
    "<Match when={type() !== 'checkbox'}>",
    "['text', 'email'].includes(field()?.type ?? '')",
    "const KNOWN = ['file', 'lookup']\nfields.filter(({ type }) => KNOWN.includes(type))",
    "const KNOWN = new Set(['file', 'lookup'])\nKNOWN.has(String(row.type))",
    'const WIDTHS: Record<string, number> = {\n  text: 180,\n}\nWIDTHS[field.type] ?? 170',
    "{ multiSelect: 'select', person: 'text' }[result.type]",
    "  switch (from.type) {\n    case 'currency':\n      return 1\n  }\n",
    "field.type.endsWith('By')",
    'const ICONS: Record<TypeName, Icon> = icons',
  ])('it would be found: %s', (text) => expect(typesByName(text).length).toBeGreaterThan(0))

  test.each([
    "typeOf(field.type)?.kind === 'number'",
    "typeOf(field.type)?.computed === 'lookup'",
    "kindOf(field.type) === 'date'",
    "if (tree.type === 'number') return",
    "switch (operand.kind) {\n  case 'date':\n    return 1\n}\n",
    "switch (subject.kind) {\n  case 'number':\n    return type\n}\n",
    "named('tags', 'multiSelect')",
  ])('this is none: %s', (text) => expect(typesByName(text)).toEqual([]))
})
