import { fillIn } from './fill-in.ts'
import { reportHeight, resizeFrames } from './height.ts'

/*
 * `/embed.js`: brings a form into any page, and makes its own page more comfortable, which works without it as well.
 *
 * <tonle-form src="https://crm.example.com/f/abc" style="display:block;min-height:560px"></tonle-form>
 *
 * The form's page is fetched and its form put into a shadow root: the page's styles don't reach into it, its fonts, colours and width do.
 */
class TonleForm extends HTMLElement {
  async connectedCallback(): Promise<void> {
    const source = this.getAttribute('src')
    if (!source || this.shadowRoot) return
    const root = this.attachShadow({ mode: 'open' })
    const url = new URL(source, location.href)
    const language = this.closest('[lang]')?.getAttribute('lang')
    if (language && !url.searchParams.has('lang')) url.searchParams.set('lang', language)
    const answer = await fetch(url).catch(() => null)
    const page = new DOMParser().parseFromString((await answer?.text()) ?? '', 'text/html')
    const form = page.querySelector('.tonle')
    // Where it can't be fetched a link is left: whoever wants to write still can.
    if (!form) root.innerHTML = '<slot></slot>'
    else root.append(...page.querySelectorAll('style'), form)
    const filled = root.querySelector('form')
    if (filled) fillIn(filled, url)
  }
}

if (!customElements.get('tonle-form')) customElements.define('tonle-form', TonleForm)

const pageForm = document.querySelector<HTMLFormElement>('body>.tonle form[data-words]')
if (pageForm) fillIn(pageForm, new URL(location.href))
if (document.querySelector('body>.tonle')) reportHeight()
else resizeFrames()
