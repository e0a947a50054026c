import { notFound } from '../../src/core/errors/index.ts'
import { typeOf } from '../../src/core/fields/index.ts'
import { idFrom, type Project } from '../../src/core/model/index.ts'
import { Change } from '../changes/index.ts'
import { automationRunner, type Context } from '../context/index.ts'
import { mapGuardErrors } from '../db/batch.ts'
import { requireLive } from '../db/record-visibility.ts'
import { readRunsOfChange } from './runs.ts'

interface RecordOf {
  id: number
  project: Project
}

/** Presses a button of a record: answers what automations have done because of it, once they have. */
export async function pressButton(context: Context, { id, project }: RecordOf, sent: string) {
  const button = project.fields.find((one) => one.id === idFrom(sent))
  if (!button || typeOf(button.type)?.computed !== 'nothing') throw notFound()
  const change = new Change(context)
  change.require(requireLive(id, project))
  change.addRecordEvents(project, id, 'pressed', [{ [button.id]: [null, true] }])
  await mapGuardErrors({ gone: notFound }, () => change.commit())
  await automationRunner(context.env).settle()
  return { runs: await readRunsOfChange(context, id, Number(change.id)), change: change.id }
}
