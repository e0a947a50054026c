import { For, type JSX } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import css from './markdown.module.css'

/**
 * The Markdown people write in a CRM: headings, lists, quotes, bold, italics, code, links, mentions. It becomes elements,
 * never HTML text, so nothing in it can run.
 */
export function Markdown(props: { text: string }) {
  return (
    <div class={css.markdown}>
      <For each={blocksOf(props.text)}>{(block) => <Block block={block} />}</For>
    </div>
  )
}

type Block = { tag: 'p' | 'h3' | 'blockquote' | 'pre'; text: string } | { tag: 'ul' | 'ol'; items: string[] }

function Block(props: { block: Block }): JSX.Element {
  const block = props.block
  if ('items' in block) {
    return (
      <Dynamic component={block.tag}>
        <For each={block.items}>{(item) => <li>{inline(item)}</li>}</For>
      </Dynamic>
    )
  }
  return <Dynamic component={block.tag}>{block.tag === 'pre' ? block.text : inline(block.text)}</Dynamic>
}

export function blocksOf(text: string): Block[] {
  const blocks: Block[] = []
  let code: string[] | null = null
  for (const line of text.split('\n')) {
    const lastBlock = blocks.at(-1)
    if (line.startsWith('```')) {
      if (code) blocks.push({ tag: 'pre', text: code.join('\n') })
      code = code ? null : []
      continue
    }
    if (code) {
      code.push(line)
      continue
    }
    const bullet = /^\s*[-*+] +(.*)$/.exec(line)
    const step = /^\s*\d+[.)] +(.*)$/.exec(line)
    const heading = /^#{1,6} +(.*)$/.exec(line)
    const quote = /^> ?(.*)$/.exec(line)
    if (bullet || step) {
      const tag = bullet ? 'ul' : 'ol'
      const item = (bullet ?? step)![1]!
      if (lastBlock?.tag === tag && 'items' in lastBlock) lastBlock.items.push(item)
      else blocks.push({ tag, items: [item] })
    } else if (heading) blocks.push({ tag: 'h3', text: heading[1]! })
    else if (quote) join(blocks, 'blockquote', quote[1]!)
    else if (line.trim() === '') blocks.push({ tag: 'p', text: '' })
    else join(blocks, 'p', line)
  }
  if (code) blocks.push({ tag: 'pre', text: code.join('\n') })
  return blocks.filter((block) => 'items' in block || block.text !== '')
}

function join(blocks: Block[], tag: 'p' | 'blockquote', line: string): void {
  const lastBlock = blocks.at(-1)
  if (lastBlock?.tag === tag && 'text' in lastBlock && lastBlock.text !== '') lastBlock.text += `\n${line}`
  else blocks.push({ tag, text: line })
}

const MARKS =
  /`([^`\n]+)`|\*\*([^*\n]+)\*\*|__([^_\n]+)__|\*([^*\n]+)\*|(?<![\p{L}\d])_([^_\n]+)_(?![\p{L}\d])|@\[([^\]\n]+)\]\(person:[^)\s]+\)|\[([^\]\n]+)\]\((https?:\/\/[^)\s]+|mailto:[^)\s]+)\)|(https?:\/\/[^\s<>"')\]]+)/gu

function inline(text: string): JSX.Element[] {
  const parts: JSX.Element[] = []
  let position = 0
  for (const match of text.matchAll(MARKS)) {
    parts.push(text.slice(position, match.index))
    position = match.index + match[0].length
    const [, code, bold, bold2, italic, italic2, mention, name, href, bare] = match
    if (code) parts.push(<code>{code}</code>)
    else if (bold ?? bold2) parts.push(<strong>{bold ?? bold2}</strong>)
    else if (italic ?? italic2) parts.push(<em>{italic ?? italic2}</em>)
    else if (mention) parts.push(<span class={css.mention}>@{mention}</span>)
    else parts.push(<ExternalLink href={href ?? bare!}>{name ?? bare}</ExternalLink>)
  }
  parts.push(text.slice(position))
  return parts
}

function ExternalLink(props: { href: string; children: JSX.Element }) {
  return (
    <a href={props.href} target="_blank" rel="noreferrer noopener">
      {props.children}
    </a>
  )
}
