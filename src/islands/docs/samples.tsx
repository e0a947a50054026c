import { createSignal, createUniqueId, For } from 'solid-js'
import { writeClipboard } from '../../client/copy/clipboard.ts'
import { say } from '../../i18n/docs.ts'
import { Button } from '../../widgets/button.tsx'
import type { Operation } from './operations.ts'
import { asCurl, asFetch, type Draft } from './request.ts'
import css from './route-page.module.css'

const KINDS = ['curl', 'fetch'] as const

/** The request as it is filled in below, for a terminal and for a script. */
export function Samples(props: { operation: Operation; draft: Draft }) {
  const heading = createUniqueId()
  const [kind, setKind] = createSignal<(typeof KINDS)[number]>('curl')
  const [copyLabel, setCopyLabel] = createSignal<'copy' | 'copied' | 'copyRefused'>('copy')
  const text = () =>
    kind() === 'curl' ? asCurl(props.operation, props.draft, location.origin) : asFetch(props.operation, props.draft)

  async function copy(): Promise<void> {
    setCopyLabel((await writeClipboard(text())) ? 'copied' : 'copyRefused')
    setTimeout(() => setCopyLabel('copy'), 1500)
  }

  return (
    <section aria-labelledby={heading}>
      <div class={css.sampleHead}>
        <h2 id={heading}>{say('example')}</h2>
        <For each={KINDS}>
          {(sampleKind) => (
            <Button
              variant="plain"
              size="small"
              aria-pressed={kind() === sampleKind}
              onClick={() => setKind(sampleKind)}
            >
              {sampleKind}
            </Button>
          )}
        </For>
        <Button variant="plain" size="small" class={css.copy} onClick={() => void copy()}>
          <span aria-live="polite">{say(copyLabel())}</span>
        </Button>
      </div>
      <section class={css.sample} tabindex="0" aria-label={kind()}>
        <pre>{text()}</pre>
      </section>
    </section>
  )
}
