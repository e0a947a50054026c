import { createResource, ErrorBoundary, type JSX, Show } from 'solid-js'
import { t, wordsReady } from '../i18n/index.ts'
import { Button } from '../widgets/button.tsx'
import { Message } from '../widgets/message.tsx'

/** Wraps every island: waits for its translations and catches render errors, so that a broken screen leaves the others intact. */
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
