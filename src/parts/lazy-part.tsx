import { createEffect, createMemo, createResource, type JSX, onCleanup, untrack } from 'solid-js'
import { toast } from '../client/toasts.ts'
import { t } from '../i18n/index.ts'
import { Button } from '../widgets/button.tsx'
import { Message } from '../widgets/message.tsx'
import { holdKeys } from './held-keys.ts'

type LazyComponent<P> = (props: P) => JSX.Element

/**
 * A component whose module is loaded when it is first rendered. If that fails (offline, or a newer version was deployed),
 * only this component fails: an overlay (one with an `onClose` prop) closes with a toast, anything else shows the error in its
 * place. What is typed while an overlay is loaded is kept for it. Solid's own `lazy` would fail the whole screen. Browsers don't retry a failed module import, so the remedy is a reload.
 */
export function lazyPart<P extends object>(load: () => Promise<{ default: LazyComponent<P> }>): LazyComponent<P> {
  let loaded: LazyComponent<P> | undefined
  return (props) => {
    if (loaded) return loaded(props)
    const [part] = createResource(async () => {
      loaded = (await load()).default
      return loaded
    })
    const onClose = () => ('onClose' in props ? (props.onClose as () => void) : undefined)
    const keys = onClose() && holdKeys(() => onClose()?.())
    if (keys) onCleanup(keys.drop)
    createEffect(() => {
      if (part.state === 'ready') keys?.give()
      if (!part.error || !onClose()) return
      toast({ kind: 'problem', text: t('problem.offline'), action: { label: t('reload'), onClick: reload } })
      onClose()?.()
    })
    return createMemo(() => {
      if (part.error) return onClose() ? null : <Failed />
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
