import { CAPTURES, type FormDefinition } from '../../../src/core/api/form/index.ts'
import { fill } from '../../../src/core/errors/index.ts'
import { languageOf } from '../../../src/core/model/index.ts'
import { type FormKey, formWords } from '../../../src/i18n/form/index.ts'
import { FORM_PAGES } from '../../changes/index.ts'
import { frameAncestors } from './hosts.ts'
import { html } from './html.ts'
import type { OpenForm, Shut } from './open-form.ts'
import { formPage, type Shown, saidPage, UNTOUCHED } from './page.ts'
import type { Outcome } from './submit.ts'
import { Words } from './words.ts'

/** Who asks: the script wants JSON, a browser without it a page. */
export interface Asker {
  key: string
  wantsJson: boolean
  language: string | undefined
  /** what their browser asks for first: where there is no form whose language it could be, nor anything that is kept for others */
  browsers: string | undefined
}

const TURNSTILE = 'https://challenges.cloudflare.com'

/** What can be fetched from other sites, and is no secret. */
const FROM_ANYWHERE = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' }
const UNKEPT = { 'cache-control': 'private, no-store' }

/** The form as everybody gets it, kept at the edge for a minute: it holds no token, and what is in its address is part of its key. */
export function formAnswer(form: OpenForm, { key, language }: Asker, query: Record<string, string>): Response {
  const shown = shownOf(form, key, new Words(form.definition, language))
  const given = CAPTURES.filter((name) => query[name])
  const hidden = Object.fromEntries(given.map((name) => [name, query[name]!.slice(0, 500)]))
  const cacheHeaders = { 'cache-control': 'public, max-age=60', 'cache-tag': FORM_PAGES }
  return page(formPage(shown, { ...UNTOUCHED, hidden }), shown, { headers: cacheHeaders })
}

/** A form that isn't there, or takes nothing in. */
export function shutAnswer(shut: Shut, asker: Asker): Response {
  const status = shut === 'gone' ? 404 : 409
  return messagePage(asker, status, { heading: shut, text: `${shut}Help`, code: shut })
}

/** Too much came from there: the form isn't even looked up. */
export function floodAnswer(asker: Asker): Response {
  const answer = messagePage(asker, 429, { text: 'flood', code: 'flood', parts: { minutes: 1 } })
  answer.headers.set('retry-after', '60')
  return answer
}

/** What a visitor is told of what they sent. */
export function outcomeAnswer(outcome: Outcome, { key, wantsJson }: Asker): Response {
  const { form, words } = outcome
  const shown = shownOf(form, key, words)
  if (outcome.kind === 'done') {
    const { redirect } = form.definition
    const message = outcome.waits ? words.say('confirmSent') : words.thanks
    const leads = outcome.waits ? null : redirect
    if (wantsJson) return json({ state: 'done', message, redirect: leads })
    if (leads) return new Response(null, { status: 303, headers: { location: leads, ...UNKEPT, ...FROM_ANYWHERE } })
    return page(saidPage(shown, '', message), shown, { headers: UNKEPT })
  }
  const { sent, status, why, message, faults, token } = outcome
  if (wantsJson) return json({ state: 'again', code: why, message, faults, token }, status)
  const files = sent?.files.some(([, file]) => file.name !== '') ? ` ${words.say('chooseAgain')}` : ''
  const filled = {
    typed: sent?.typed ?? {},
    hidden: sent?.captured ?? {},
    consented: sent?.consented ?? false,
    message: message + files,
    faults,
    token,
  }
  return page(formPage(shown, filled), shown, { status, headers: UNKEPT })
}

/** Asks whether it was they, says that it is done, or that the link isn't good: `null`. */
export function confirmAnswer(
  form: OpenForm,
  words: Words,
  key: string,
  state: 'waiting' | 'confirmed' | 'unknown',
): Response {
  const shown = shownOf(form, key, words)
  const headers = { ...UNKEPT, 'referrer-policy': 'no-referrer' }
  const ask = html`<form method="post"><button>${words.say('confirmAction')}</button></form>`
  if (state === 'waiting')
    return page(saidPage(shown, words.say('confirmAsk'), words.say('confirmHelp'), ask), shown, { headers })
  const [heading, text] =
    state === 'confirmed' ? (['confirmed', 'confirmedHelp'] as const) : (['confirmGone', 'confirmGoneHelp'] as const)
  return page(saidPage(shown, words.say(heading), words.say(text)), shown, {
    status: state === 'unknown' ? 404 : 200,
    headers,
  })
}

export const tokenAnswer = (token: string): Response => json({ token })

function shownOf({ row, definition, fields, context }: OpenForm, key: string, words: Words): Shown {
  const siteKey = definition.turnstile ? (context.env.TURNSTILE_SITE_KEY ?? null) : null
  return { key, name: row.name, definition, fields, words, path: `/f/${key}?lang=${words.language}`, siteKey }
}

interface Saying {
  heading?: FormKey
  text: FormKey | `${Shut}Help`
  code: string
  parts?: Record<string, unknown>
}

/** Where there is no form to say it. */
function messagePage(
  { key, wantsJson, language: chosen, browsers }: Asker,
  status: number,
  { heading, text, code, parts = {} }: Saying,
): Response {
  const language = chosen ?? browsers ?? 'en'
  const words = formWords(language)
  const message = fill(words[text], parts)
  if (wantsJson)
    return json({ state: 'shut', code, message: heading ? `${words[heading]}. ${message}` : message }, status)
  const definition = {
    language: languageOf(language),
    texts: {},
    title: '',
    hosts: [],
    redirect: null,
    logo: null,
    colors: { accent: null, background: null },
  }
  const formTexts = new Words(definition as unknown as FormDefinition, language)
  const shown: Shown = {
    key,
    name: '',
    definition: definition as unknown as FormDefinition,
    fields: [],
    words: formTexts,
    path: '',
    siteKey: null,
  }
  return page(saidPage(shown, heading ? words[heading] : '', message), shown, { status, headers: UNKEPT })
}

function page(
  text: string,
  { definition, siteKey }: Shown,
  { status = 200, headers }: { status?: number; headers: Record<string, string> },
): Response {
  return new Response(text, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policyOf(definition, siteKey),
      ...FROM_ANYWHERE,
      ...headers,
    },
  })
}

/** The script is our own, and Turnstile's only where it is asked for. A browser follows a form's redirect only where that is named, too. */
function policyOf({ logo, redirect, hosts }: FormDefinition, siteKey: string | null): string {
  const turnstile = siteKey === null ? '' : ` ${TURNSTILE}`
  return [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    `script-src 'self'${turnstile}`,
    "connect-src 'self'",
    ...(turnstile ? [`frame-src${turnstile}`] : []),
    ...(logo ? [`img-src ${new URL(logo).origin}`] : []),
    `form-action 'self'${redirect ? ` ${new URL(redirect).origin}` : ''}`,
    "base-uri 'none'",
    `frame-ancestors ${frameAncestors(hosts)}`,
  ].join('; ')
}

const json = (value: unknown, status = 200): Response =>
  new Response(JSON.stringify(value), {
    status,
    headers: { 'content-type': 'application/json', ...UNKEPT, ...FROM_ANYWHERE },
  })
