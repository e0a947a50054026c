import { cache } from '../../client/cache.ts'
import { editBase } from '../../client/changes/edit-base.ts'
import { saveRecord } from '../../client/records/save.ts'
import type { FieldAnswer, MeAnswer, RecordAnswer } from '../../core/api/answers.ts'
import type { Json } from '../../core/model/json.ts'
import { t } from '../../i18n/index.ts'
import { textOf } from './text-of.ts'

/**
 * Validates a value by its field type, shows it optimistically and stores it. Returns an error message when the value is
 * invalid; a refusal by the server is rolled back, and told.
 */
export async function saveValue(
  record: RecordAnswer,
  field: FieldAnswer,
  input: Json,
  display?: Json,
  onStored?: () => void,
  /** told instead of a toast when the server refuses it, in the reader's words */
  onRefused?: (message: string) => void,
): Promise<string | undefined> {
  // The editor that asks may be closed by the time its value is understood.
  const base = editBase(record.id, field.id)
  const preview = display === undefined ? await previewValue(field, input) : { display }
  if ('problem' in preview) return preview.problem
  // Either nothing was typed, or it is there already: what was refused at first is sent again from the list of what waits.
  const [typed, current] = [preview.display, record.values[field.id] ?? null].map((value) => JSON.stringify(value))
  if (typed === (base?.value ?? current) || typed === current) return undefined
  // Not awaited: the editor closes at once; a refused change is rolled back.
  void saveRecord(
    { ...record, version: base?.version ?? record.version },
    { values: { [field.id]: input } },
    { values: { [field.id]: preview.display } },
    { name: field.name, text: (value) => textOf(field, value) },
    onRefused,
  ).then((stored) => stored && onStored?.())
  return undefined
}

type Preview = { display: Json } | { problem: string; candidates: string[] }

/** What a value that was refused can mean, where it isn't certain. */
export async function candidatesOf(field: FieldAnswer, input: Json): Promise<string[]> {
  const preview = await previewValue(field, input)
  return 'problem' in preview ? preview.candidates : []
}

/** core/fields (with phone numbers) is larger than the board's code, so it is loaded with the first edit. */
export async function previewValue(field: FieldAnswer, input: Json): Promise<Preview> {
  const loaded = await Promise.all([import('../../core/fields/index.ts'), import('../../core/errors/index.ts')]).catch(
    () => null,
  )
  if (!loaded) return { problem: t('problem.offline'), candidates: [] }
  const [{ fieldTypes }, { Problem }] = loaded
  const type = fieldTypes[field.type]
  if (!type) return { display: input }
  const me = cache.getQueryData<MeAnswer>(['me'])
  const context = {
    name: field.name,
    country: me?.workspace.country ?? 'US',
    zone: me?.workspace.zone ?? 'UTC',
    people: [],
    me: null,
  }
  try {
    const value = type.parse(input, field.config, context)
    if (value === null) return { display: null }
    return { display: type.toJson(value, field.config, context) }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const { issueSentence } = await import('../../i18n/issue.ts')
    const [issue] = error.issues
    const candidates = issue!.code === 'unsure' ? (issue!.candidates as string[]) : []
    return { problem: await issueSentence(issue!), candidates }
  }
}
