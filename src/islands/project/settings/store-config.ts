import { change } from '../../../client/change.ts'
import { inLine } from '../../../client/in-line.ts'
import type { FieldAnswer } from '../../../core/model/answers.ts'

type Config = FieldAnswer['config']

/** Changes what a field is set to; one after the other, each based on what the one before left, so that none is lost. */
export async function storeConfig(field: () => FieldAnswer, next: (now: Config) => Config, said?: string) {
  const path = `/api/fields/${field().id}`
  const { answer } = await inLine(path, () => change('PATCH', path, { config: next(field().config) }, said))
  return answer
}
