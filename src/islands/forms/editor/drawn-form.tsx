import { createEffect, on } from 'solid-js'
import { followConditions, groupsOf } from '../../../embed/show-fields.ts'
import css from '../forms.module.css'

/** What the form's own page gives it, in place of what is around it here. */
const GROUND = new CSSStyleSheet()
GROUND.replaceSync(
  ':host{display:block;color-scheme:light;background:#fff;color:#1d2529;font:16px/1.5 system-ui,"Noto Sans Khmer","Khmer OS",sans-serif}.tonle{padding:16px 20px}',
)

/**
 * A form's page, drawn as other pages take it along: in a shadow root, where its styles stay by themselves. It can be filled in, and shows
 * and hides what its conditions say; it is sent nowhere, and what was typed into it stays when it is drawn anew.
 */
export function DrawnForm(props: { html: string }) {
  let host!: HTMLDivElement
  createEffect(
    on(
      () => props.html,
      (html) => {
        const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' })
        const typed = formIn(root) && new FormData(formIn(root)!)
        const page = new DOMParser().parseFromString(html, 'text/html')
        const styles = [...page.querySelectorAll('style')].map(({ textContent }) => {
          const sheet = new CSSStyleSheet()
          sheet.replaceSync(textContent ?? '')
          return sheet
        })
        root.adoptedStyleSheets = [...styles, GROUND]
        root.replaceChildren(page.querySelector('.tonle')!)
        const form = formIn(root)!
        if (typed) fillAgain(form, typed)
        form.addEventListener('submit', (event) => event.preventDefault())
        followConditions(form, groupsOf(form))
      },
    ),
  )
  return <div ref={host} class={css.drawn} />
}

const formIn = (root: ShadowRoot) => root.querySelector('form')

/** But for files, which nobody may choose for somebody else. */
function fillAgain(form: HTMLFormElement, typed: FormData): void {
  for (const control of form.querySelectorAll<HTMLInputElement>('[name]')) {
    const values = typed.getAll(control.name)
    if (control.matches('[type=checkbox],[type=radio]')) control.checked = values.includes(control.value)
    else if (typeof values[0] === 'string') control.value = values[0]
  }
}
