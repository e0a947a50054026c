import type { FormDefinition, FormTexts } from '../../../src/core/api/form/index.ts'
import { fill } from '../../../src/core/errors/index.ts'
import { LANGUAGES } from '../../../src/core/model/index.ts'
import { type FormKey, formWords } from '../../../src/i18n/form/index.ts'
import type { LiveField } from '../live-form.ts'

/** What a form says in one language: its makers' words where they gave any, else those of the form's own language, else the program's. */
export class Words {
  readonly language: string
  readonly #definition: FormDefinition
  readonly #texts: FormTexts
  readonly #own: Record<FormKey, string>

  constructor(definition: FormDefinition, wanted: string | null | undefined) {
    this.language = chosen(definition, wanted)
    this.#definition = definition
    this.#texts = definition.texts[this.language] ?? {}
    this.#own = formWords(this.language)
  }

  /** What the program says. */
  say(key: FormKey, parts: Record<string, unknown> = {}): string {
    return fill(this.#own[key], parts)
  }

  get title(): string {
    return this.#texts.title || this.#definition.title
  }

  get intro(): string {
    return this.#texts.intro || this.#definition.intro
  }

  get consent(): string {
    return this.#definition.consent && (this.#texts.consent || this.#definition.consent)
  }

  get button(): string {
    return this.#texts.button || (this.#isOwn && this.#definition.button) || this.say('send')
  }

  get thanks(): string {
    return this.#texts.thanks || (this.#isOwn && this.#definition.thanks) || this.say('thanks')
  }

  label({ key, label }: LiveField): string {
    if (this.#texts.fields?.[key]?.label) return this.#texts.fields[key].label
    return label || (key === 'files' || key === 'description' ? this.say(key) : key)
  }

  help({ key, help }: LiveField): string {
    return this.#texts.fields?.[key]?.help || help
  }

  option({ id, name }: { id: string; name: string }): string {
    return this.#texts.options?.[id] || name
  }

  /** What its makers wrote without naming a language is in the form's own; in another the program's words say more. */
  get #isOwn(): boolean {
    return this.language === this.#definition.language || !(LANGUAGES as readonly string[]).includes(this.language)
  }
}

/** The languages that a form can be read in, its own first. */
export const languagesOf = ({ language, texts }: FormDefinition): string[] => [
  ...new Set([language, ...Object.keys(texts)]),
]

/** That which is asked for, or its main language; one that the program speaks, too: its own words are then in it. */
function chosen(definition: FormDefinition, wanted: string | null | undefined): string {
  const known = [...languagesOf(definition), ...LANGUAGES]
  const main = wanted?.split('-')[0]
  return known.find((one) => one === wanted) ?? known.find((one) => one.split('-')[0] === main) ?? definition.language
}
