import { createEffect, createMemo, createResource, Show } from 'solid-js'
import { currentRoute } from '../../client/route.ts'
import { say } from '../../i18n/docs.ts'
import { LanguageSwitch } from '../../parts/language-switch.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Button, buttonClass } from '../../widgets/button.tsx'
import { Message } from '../../widgets/message.tsx'
import css from './docs.module.css'
import { type Document, operationsOf } from './operations.ts'
import { RouteList } from './route-list.tsx'
import { RoutePage } from './route-page.tsx'

/** API documentation, rendered from this workspace's OpenAPI document. */
export function Docs() {
  return (
    <Screen>
      <Page />
    </Screen>
  )
}

async function load(): Promise<Document> {
  const response = await fetch('/api/openapi.json')
  if (!response.ok) throw new Error(String(response.status))
  return (await response.json()) as Document
}

const FIRST = 'postProjectsByIdQuery'

function Page() {
  const [document_, { refetch }] = createResource(load)
  const current = createMemo(() => {
    const operations = document_.error ? [] : document_() ? operationsOf(document_()!) : []
    const operationById = (id: string | null) => operations.find(({ operationId }) => operationId === id)
    return operationById(currentRoute().search.get('at')) ?? operationById(FIRST) ?? operations[0]
  })
  let pane: HTMLElement | undefined
  createEffect(() => {
    document.title = `${current()?.summary ?? say('title')} · API · Tonle`
    if (pane) pane.scrollTop = 0
  })
  return (
    <div class={css.frame}>
      <header class={css.top}>
        <span class={css.title}>{say('title')}</span>
        <span class={css.links}>
          <a class={buttonClass('plain', 'small')} href="/api/openapi.json" target="_blank" rel="noopener">
            {say('download')}
          </a>
          <a class={buttonClass('plain', 'small')} href="/">
            {say('home')}
          </a>
          <LanguageSwitch />
        </span>
      </header>
      <Show
        when={!document_.error}
        fallback={
          <main id="main">
            <Message role="alert" standalone title={say('failed')} text={say('failedText')}>
              <Button variant="solid" onClick={() => void refetch()}>
                {say('again')}
              </Button>
            </Message>
          </main>
        }
      >
        <Show when={document_()} fallback={<p class={css.loading}>{say('loading')}</p>}>
          {(described) => (
            <>
              <div class={css.side}>
                <RouteList document={described()} current={current()?.operationId ?? ''} />
              </div>
              <main id="main" class={css.main} tabindex="-1" ref={pane}>
                <Show when={current()} keyed>
                  {(operation) => <RoutePage document={described()} operation={operation} />}
                </Show>
              </main>
            </>
          )}
        </Show>
      </Show>
    </div>
  )
}
