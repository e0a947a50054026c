import type { PreviewInput } from '../../src/core/api/automation/index.ts'
import { MissingRows, RowStore } from '../../src/core/automations/row-store.ts'
import { fillTemplate, templateById } from '../../src/core/automations/template.ts'
import { atPath, invalid } from '../../src/core/errors/index.ts'
import { idFrom, type Project } from '../../src/core/model/index.ts'
import type { Context } from '../context/index.ts'
import { loadMissing } from './runner/load-rows.ts'
import { readerOf } from './runner/reader.ts'

/** A reference leads to a reference leads to … */
const MOST_ROUNDS = 20

/** Templates as a record fills them, with what the reader may see of it. */
export async function previewTexts(context: Context, project: Project, { record, texts }: PreviewInput) {
  const scope = context.scope(project)
  const templates = Object.entries(texts).map(
    ([key, text]) => [key, atPath(`texts.${key}`, () => templateById(text, scope))] as const,
  )
  const id = idFrom(record)
  const store = new RowStore()
  for (let round = 1; ; round++)
    try {
      const row = id === null ? null : store.row(id)
      if (!row || store.stored(row.id)!.project !== project.id)
        throw invalid('record', 'unknownRecord', { value: record, project: project.name })
      const source = { scope, row, reader: readerOf(context.catalog) }
      return { texts: Object.fromEntries(templates.map(([key, text]) => [key, fillTemplate(text, source)])) }
    } catch (missing) {
      if (!(missing instanceof MissingRows) || round >= MOST_ROUNDS) throw missing
      await loadMissing(context, store, missing)
    }
}
