import type { FormInput } from '../../src/core/api/form/index.ts'
import type { Project } from '../../src/core/model/index.ts'
import type { Context } from '../context/index.ts'
import { definitionById } from './definition.ts'
import { liveFields } from './live-form.ts'
import { formPage, UNTOUCHED } from './public/page.ts'
import { Words } from './public/words.ts'

/** The page of a form that isn't saved; what is wrong with it is refused as it would be in saving. */
export async function previewForm(
  context: Context,
  project: Project,
  { name, open: _, preview: language, ...sent }: FormInput & { preview?: string | undefined },
) {
  const definition = definitionById(context, project, sent)
  const fields = liveFields(project, definition)
  const words = new Words(definition, language)
  const html = formPage({ key: '', name, definition, fields, words, path: '', siteKey: null }, UNTOUCHED)
  return { html }
}
