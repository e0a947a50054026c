import type { FormTexts } from '../../core/api/form/index.ts'

/** What of a form may be said in another language, by how deep it lies in its texts. */
export type Place =
  | [key: 'title' | 'intro' | 'button' | 'thanks' | 'consent']
  | ['fields', field: string, key: 'label' | 'help']
  | ['options', option: string]

type Branch = { [key: string]: string | Branch | undefined }

export function textAt(texts: FormTexts, place: Place): string {
  let found: string | Branch | undefined = texts as Branch
  for (const key of place) found = typeof found === 'object' ? found[key] : undefined
  return typeof found === 'string' ? found : ''
}

/** A copy with that text there; without it, and what is empty by that, where it is ''. */
export function withText(texts: FormTexts, place: Place, text: string): FormTexts {
  return placed(texts as Branch, [...place], text) as FormTexts
}

function placed(branch: Branch, [key, ...rest]: string[], text: string): Branch {
  const { [key!]: old, ...others } = branch
  const value = rest.length > 0 ? placed(typeof old === 'object' ? old : {}, rest, text) : text
  const isEmpty = value === '' || (typeof value === 'object' && Object.keys(value).length === 0)
  return isEmpty ? others : { ...branch, [key!]: value }
}
