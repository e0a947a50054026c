import { languageOf } from '../../src/core/model/index.ts'
import { MAIL_WORDS, type MailKey } from '../../src/i18n/mail.ts'
import { escapeHtml } from './escape-html.ts'
import { fill } from './sentence.ts'
import type { Subscriber } from './unsubscribe.ts'

/**
 * Asks whether to end mails of a kind, or says that it is done. A page of its own without JavaScript: who reads a mail may be signed
 * in nowhere, and what opens links by itself (a virus scanner) must not unsubscribe anybody. `null`: the link isn't good.
 */
export function unsubscribePage(subscriber: Subscriber | null, done: boolean): Response {
  const language = subscriber?.language ?? languageOf(null)
  const words = MAIL_WORDS[language]
  const say = (key: MailKey) =>
    escapeHtml(
      fill(words[key], {
        name: subscriber?.name ?? '',
        workspace: subscriber?.workspace ?? '',
        mails: subscriber ? words[`mails.${subscriber.mailed}` as MailKey] : '',
      }),
    )
  const body = !subscriber
    ? `<h1>${say('unsubscribe.gone')}</h1><p>${say('unsubscribe.goneHelp')}</p>`
    : done
      ? `<h1>${say('unsubscribe.done')}</h1><p>${say('unsubscribe.doneHelp')}</p>`
      : `<h1>${say('unsubscribe.ask')}</h1><p>${say('unsubscribe.askHelp')}</p>
<form method="post"><button>${say('unsubscribe.action')}</button></form>`
  const settings = subscriber
    ? `<p><a href="${escapeHtml(`${subscriber.address}/settings/notifications/`)}">${say('news.settings')}</a></p>`
    : ''
  return new Response(
    `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${say(subscriber ? 'unsubscribe.title' : 'unsubscribe.gone')}</title><style>${STYLE}</style><main>${body}${settings}</main></html>`,
    { status: subscriber ? 200 : 404, headers: HEADERS },
  )
}

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  // The address lets its reader act.
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
}

const STYLE = `:root{color-scheme:light dark;font:16px/1.6 system-ui,"Noto Sans Khmer",sans-serif}
body{margin:0;display:grid;place-items:center;min-height:100dvh;background:light-dark(#f6f8f9,#14181b);color:light-dark(#1d2529,#e6ebee)}
main{max-width:26rem;margin:1rem;padding:2rem;border-radius:10px;background:light-dark(#fff,#1c2226);box-shadow:0 1px 3px #0003}
h1{font-size:20px;margin:0 0 .5rem}p{margin:0 0 1rem}p:last-child{margin:1rem 0 0}a{color:light-dark(#0b6b6f,#5fc4c6)}
button{font:inherit;min-height:44px;padding:0 1.25rem;border:0;border-radius:6px;background:#0b6b6f;color:#fff;cursor:pointer}`
