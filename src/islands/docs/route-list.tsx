import { createEffect, createMemo, createSignal, For, Show } from 'solid-js'
import { navigateTo } from '../../client/route.ts'
import { say } from '../../i18n/docs.ts'
import { Field } from '../../widgets/field.tsx'
import { type Document, type Operation, sorted } from './operations.ts'
import css from './route-list.module.css'

export const hrefOf = ({ operationId }: Operation): string => `/docs/?at=${operationId}`

/** All routes by noun. Arrows move through them, Enter in the search opens the first that was found. */
export function RouteList(props: { document: Document; current: string }) {
  const [words, setWords] = createSignal('')
  const groups = createMemo(() => sorted(props.document, words()))
  let list: HTMLElement | undefined
  createEffect(() => {
    if (props.current) list?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  })

  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step || !list) return
    const focusable = [...list.querySelectorAll<HTMLElement>('input, a')]
    const next = focusable[focusable.indexOf(document.activeElement as HTMLElement) + step]
    if (!next) return
    event.preventDefault()
    next.focus()
  }

  function onSubmit(event: SubmitEvent): void {
    event.preventDefault()
    const [firstGroup] = groups()
    if (firstGroup) void navigateTo(hrefOf(firstGroup.operations[0]!))
  }

  return (
    <nav class={css.list} aria-label={say('routes')} ref={list} onKeyDown={onKeyDown}>
      <search>
        <form onSubmit={onSubmit}>
          <Field
            label={say('find')}
            hint={say('findHint')}
            type="search"
            autocomplete="off"
            value={words()}
            onInput={(event) => setWords(event.currentTarget.value)}
          />
        </form>
      </search>
      <Show when={groups().length === 0}>
        <p class={css.none} role="status">
          {say('noneFound')}
        </p>
      </Show>
      <For each={groups()}>
        {(group) => (
          <section>
            <h2 class={css.noun}>{group.name}</h2>
            <ul>
              <For each={group.operations}>
                {(operation) => (
                  <li>
                    <a
                      class={css.route}
                      href={hrefOf(operation)}
                      title={`${operation.method} ${operation.path}`}
                      aria-current={operation.operationId === props.current ? 'page' : undefined}
                    >
                      <span class={css.method} data-method={operation.method}>
                        {operation.method}
                      </span>
                      <span class={css.name}>{operation.summary}</span>
                    </a>
                  </li>
                )}
              </For>
            </ul>
          </section>
        )}
      </For>
    </nav>
  )
}
