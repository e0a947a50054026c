import { type Condition, shownFields } from '../core/forms/is-shown.ts'

/** A field of the page's form: the name of its control, and what is hidden with it. */
export interface Group {
  name: string
  group: HTMLElement
  showIf: Condition | null
}

export const groupsOf = (form: HTMLFormElement): Group[] =>
  [...form.querySelectorAll<HTMLElement>('.f')].flatMap((group) => {
    const name = group.querySelector<HTMLInputElement>('[name]')?.name
    return name ? [{ name, group, showIf: JSON.parse(group.dataset.if ?? 'null') as Condition | null }] : []
  })

/** Shows what is asked for by what stands in the fields before it, now and whenever something is typed. */
export function followConditions(form: HTMLFormElement, groups: readonly Group[]): void {
  const show = () => {
    const data = new FormData(form)
    const shown = shownFields(groups, (name) =>
      data.getAll(name).map((value) => (typeof value === 'string' ? value : value.name)),
    )
    for (const { name, group } of groups) group.hidden = !shown.has(name)
  }
  form.addEventListener('input', show)
  show()
}
