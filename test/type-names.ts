import { computedTypes, fieldTypes } from '../src/core/fields/index.ts'

const NAMES = [...Object.keys(fieldTypes), ...Object.keys(computedTypes)].join('|')
/** What holds a type's name: `type`, `field.type`, `asked.type!`, `type()`, `String(row.type)` … A formula's tree has a type of its own. */
const HELD = String.raw`(?<![\w.]*\btree\.)\b(?:type|\w*Type|\w*TypeName)(?:\(\))?[!?]?\)?`
const NAME = `'(?:${NAMES})'`

const COMPARISONS = [
  new RegExp(`${HELD}\\s*[!=]==?\\s*${NAME}`, 'g'),
  new RegExp(`${NAME}\\s*[!=]==?\\s*[\\w.!?()]*${HELD}`, 'g'),
  new RegExp(`\\[[^\\]]*${NAME}[^\\]]*\\](?: as const)?\\)?\\.(?:includes|indexOf)\\([\\w.!?()]*${HELD}`, 'g'),
  new RegExp(`\\{[^{}]*\\b(?:${NAMES}):[^{}]*\\}\\[[\\w.!?()]*${HELD}\\]`, 'g'),
  /\.type(?:\.toLowerCase\(\))?\.(?:startsWith|endsWith)\(/g,
  // A table of one's own, with an entry for every type.
  /Record<(?:TypeName|keyof Definitions)\b/g,
]

/** `switch (field.type) { … case 'select': … }` */
const SWITCH = new RegExp(`^( *).*switch \\([\\w.!?()]*${HELD}\\) \\{\\n([^]*?)^\\1\\}`, 'gm')
/** `KNOWN.includes(type)`, `KNOWN.has(type)`, `KNOWN[type]`, `Object.hasOwn(KNOWN, type)` */
const LOOKED_UP = new RegExp(
  `\\b([A-Z]\\w*)(?:\\.(?:includes|has|get)\\(|\\[)[\\w.!?()]*${HELD}|hasOwn\\(([A-Z]\\w*), [\\w.!?()]*${HELD}`,
  'g',
)

/** What a registry is asked, and answers. */
const QUESTIONS = /\b(?:typeOf|kindOf|widgetOf)\((?:[^()]|\([^()]*\))*\)/g

/** Where a program asks what a field's type is called, instead of asking the type. */
export function typesByName(program: string): string[] {
  const text = program.replace(QUESTIONS, 'answer')
  const found = COMPARISONS.flatMap((one) => [...text.matchAll(one)].map(([all]) => all))
  const cases = [...text.matchAll(SWITCH)].flatMap(([, , body]) => body!.match(new RegExp(`case ${NAME}`, 'g')) ?? [])
  const tables = [...text.matchAll(LOOKED_UP)].flatMap(([all, a, b]) => {
    const table = new RegExp(`const ${a ?? b}\\b[^=]*=[^\\[{]*([\\[{][^\\]}]*[\\]}])`).exec(text)?.[1] ?? ''
    const named = table.startsWith('[') ? NAME : `\\b(?:${NAMES}):`
    return new RegExp(named).test(table) ? [all] : []
  })
  return [...found, ...cases, ...tables]
}
