import { createSignal, createUniqueId, For, Show } from 'solid-js'
import type { SetStoreFunction } from 'solid-js/store'
import { say } from '../../i18n/docs.ts'
import { Button } from '../../widgets/button.tsx'
import { Field } from '../../widgets/field.tsx'
import { bodyOf, type Operation, type Parameter } from './operations.ts'
import { contentOf, type Draft, headersOf, missingParams, paramKey, pathOf } from './request.ts'
import { ResponseView, type Result } from './response-view.tsx'
import css from './try-it.module.css'

/** Sends a real request with the reader's session or an API key. The key is only held in this signal. */
const [key, setKey] = createSignal('')
const [credential, setCredential] = createSignal<'me' | 'key'>('me')

interface Props {
  operation: Operation
  draft: Draft
  setDraft: SetStoreFunction<Draft>
}

export function TryIt(props: Props) {
  const heading = createUniqueId()
  const [result, setResult] = createSignal<Result | 'offline' | null>(null)
  const [busy, setBusy] = createSignal(false)
  const [submitted, setSubmitted] = createSignal(false)
  const missing = () => (submitted() ? missingParams(props.operation, props.draft) : [])
  const writes = () => props.operation['x-effect'] === 'write'

  async function onSubmit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    setSubmitted(true)
    if (missingParams(props.operation, props.draft).length > 0) return
    setBusy(true)
    setResult(await send(props.operation, props.draft))
    setBusy(false)
  }

  return (
    <section class={css.try} aria-labelledby={heading}>
      <h2 id={heading}>{say('try')}</h2>
      <p class={css.hint}>{say('tryHint')}</p>
      <form class={css.form} onSubmit={onSubmit}>
        <Sender />
        <Inputs {...props} missing={missing()} />
        <div class={css.actions}>
          <Button
            type="submit"
            variant={writes() ? 'outline' : 'solid'}
            class={writes() ? css.writes : ''}
            disabled={busy()}
          >
            {say(busy() ? 'sending' : writes() ? 'sendWrite' : 'send')}
          </Button>
          <code class={css.line}>
            {props.operation.method} {pathOf(props.operation, props.draft)}
          </code>
        </div>
      </form>
      <div aria-live="polite">
        <Show when={result()}>{(response) => <ResponseView result={response()} />}</Show>
      </div>
    </section>
  )
}

function Sender() {
  const name = createUniqueId()
  return (
    <fieldset class={css.sender}>
      <legend>{say('as')}</legend>
      <For each={['me', 'key'] as const}>
        {(kind) => (
          <label class={css.choice}>
            <input type="radio" name={name} checked={credential() === kind} onChange={() => setCredential(kind)} />
            {say(kind === 'me' ? 'asMe' : 'asKey')}
          </label>
        )}
      </For>
      <Show when={credential() === 'key'}>
        <Field
          label={say('key')}
          hint={say('keyHint')}
          type="password"
          autocomplete="off"
          value={key()}
          onInput={(event) => setKey(event.currentTarget.value.trim())}
        />
      </Show>
    </fieldset>
  )
}

function Inputs(props: Props & { missing: string[] }) {
  const content = () => bodyOf(props.operation)
  const body = createUniqueId()
  const parametersOf = (header: boolean) =>
    props.operation.parameters.filter((parameter) => (parameter.in === 'header') === header)
  return (
    <>
      <For each={parametersOf(false)}>{(parameter) => <Input {...props} parameter={parameter} />}</For>
      <Show when={content()?.media === 'application/json'}>
        <div class={css.body}>
          <label for={body}>{say('bodyLabel')}</label>
          <textarea
            id={body}
            rows={Math.min(20, props.draft.body.split('\n').length + 1)}
            spellcheck={false}
            value={props.draft.body}
            onInput={(event) => props.setDraft('body', event.currentTarget.value)}
          />
        </div>
      </Show>
      <Show when={content()?.media === 'multipart/form-data'}>
        <For each={Object.entries(content()?.schema.properties ?? {})}>
          {([name, schema]) => (
            <Show
              when={schema.contentMediaType}
              fallback={
                <Field label={name} onInput={(event) => props.setDraft('form', name, event.currentTarget.value)} />
              }
            >
              <Field
                label={say('file')}
                type="file"
                onChange={(event) => props.setDraft('form', name, event.currentTarget.files?.[0] ?? '')}
              />
            </Show>
          )}
        </For>
      </Show>
      <Show when={parametersOf(true).length > 0}>
        <details class={css.more}>
          <summary>{say('headers')}</summary>
          <For each={parametersOf(true)}>{(parameter) => <Input {...props} parameter={parameter} />}</For>
        </details>
      </Show>
    </>
  )
}

function Input(props: Props & { parameter: Parameter; missing: string[] }) {
  const key = () => paramKey(props.parameter)
  const empty = () => props.parameter.in === 'path' && props.missing.includes(props.parameter.name)
  return (
    <Field
      label={props.parameter.name}
      hint={props.parameter.description ?? say(PLACES[props.parameter.in])}
      problem={empty() ? say('fillIn') : undefined}
      value={props.draft.params[key()] ?? ''}
      autocomplete="off"
      spellcheck={false}
      onInput={(event) => props.setDraft('params', key(), event.currentTarget.value)}
    />
  )
}

export const PLACES = { path: 'inPath', query: 'inQuery', header: 'inHeader' } as const

async function send(operation: Operation, draft: Draft): Promise<Result | 'offline'> {
  const start = performance.now()
  const isOwnSession = credential() === 'me'
  try {
    const body = contentOf(operation, draft)
    const response = await fetch(pathOf(operation, draft), {
      method: operation.method,
      headers: { ...headersOf(operation, draft), ...(!isOwnSession && { authorization: `Bearer ${key()}` }) },
      credentials: isOwnSession ? 'same-origin' : 'omit',
      redirect: 'follow',
      ...(body === undefined ? {} : { body }),
    })
    const type = response.headers.get('content-type') ?? ''
    const text = /json|text/.test(type) ? await response.text() : `${type}, ${(await response.blob()).size} B`
    return {
      status: response.status,
      title: response.statusText,
      duration: Math.round(performance.now() - start),
      headers: [...response.headers],
      text,
    }
  } catch {
    return 'offline'
  }
}
