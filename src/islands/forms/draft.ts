import type { ProjectAnswer } from '../../core/api/answers.ts'
import type { FormAnswer, FormDefinition, FormField } from '../../core/api/form/index.ts'
import { typeOf } from '../../core/fields/index.ts'

export type Draft = FormDefinition & { name: string }

/** What a form is when it is begun: the title, and what a customer is reached by. */
export function newDraft(project: ProjectAnswer, language: string): Draft {
  const contacts = project.fields.filter(({ type, fixed }) => !fixed && typeOf(type)?.contact && typeOf(type)?.unique)
  return {
    name: '',
    fields: [
      fieldItem('title', true),
      ...contacts.map(({ id }, i) => fieldItem(id, i === 0)),
      fieldItem('description'),
    ],
    hidden: [],
    list: null,
    tags: [],
    assignees: [],
    match: contacts.length > 0 ? { by: ['email', 'phone'] } : null,
    // biome-ignore lint/suspicious/noThenProperty: api.md's name for what follows
    then: null,
    title: '',
    intro: '',
    button: '',
    thanks: '',
    redirect: null,
    hosts: [],
    consent: '',
    optIn: false,
    turnstile: false,
    language,
    texts: {},
    colors: { accent: null, background: null },
    logo: null,
  }
}

export const fieldItem = (field: string, required = false): FormField => ({
  field,
  label: '',
  help: '',
  required,
  showIf: null,
})

/** As it is sent: what is the API's own to tell isn't. */
export function draftOf({
  id: _,
  project: _project,
  open: _open,
  url: _url,
  owner: _owner,
  paused: _paused,
  height: _height,
  ...draft
}: FormAnswer): Draft {
  // What the query holds is a store's.
  return JSON.parse(JSON.stringify(draft)) as Draft
}

/** What may be asked for: by id or the name that every record has, and what it is called. */
export interface Askable {
  id: string
  name: string
}
