import { fill, type Issue, Problem } from '../../../src/core/errors/index.ts'
import { languageOf } from '../../../src/core/model/index.ts'
import { ERROR_SENTENCES } from '../../../src/i18n/errors.ts'
import { parseRecord } from '../../records/index.ts'
import type { LiveField } from '../live-form.ts'
import type { OpenForm } from './open-form.ts'
import { faultText, readFiles, type SentFile } from './read-files.ts'
import { type Sent, valuesOf } from './read-sent.ts'
import type { Words } from './words.ts'

/** What a visitor sent, read; or what is wrong with it, by the names of controls, in their language. */
export interface Checked {
  values: Record<string, string | string[]>
  files: SentFile[]
  faults: Record<string, string>
}

/** Looks at everything, so that a visitor mends it once. */
export async function check(form: OpenForm, sent: Sent, words: Words): Promise<Checked> {
  const { fields, context, project, definition } = form
  const { values, missing, shown } = valuesOf(form, sent)
  const faults: Record<string, string> = {}
  for (const field of missing) faults[field.name] = sentence('required', { name: words.label(field) }, words)
  const { files, faults: wrong } = await readFiles(sent.files.filter(([name]) => shown.has(name)))
  for (const one of wrong) faults[one.name] ??= faultText(one, words.say(one.key))
  if (definition.consent !== '' && !sent.consented) faults.consent = words.say('consentNeeded')
  const { title, description, ...fieldValues } = values
  try {
    await parseRecord(context, project, {
      ...(title !== undefined && { title: title as string }),
      ...(description !== undefined && { description: description as string }),
      values: fieldValues,
    })
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem
    for (const issue of problem.issues) tell(faults, fields, issue, words)
  }
  return { values, files, faults }
}

function tell(faults: Record<string, string>, fields: readonly LiveField[], issue: Issue, words: Words): void {
  const key = issue.path.replace(/^values\./, '').split('.')[0]
  const field = fields.find((one) => one.key === key)
  // Nothing that isn't asked for is read here.
  if (!field) return
  faults[field.name] ??= sentence(issue.code, { ...issue, name: words.label(field) }, words)
}

const sentence = (code: Issue['code'], parts: object, { language }: Words): string =>
  fill(ERROR_SENTENCES[languageOf(language)][code], { ...parts })
