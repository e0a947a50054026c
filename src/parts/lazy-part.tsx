import { createEffect, createMemo, createResource, type JSX, untrack } from 'solid-js'
import { toast } from '../client/toasts.ts'
import { t } from '../i18n/index.ts'
import { Button } from '../widgets/button.tsx'
import { Message } from '../widgets/message.tsx'

type LazyComponent<P> = (props: P) => JSX.Element

/**
 * A part whose code is fetched when it is opened. Where that fails (offline, or a newer version was deployed) only this
 * part fails: what lies over the screen closes and says why, anything else says so in its place. Solid's own `lazy` would
 * take the whole screen along. A browser never asks twice for a module that it couldn't fetch, so the way on is a reload.
 */
export function lazyPart<P extends object>(load: () => Promise<{ default: LazyComponent<P> }>): LazyComponent<P> {
  let loaded: LazyComponent<P> | undefined
  return (props) => {
    if (loaded) return loaded(props)
    const [part] = createResource(async () => {
      loaded = (await load()).default
      return loaded
    })
    const close = () => ('close' in props ? (props.close as () => void) : undefined)
    createEffect(() => {
      if (!part.error || !close()) return
      toast({ kind: 'problem', text: t('problem.offline'), action: { label: t('reload'), onClick: reload } })
      close()?.()
    })
    return createMemo(() => {
      if (part.error) return close() ? null : <Failed />
      const component = part()
      return component && untrack(() => component(props))
    }) as unknown as JSX.Element
  }
}

/** Offline, a reload would replace the page by the browser's error page. */
function reload(): void {
  if (navigator.onLine) location.reload()
  else toast({ kind: 'problem', text: t('problem.offline') })
}

function Failed() {
  return (
    <Message role="alert" title={t('failed.title')} text={t('failed.text')}>
      <Button variant="solid" onClick={reload}>
        {t('reload')}
      </Button>
    </Message>
  )
}
