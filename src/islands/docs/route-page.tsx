import { createUniqueId, For, type JSX, Show } from 'solid-js'
import { createStore } from 'solid-js/store'
import { say } from '../../i18n/docs.ts'
import { type Answer, answersOf, bodyOf, type Document, type Needs, type Operation } from './operations.ts'
import { draftOf } from './request.ts'
import css from './route-page.module.css'
import { Samples } from './samples.tsx'
import { typeText } from './schema.ts'
import { SchemaTree } from './schema-tree.tsx'
import { PLACES, TryIt } from './try-it.tsx'

/** Everything about one route: what it does and for whom, what it takes and answers, and a place to try it. */
export function RoutePage(props: { document: Document; operation: Operation }) {
  const [draft, setDraft] = createStore(draftOf(props.operation))
  const answers = () => answersOf(props.document, props.operation)
  return (
    <article class={css.page}>
      <header class={css.head}>
        <h1 class={css.title}>{props.operation.summary}</h1>
        <p class={css.path}>
          <span class={css.method} data-method={props.operation.method}>
            {props.operation.method}
          </span>{' '}
          {props.operation.path}
        </p>
        <Show when={props.operation.description}>{(text) => <p>{withCode(text())}</p>}</Show>
      </header>
      <div class={css.columns}>
        <div class={css.told}>
          <Section title={say('who')}>
            <ul class={css.who}>
              <For each={rightsOf(props.operation['x-needs'])}>{(right) => <li>{say(right)}</li>}</For>
              <Show when={props.operation['x-needs'] !== 'anyone'}>
                <li>{say(`effect.${props.operation['x-effect']}`)}</li>
              </Show>
            </ul>
          </Section>
          <Show when={props.operation.parameters.length > 0}>
            <Section title={say('parameters')}>
              <Parameters operation={props.operation} />
            </Section>
          </Show>
          <Show when={bodyOf(props.operation)}>
            {(content) => (
              <Section title={say(content().media === 'application/json' ? 'body' : 'form')}>
                <SchemaTree document={props.document} schema={content().schema} isRequest />
              </Section>
            )}
          </Show>
          <Section title={say('answer')}>
            <For each={answers().successes}>
              {(answer) => <SuccessAnswer document={props.document} answer={answer} />}
            </For>
          </Section>
          <Show when={answers().failures.length > 0}>
            <Section title={say('errors')}>
              <dl class={css.errors}>
                <For each={answers().failures}>
                  {(failure) => (
                    <>
                      <dt>{failure.status}</dt>
                      <dd>{failure.description}</dd>
                    </>
                  )}
                </For>
              </dl>
            </Section>
          </Show>
        </div>
        <div class={css.done}>
          <Samples operation={props.operation} draft={draft} />
          <TryIt operation={props.operation} draft={draft} setDraft={setDraft} />
        </div>
      </div>
    </article>
  )
}

function Section(props: { title: string; children: JSX.Element }) {
  const heading = createUniqueId()
  return (
    <section class={css.part} aria-labelledby={heading}>
      <h2 id={heading}>{props.title}</h2>
      {props.children}
    </section>
  )
}

function Parameters(props: { operation: Operation }) {
  return (
    <ul class={css.parameters}>
      <For each={props.operation.parameters}>
        {(parameter) => (
          <li>
            <code>{parameter.name}</code>
            <span class={css.soft}>{say(PLACES[parameter.in])}</span>
            <span class={css.soft}>{typeText(parameter.schema)}</span>
            <Show when={parameter.required}>
              <span class={css.required}>{say('required')}</span>
            </Show>
            <Show when={parameter.description}>{(text) => <span class={css.soft}>{text()}</span>}</Show>
          </li>
        )}
      </For>
    </ul>
  )
}

function SuccessAnswer(props: { document: Document; answer: Answer }) {
  return (
    <div>
      <p class={css.soft}>
        <b>{props.answer.status}</b> {props.answer.description}
      </p>
      <Show
        when={props.answer.media === 'application/json' && props.answer.schema}
        fallback={
          <Show when={props.answer.status < '300'}>
            <p class={css.soft}>{say(props.answer.media ? 'bytes' : 'nothing')}</p>
          </Show>
        }
      >
        {(schema) => <SchemaTree document={props.document} schema={schema()} />}
      </Show>
    </div>
  )
}

function rightsOf(needs: Needs) {
  if (typeof needs === 'string') return [needs]
  return [
    ...(needs.project ? [`project.${needs.project}` as const] : []),
    ...('dashboard' in needs ? [`dashboard.${needs.dashboard}` as const] : []),
    ...(needs.workspace ? [`workspace.${needs.workspace}` as const] : []),
  ]
}

/** Markdown's code in a sentence; nothing else of it is used. */
const withCode = (text: string): JSX.Element =>
  text.split('`').map((part, i) => (i % 2 === 1 ? <code class={css.code}>{part}</code> : part))
