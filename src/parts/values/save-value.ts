import { cache } from '../../client/cache.ts'
import { saveRecord } from '../../client/records.ts'
import type { FieldAnswer, MeAnswer, RecordAnswer } from '../../core/api/answers.ts'
import type { Json } from '../../core/model/json.ts'

/**
 * Checks a value by the field type's own rules, shows it at once and stores it. Answers a sentence when the value doesn't
 * fit; what the server refuses is taken back and said in a toast.
 */
export async function saveValue(
  record: RecordAnswer,
  field: FieldAnswer,
  sent: Json,
  shown?: Json,
  stored?: () => void,
): Promise<string | undefined> {
  const looks = shown === undefined ? await looksOf(field, sent) : { shown }
  if ('problem' in looks) return looks.problem
  if (JSON.stringify(looks.shown) === JSON.stringify(record.values[field.id] ?? null)) return undefined
  // Not waited for: the editor closes at once, and what the server refuses is taken back.
  void saveRecord(record, { values: { [field.id]: sent } }, { values: { [field.id]: looks.shown } }).then(
    (done) => done && stored?.(),
  )
  return undefined
}

/** The field types weigh more than a board (phones alone), so they come with the first edit. */
export async function looksOf(field: FieldAnswer, sent: Json): Promise<{ shown: Json } | { problem: string }> {
  const [{ fieldTypes }, { Problem }] = await Promise.all([
    import('../../core/fields/index.ts'),
    import('../../core/errors/index.ts'),
  ])
  const type = fieldTypes[field.type]
  if (!type) return { shown: sent }
  const me = cache.getQueryData<MeAnswer>(['me'])
  const world = {
    name: field.name,
    country: me?.workspace.country ?? 'US',
    zone: me?.workspace.zone ?? 'UTC',
    people: [],
    me: null,
  }
  try {
    const value = type.parse(sent, field.config, world)
    if (value === null) return { shown: null }
    return { shown: type.toJson(value, field.config, world) }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const { issueSentence } = await import('../../i18n/issue.ts')
    return { problem: await issueSentence(error.issues[0]!) }
  }
}
