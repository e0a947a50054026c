import { followConditions, groupsOf } from './show-fields.ts'
import { askTurnstile } from './turnstile.ts'

/** What the Worker answers to the script (functions/forms/public/answer.ts). */
interface Answer {
  state: 'done' | 'again' | 'shut'
  code?: string
  message: string
  faults?: Record<string, string>
  token?: string
  redirect?: string | null
}

const CAPTURES = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content']
/** Where the token is younger than a human needs to fill in a form, it is waited for. */
const YOUNG = 2100

/** Shows what is asked for, sends the form without leaving the page, and says what came of it. `url`: the form's own. */
export function fillIn(form: HTMLFormElement, url: URL): void {
  const words = JSON.parse(form.dataset.words!) as Record<'sending' | 'offline' | 'failed', string>
  const action = new URL(form.getAttribute('action')!, url)
  const button = form.querySelector('button')!
  const messageElement = form.querySelector<HTMLElement>('.m')!
  const token = form.elements.namedItem('token') as HTMLInputElement
  const groups = groupsOf(form)
  let tokenRequest: Promise<void> | undefined

  /** Fetched when the form is first touched: the page itself is kept at the edge, the same for everybody. */
  const askToken = async () => {
    if (token.value !== '') return
    const answer = await fetch(new URL(`${action.pathname}/token`, action))
    token.value = ((await answer.json()) as { token?: string }).token ?? ''
  }

  const begin = () => {
    tokenRequest ??= askToken().catch(() => {
      tokenRequest = undefined
    })
    askTurnstile(form)
  }

  const tell = (message: string, faults: Record<string, string> = {}) => {
    messageElement.textContent = message
    for (const { name, group } of groups) {
      const fault = faults[name] ?? ''
      group.querySelector('.e')!.textContent = fault
      for (const control of group.querySelectorAll('[name]')) control.setAttribute('aria-invalid', String(fault !== ''))
    }
    const first = groups.find(({ name }) => faults[name])?.group.querySelector<HTMLElement>('[name]')
    if (first) first.focus()
    else if (message) messageElement.scrollIntoView({ block: 'nearest' })
  }

  const post = async (): Promise<Answer> => {
    const data = new FormData(form)
    for (const [name, value] of captured()) if (!data.get(name)) data.set(name, value)
    const answer = await fetch(action, { method: 'POST', body: data, headers: { accept: 'application/json' } })
    return answer.json() as Promise<Answer>
  }

  const send = async () => {
    begin()
    await tokenRequest
    let answer = await post()
    if (answer.token) token.value = answer.token
    // Nobody has to press twice for what only the clock has to say.
    if (answer.code === 'early' || answer.code === 'old' || answer.code === 'review') {
      await new Promise((wake) => setTimeout(wake, YOUNG))
      answer = await post()
      if (answer.token) token.value = answer.token
    }
    if (answer.state !== 'done') return tell(answer.message, answer.faults)
    if (answer.redirect) return void open(answer.redirect, '_top')
    const thanks = document.createElement('p')
    thanks.setAttribute('role', 'status')
    thanks.tabIndex = -1
    thanks.textContent = answer.message
    form.replaceWith(thanks)
    thanks.focus()
  }

  form.addEventListener('focusin', begin, { once: true })
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (button.disabled) return
    button.disabled = true
    const label = button.textContent
    button.textContent = words.sending
    tell('')
    await send().catch(() => tell(navigator.onLine ? words.failed : words.offline))
    button.disabled = false
    button.textContent = label
  })
  followConditions(form, groups)
}

/** Where the visitor comes from: of the page that the form stands on; within a frame of the one around it, as far as the browser tells. */
function captured(): [name: string, value: string][] {
  const framed = parent !== window && URL.canParse(document.referrer)
  const page = new URL(framed ? document.referrer : location.href)
  const utm = CAPTURES.flatMap((name): [string, string][] => {
    const value = page.searchParams.get(name)
    return value ? [[name, value]] : []
  })
  return [...utm, ['page', page.href.slice(0, 500)], ['referrer', framed ? '' : document.referrer.slice(0, 500)]]
}
