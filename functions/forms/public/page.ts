import type { FormDefinition } from '../../../src/core/api/form/index.ts'
import type { LiveField } from '../live-form.ts'
import { control, type Filled } from './control.ts'
import { Html, html } from './html.ts'
import { styleOf } from './style.ts'
import { languagesOf, type Words } from './words.ts'

/** A form as it is shown. */
export interface Shown {
  key: string
  name: string
  definition: FormDefinition
  fields: readonly LiveField[]
  words: Words
  /** where it is sent to: with the language that it is read in, so that the answer is in it too */
  path: string
  /** Turnstile's public key, where it is asked for */
  siteKey: string | null
}

/** What it is shown with: hidden values of where the visitor comes from, and, of one that is given back, its token and what is to be said. */
export interface Sending extends Filled {
  hidden: Readonly<Record<string, string>>
  token: string
  message: string
  consented: boolean
}

export const UNTOUCHED: Sending = { typed: {}, faults: {}, hidden: {}, token: '', message: '', consented: false }

/** The form itself: what is taken along into other pages is its `.tonle` and the style. */
export function formPage(shown: Shown, sending: Sending): string {
  const { definition, words, path, fields, siteKey } = shown
  const { logo } = definition
  const { message, hidden, token, faults } = sending
  const spoken = { sending: words.say('sending'), offline: words.say('offline'), failed: words.say('failed') }
  return pageOf(
    shown,
    html`${logo && html`<img src="${logo}" alt="">`}${words.title !== '' && html`<h1>${words.title}</h1>`}${words.intro !== '' && html`<p>${words.intro}</p>`}
<form method="post" action="${path}" enctype="multipart/form-data" novalidate data-words="${JSON.stringify(spoken)}"${siteKey !== null && html` data-turnstile="${siteKey}"`}>
<p class="m" role="alert">${message}</p>
${fields.map((field) => control(field, words, sending))}
<div class="h" aria-hidden="true"><label>Homepage <input name="homepage" tabindex="-1" autocomplete="off"></label></div>
${Object.entries({ ...hidden, token }).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
${words.consent !== '' && consentBox(words, sending.consented, faults.consent ?? '')}
${siteKey !== null && html`<div class="f" data-turnstile></div><noscript><p class="m">${words.say('script')}</p></noscript>`}
<button>${words.button}</button></form>`,
    true,
  )
}

const consentBox = (words: Words, consented: boolean, fault: string): Html =>
  html`<div class="f"><label class="o"><input type="checkbox" id="consent" name="consent" value="true" required aria-describedby="e-consent"${fault !== '' && html` aria-invalid="true"`}${consented && html` checked`}><span>${words.consent}</span></label><p class="e" id="e-consent">${fault}</p></div>`

/** What there is to say instead of the form: thanks, or that nothing is taken in. */
export const saidPage = (shown: Shown, heading: string, text: string, more?: Html): string =>
  pageOf(
    shown,
    html`<div role="status">${heading !== '' && html`<h1>${heading}</h1>`}<p>${text}</p></div>${more ?? null}`,
    false,
  )

function pageOf(shown: Shown, body: Html, script: boolean): string {
  const { name, definition, words } = shown
  const load = script && html`<script src="/embed.js" async></script>`
  return html`<!doctype html><html lang="${words.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${words.title || name}</title><style>${new Html(styleOf(definition.colors))}</style>${load}</head><body><main class="tonle" lang="${words.language}">${body}</main>${script && languageLinks(shown)}</body></html>`
    .text
}

/** Of the page alone: where the form is taken along into another page the language is that page's. */
function languageLinks({ definition, words, key }: Shown): Html | null {
  const others = languagesOf(definition).filter((one) => one !== words.language)
  if (others.length === 0) return null
  const links = others.map(
    (one) => html`<a href="/f/${key}?lang=${one}" lang="${one}" hreflang="${one}">${nameOf(one)}</a> `,
  )
  return html`<p class="l">${links}</p>`
}

/** As its own readers call it; the Worker's Intl knows the names that it knows, else its tag. */
function nameOf(language: string): string {
  return NAMES[language] ?? new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language
}
const NAMES: Record<string, string> = { en: 'English', km: 'ខ្មែរ' }
