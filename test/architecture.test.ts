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
  'permissions',
  'forms',
  'api',
  'automations',
  'notifications',
  'charts',
  'csv',
  'template',
]
/** Rooms of the same height that know nothing of each other. */
const INDEPENDENT = ['permissions', 'automations', 'notifications', 'charts', 'csv', 'template']

/** The Worker's rooms, each on top of the ones before; between `http` and `routes.ts` stand the nouns (comments, fields, …). */
const WORKER = [
  'env.ts',
  'crypto.ts',
  'text.d.ts',
  'db',
  'context',
  'changes',
  'http',
  'NOUNS',
  'jobs',
  'live',
  'routes.ts',
  'app.ts',
  'index.ts',
]

const coreRoom = (file: string) => /^src\/core\/([^/]+)\//.exec(file)?.[1]
const workerRoom = (file: string) => /^functions\/([^/]+)/.exec(file)?.[1]
const isNoun = (room: string) => !WORKER.includes(room) && room !== 'local'
const heightOf = (room: string) => WORKER.indexOf(isNoun(room) ? 'NOUNS' : room)

/** Who may import whom outside its own room. What stands nowhere here may not be imported. */
const ALLOWED: [from: RegExp, to: RegExp][] = [
  [/^src\/core\//, /^src\/core\//],
  [/^functions\//, /^(functions|src\/core)\//],
  [/^functions\/(mail|notifications|automations)\//, /^src\/i18n\/mail/],
  [/^functions\/(imports|notifications|forms)\//, /^src\/i18n\/errors/],
  [/^functions\/forms\//, /^src\/i18n\/form\//],
  [/^functions\/db\//, /^migrations\//],
  [/^src\/pages\//, /^src\/(pages|layouts|islands|styles|i18n)\//],
  [/^src\/layouts\//, /^src\/(layouts|islands|styles|i18n|core\/model)\//],
  [/^src\/islands\//, /^src\/(islands|parts|widgets|client|core|i18n|styles)\//],
  [/^src\/parts\//, /^src\/(parts|widgets|client|core|i18n|styles)\//],
  [/^src\/widgets\//, /^src\/(widgets|i18n|styles)\//],
  [/^src\/client\//, /^src\/(client|core|i18n)\//],
  [/^src\/embed\//, /^src\/(embed|core\/forms)\//],
  // What is built is looked at as visitors will see it.
  [/^src\/islands\/forms\//, /^src\/embed\/show-fields/],
  [/^src\/i18n\//, /^src\/(i18n|core)\//],
  [/^test\//, /./],
]

const show = ({ from, to }: Import) => `${from} -> ${to}`

describe('imports go one way', () => {
  test('there is something to check', () => expect(imports.length).toBeGreaterThan(1000))

  test('between rooms', () => {
    const wrong = imports.filter(({ from, to }) => !ALLOWED.some(([a, b]) => a.test(from) && b.test(to)))
    expect(wrong.map(show)).toEqual([])
  })

  test('within the core, types too', () => {
    const wrong = imports.filter(({ from, to }) => {
      const [a, b] = [coreRoom(from), coreRoom(to)]
      if (!a || !b || a === b) return false
      if (INDEPENDENT.includes(a) && INDEPENDENT.includes(b)) return true
      return !CORE.includes(a) || !CORE.includes(b) || CORE.indexOf(b) > CORE.indexOf(a)
    })
    expect(wrong.map(show)).toEqual([])
  })

  test('within the Worker, types too', () => {
    const wrong = imports.filter(({ from, to }) => {
      const [a, b] = [workerRoom(from), workerRoom(to)]
      if (!a || !b || a === b || a === 'local') return false
      return b === 'local' || heightOf(b) > heightOf(a)
    })
    // The Worker's environment names its Durable Object's class, which imports nothing.
    expect(wrong.map(show)).toEqual(['functions/env.ts -> functions/auth/password-hasher.ts'])
  })

  test('a noun uses another by its index.ts, and HTTP only in its routes', () => {
    const wrong = imports.filter(({ from, to }) => {
      const [a, b] = [workerRoom(from), workerRoom(to)]
      if (!a || !b || a === b || !isNoun(a)) return false
      if (b === 'http') return !/routes\.ts$/.test(from)
      return isNoun(b) && to !== `functions/${b}/index.ts`
    })
    expect(wrong.map(show)).toEqual([])
  })

  test('jobs use a noun by its index.ts', () => {
    const wrong = imports.filter(({ from, to }) => {
      const room = workerRoom(to)
      return workerRoom(from) === 'jobs' && room && isNoun(room) && to !== `functions/${room}/index.ts`
    })
    expect(wrong.map(show)).toEqual([])
  })

  test('only types cross between site and Worker', () => {
    const wrong = imports.filter(
      ({ from, to, type }) =>
        from.startsWith('src/') && !from.startsWith('src/core/') && to.startsWith('functions/') && !type,
    )
    expect(wrong).toEqual([])
  })

  test('the core knows no library but valibot, libphonenumber-js and croner, and no Node', () => {
    const wrong = files
      .filter((file) => file.startsWith('src/core/'))
      .flatMap((file) =>
        [...readFileSync(join(root, file), 'utf8').matchAll(/from '([^.'][^']*)'/g)]
          .map((match) => match[1]!)
          .filter((name) => !/^(valibot|libphonenumber-js|croner)/.test(name))
          .map((name) => `${file} -> ${name}`),
      )
    expect(wrong).toEqual([])
  })

  test('in src only *.sql.ts files know SQL, types too, so that no browser carries any', () => {
    const isSql = (file: string) => file.startsWith('src/core/sql/') || file.endsWith('.sql.ts')
    const wrong = imports.filter(({ from, to }) => from.startsWith('src/') && !isSql(from) && isSql(to))
    expect(wrong.map(show)).toEqual([])
  })

  test('no file imports itself by way of others, types included', () => {
    expect(circles(imports)).toEqual([])
  })

  test('no noun of the Worker uses itself by way of others', () => {
    const rooms = imports.flatMap(({ from, to }) => {
      const [a, b] = [workerRoom(from), workerRoom(to)]
      return a && b && a !== b && isNoun(a) && isNoun(b) ? [{ from: a, to: b }] : []
    })
    expect(circles(rooms)).toEqual([])
  })
})

function circles(edges: readonly { from: string; to: string }[]): string[] {
  const graph = Map.groupBy(edges, ({ from }) => from)
  const state = new Map<string, 'open' | 'done'>()
  const found: string[] = []
  const visit = (node: string, path: string[]): void => {
    if (state.get(node) === 'done') return
    if (state.get(node) === 'open') {
      found.push([...path.slice(path.indexOf(node)), node].join(' -> '))
      return
    }
    state.set(node, 'open')
    for (const { to } of graph.get(node) ?? []) visit(to, [...path, node])
    state.set(node, 'done')
  }
  for (const node of graph.keys()) visit(node, [])
  return found
}

describe('files', () => {
  test('none is longer than 250 lines, tables of data excepted', () => {
    const data = /i18n\/|errors\/codes|template\/words|fields\/countries|^test\//
    const long = files
      .filter((file) => !data.test(file))
      .map((file) => [file, readFileSync(join(root, file), 'utf8').split('\n').length] as const)
    expect(long.filter(([, lines]) => lines > 250)).toEqual([])
  })

  test('no folder has more than 25 of them', () => {
    const styles = globSync('src/**/*.css', { cwd: root })
    const folders = Map.groupBy([...files, ...styles], dirname)
    expect([...folders].filter(([, inside]) => inside.length > 25).map(([folder]) => folder)).toEqual([])
  })

  test('no folder is called by a name that says nothing', () => {
    expect(files.filter((file) => /\/(utils?|helpers?|misc|common|lib|services|shared)\//.test(file))).toEqual([])
  })
})

describe('a field type is one file in the core and one on screen', () => {
  /** The registries' own rooms; in formulas `type` is what they compute with, in a schema of OpenAPI that of JSON. */
  const MAY =
    /^(src\/core\/(fields|formula)\/|src\/parts\/field-types\/|functions\/http\/openapi\/json-schema\.ts|test\/)/

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

describe('Drizzle', () => {
  /** D1 answers a batch with rows by name: of two equal ones only one would come back (drizzle-orm issue 6038). */
  test('every select gives each of its columns a name of its own', () => {
    const wrong = files
      .filter((file) => file.startsWith('functions/'))
      .flatMap((file) =>
        [...readFileSync(join(root, file), 'utf8').matchAll(/\.select(?:Distinct)?\(\s*([^\s(]*)/g)]
          .filter(([, first]) => first !== 'selectColumns' && first !== 'selectAll')
          .map(([text]) => `${file}: ${text}`),
      )
    expect(wrong).toEqual([])
  })

  test('only the batch talks to D1', () => {
    const direct = /\benv\.DB\.(prepare|batch|exec)|\.(all|run)\(\)/
    const wrong = files.filter(
      (file) => /^functions\/(?!local)/.test(file) && direct.test(readFileSync(join(root, file), 'utf8')),
    )
    expect(wrong).toEqual([])
  })
})

describe('what an isolate remembers', () => {
  /**
   * A request that waits for another one's promise goes on in its place: it can't read its own body there, and where the other was
   * cut off it waits for ever.
   */
  test('are values, not promises of other requests', () => {
    const promisePattern = /^(?:export )?(?:const|let) \w+(?:: | = new )(?!WeakMap<Request,)[^=(]*Promise</gm
    const wrong = files
      .filter((file) => /^(functions\/(?!local)|src\/core\/)/.test(file))
      .flatMap((file) =>
        [...readFileSync(join(root, file), 'utf8').matchAll(promisePattern)].map(([text]) => `${file}: ${text}`),
      )
    expect(wrong).toEqual([])
    expect('const done = new WeakMap<D1Database, Promise<void>>()').toMatch(promisePattern)
    expect('let loading: Promise<Catalog> | undefined').toMatch(promisePattern)
  })
})

describe('what cleans up after a component', () => {
  /** Where its project is another by now, reading props works out what is just being disposed of, and disposes of it twice. */
  test('reads no props: what it needs is taken before', () => {
    const pattern = /onCleanup\(\(\) => (?:\{(?:[^{}]|\{[^{}]*\})*\}|[^\n]*)/g
    const cleanups = files
      .filter((file) => file.endsWith('.tsx'))
      .flatMap((file) =>
        [...readFileSync(join(root, file), 'utf8').matchAll(pattern)].map(([text]) => ({ file, text })),
      )
    expect(cleanups.length).toBeGreaterThan(20)
    expect(cleanups.filter(({ text }) => text.includes('props.'))).toEqual([])
  })
})

describe('local names', () => {
  /** They tell nothing of what a value is, and stood for a dozen things each. As properties they are the contract's. */
  const vague = 'own|said|told|asked|made|kept|mine|whole|at'
  test('are nouns that say what the value is', () => {
    const pattern = new RegExp(
      String.raw`\b(?:const|let|function) (?:${vague})\b|\[[\w\s,]*\b(?:${vague})(?:, \w+)*\] =[^=>]|\((?:${vague})\) =>`,
      'g',
    )
    const wrong = files
      .filter((file) => file !== 'test/architecture.test.ts')
      .flatMap((file) =>
        [...readFileSync(join(root, file), 'utf8').matchAll(pattern)].map(([text]) => `${file}: ${text}`),
      )
    expect(wrong).toEqual([])
    for (const text of ['const made = 1', 'const [first, at] = pair', 'times.map((at) => at)'])
      expect(text).toMatch(pattern)
  })
})
