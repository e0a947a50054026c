import { createResource, ErrorBoundary, type JSX, Show } from 'solid-js'
import { t, wordsReady } from '../i18n/index.ts'
import { Button } from '../widgets/button.tsx'
import { Message } from '../widgets/message.tsx'

/** Around every island: waits for the reader's words, and catches what breaks, so that one screen never takes the rest along. */
export function Screen(props: { children: JSX.Element }) {
  const [ready] = createResource(async () => {
    await wordsReady.catch(() => undefined)
    return true
  })
  return (
    <ErrorBoundary
      fallback={(error, reset) => {
        console.error(error)
        return (
          <Message role="alert" title={t('broken.title')} text={t('broken.text')}>
            <Button variant="solid" onClick={reset}>
              {t('retry')}
            </Button>
          </Message>
        )
      }}
    >
      <Show when={ready()}>{props.children}</Show>
    </ErrorBoundary>
  )
}
