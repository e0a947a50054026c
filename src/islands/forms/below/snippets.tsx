import { For } from 'solid-js'
import { copyText } from '../../../client/copy/copy-text.ts'
import type { FormAnswer } from '../../../core/api/form/index.ts'
import { sayForm } from '../../../i18n/form/screen.ts'
import { Button, buttonClass } from '../../../widgets/button.tsx'
import css from '../forms.module.css'

/** A frame has the page's margins and its line of languages besides. */
const FRAME = 84

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** What is pasted into another site: by script, or in a frame where a site allows no scripts of others. */
function snippetsOf({ url, height, name }: FormAnswer): { key: 'script' | 'frame' | 'address'; text: string }[] {
  const script = `<script async src="${new URL(url).origin}/embed.js"></script>`
  const title = escaped(name)
  return [
    {
      key: 'script',
      text: `<tonle-form src="${url}" style="display:block;min-height:${height}px"></tonle-form>\n${script}\n<noscript><a href="${url}">${title}</a></noscript>`,
    },
    {
      key: 'frame',
      text: `<iframe src="${url}" title="${title}" style="width:100%;height:${height + FRAME}px;border:0"></iframe>\n${script}`,
    },
    { key: 'address', text: url },
  ]
}

export function Snippets(props: { form: FormAnswer }) {
  return (
    <section class={css.section}>
      <h3>{sayForm('embed')}</h3>
      <For each={snippetsOf(props.form)}>
        {({ key, text }) => (
          <div class={css.snippet}>
            <p>{sayForm(`embed.${key}`)}</p>
            <pre tabindex="0">{text}</pre>
            <Button
              size="small"
              aria-label={sayForm('copyWhat', { what: sayForm(`embed.${key}`) })}
              onClick={() => void copyText(text)}
            >
              {sayForm('copy')}
            </Button>
          </div>
        )}
      </For>
      <a class={buttonClass('outline')} href={props.form.url} target="_blank" rel="noreferrer">
        {sayForm('test')}
      </a>
    </section>
  )
}
