import { toastUndo } from '../../../client/changes/undo-toast.ts'
import { errorMessage } from '../../../client/error-message.ts'
import type { Write } from '../../../client/offline/write.ts'
import { writeRecord } from '../../../client/records/write-record.ts'
import { toast } from '../../../client/toasts.ts'
import type { ProjectAnswer, RecordAnswer } from '../../../core/api/answers.ts'
import type { Json } from '../../../core/model/json.ts'
import { t } from '../../../i18n/index.ts'
import { kindOf } from '../../../parts/field-types/index.ts'
import { previewValue } from '../../../parts/values/save-value.ts'
import { decimalFrom, readTypedMoney } from '../../../parts/values/typed-number.ts'
import type { TableColumn } from './columns/table-column.ts'

/** More than that is an import. */
const MOST = 200

/** Writes one text into each record, one after the other; what doesn't fit is told, the others are stored and undone together. */
export async function pasteInto(
  project: ProjectAnswer,
  column: TableColumn,
  records: RecordAnswer[],
  texts: string[],
): Promise<void> {
  if (!column.editable || ['tags', 'assignees'].includes(column.key))
    return void toast({ kind: 'problem', text: t('table.pasteNot', { name: column.field.name }) })
  if (texts.length > MOST) return void toast({ kind: 'problem', text: t('table.pasteTooMany', { count: MOST }) })
  const changes: string[] = []
  const refused: string[] = []
  for (const [i, record] of records.entries()) {
    const text = texts[i]!.trim()
    const problem = await problemWith(column, text)
    if (problem) refused.push(problem)
    else
      await writeRecord(record.id, requestFor(project, column, record, text)).then(
        ({ change }) => changes.push(change),
        async (error) => refused.push(await errorMessage(error)),
      )
  }
  if (changes.length > 0) toastUndo(t('table.pasted', { count: changes.length }), changes)
  if (refused.length > 0)
    toast({
      kind: 'problem',
      text: t('table.pasteRefused', { count: refused.length, why: refused[0]! }),
      joins: true,
    })
}

async function problemWith({ key, field }: TableColumn, text: string): Promise<string | undefined> {
  if (['title', 'due', 'list'].includes(key)) return undefined
  const preview = await previewValue(field, valueFrom(field, text))
  return 'problem' in preview ? preview.problem : undefined
}

function requestFor(
  project: ProjectAnswer,
  { key, field }: TableColumn,
  { id, title }: RecordAnswer,
  value: string,
): Write {
  const path = `/api/records/${id}`
  const text = t('offline.edit', { title, name: field.name, value })
  const edit = (body: { [what: string]: Json }): Write => ({ method: 'PATCH', path, body, text })
  if (key === 'title') return edit({ title: value })
  if (key === 'due') return edit({ due: value === '' ? null : value })
  if (key === 'list') {
    const list = project.lists.find(({ name }) => name.toLocaleLowerCase() === value.toLocaleLowerCase())
    return { method: 'PUT', path: `${path}/move`, body: { list: list?.id ?? value }, text }
  }
  return edit({ values: { [key]: valueFrom(field, value) } })
}

function valueFrom({ type, config }: TableColumn['field'], text: string): Json {
  if (text === '') return null
  switch (kindOf(type)) {
    case 'number':
      return decimalFrom(text)
    case 'money': {
      const main = String(config.currency)
      const [one, other] = readTypedMoney(text, [main, ...((config.others as string[] | undefined) ?? [])], main)
      return one && !other ? { ...one } : text
    }
    default:
      return text
  }
}
