import type { LiveField } from '../live-form.ts'
import { type Html, html } from './html.ts'
import type { Words } from './words.ts'

/** What a visitor has typed, by the names of controls; each may come several times. */
export type Typed = Readonly<Record<string, readonly string[]>>
export interface Filled {
  typed: Typed
  /** what is wrong, by the names of controls */
  faults: Readonly<Record<string, string>>
}

/** One field: its label, help and control, what was typed and what is wrong with it. */
export function control(field: LiveField, words: Words, { typed, faults }: Filled): Html {
  const { name, showIf } = field
  const fault = faults[name] ?? ''
  const condition = showIf && html` data-if="${JSON.stringify(showIf)}"`
  const error = html`<p class="e" id="e-${name}">${fault}</p>`
  const values = typed[name] ?? []
  if (field.control === 'checkbox')
    return html`<div class="f"${condition}><label class="o"><input type="checkbox" value="true"${attributes(field, words, fault)}${values.includes('true') && html` checked`}><span>${labelOf(field, words)}</span></label>${helpOf(field, words)}${error}</div>`
  if (field.control === 'choices' || field.control === 'scale')
    return html`<fieldset class="f"${condition} aria-describedby="h-${name} e-${name}"><legend>${labelOf(field, words)}</legend>${helpOf(field, words)}<div class="${field.control === 'scale' ? 's' : ''}">${items(
      field,
      words,
    ).map(
      ([value, label]) =>
        html`<label class="o"><input type="${field.control === 'scale' ? 'radio' : 'checkbox'}" name="${name}" value="${value}"${values.includes(value) && html` checked`}><span>${label}</span></label>`,
    )}</div>${error}</fieldset>`
  return html`<div class="f"${condition}><label for="${name}">${labelOf(field, words)}</label>${helpOf(field, words)}${single(field, words, values[0] ?? '', fault)}${error}</div>`
}

/** One control with one value. */
function single(field: LiveField, words: Words, value: string, fault: string): Html {
  const all = attributes(field, words, fault)
  if (field.control === 'lines') return html`<textarea rows="4"${all}>\n${value}</textarea>`
  if (field.control === 'files') return html`<input type="file" multiple accept="${ACCEPTED}"${all}>`
  if (field.control === 'choice')
    return html`<select${all}><option value="">${words.say('choose')}</option>${items(field, words).map(
      ([id, label]) => html`<option value="${id}"${id === value && html` selected`}>${label}</option>`,
    )}</select>`
  const type = field.control === 'number' ? 'text' : field.control
  const decimal = field.control === 'number' && html` inputmode="decimal"`
  return html`<input type="${type}"${decimal}${all} value="${value}">`
}

/** What files are offered for choice; what they are is looked at when they arrive. */
const ACCEPTED = 'image/*,.pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.odt,.ods,.odp,.txt,.csv'

function attributes(field: LiveField, words: Words, fault: string): Html {
  const { name, required, autocomplete } = field
  const described = [words.help(field) && `h-${name}`, `e-${name}`].filter(Boolean).join(' ')
  return html` id="${name}" name="${name}" aria-describedby="${described}"${required && html` required`}${
    autocomplete !== '' && html` autocomplete="${autocomplete}"`
  }${fault !== '' && html` aria-invalid="true"`}`
}

const labelOf = (field: LiveField, words: Words): Html =>
  html`${words.label(field)}${!field.required && html` <i>(${words.say('optional')})</i>`}`

function helpOf(field: LiveField, words: Words): Html | null {
  const help = words.help(field)
  return help === '' ? null : html`<small id="h-${field.name}">${help}</small>`
}

const items = ({ options, control, most }: LiveField, words: Words): [value: string, label: string][] =>
  control === 'scale'
    ? Array.from({ length: most }, (_, i) => [String(i + 1), String(i + 1)])
    : options.map((option) => [option.id, words.option(option)])
