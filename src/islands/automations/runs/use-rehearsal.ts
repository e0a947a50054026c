import { type Accessor, createSignal } from 'solid-js'
import { ApiProblem, api } from '../../../client/api.ts'
import { toastError } from '../../../client/error-message.ts'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import type { AutomationAnswer, RehearsalAnswer } from '../../../core/api/automation/index.ts'
import { definitionOf } from '../definition.ts'
import type { Problems } from '../editor/problems.ts'
import type { Draft } from '../sentence/describe.ts'

/** What a draft would have done, compared with the saved version where there is one; what is wrong with it is told at its places. */
export function useRehearsal(
  of: { project: ProjectAnswer; automation?: AutomationAnswer },
  draft: Draft,
  problems: Problems,
  isComplete: () => boolean,
): { answer: Accessor<RehearsalAnswer | 'busy' | undefined>; rehearse: () => Promise<void> } {
  const [answer, setAnswer] = createSignal<RehearsalAnswer | 'busy'>()
  async function rehearse(): Promise<void> {
    if (answer() === 'busy' || !isComplete()) return
    setAnswer('busy')
    const path = of.automation ? `/api/automations/${of.automation.id}` : `/api/projects/${of.project.id}/automations`
    try {
      setAnswer(await api<RehearsalAnswer>('POST', `${path}/rehearsal`, { draft: definitionOf(draft) }))
    } catch (error) {
      setAnswer(undefined)
      if (!(error instanceof ApiProblem && error.status === 422)) return void (await toastError(error))
      const errors = error.errors.map((one) => ({ ...one, path: one.path.replace(/^draft\./, '') }))
      await problems.set(new ApiProblem(error.status, errors, error.message))
    }
  }
  return { answer, rehearse }
}
