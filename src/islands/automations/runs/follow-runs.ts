import { onCleanup } from 'solid-js'
import { followNews } from '../../../client/live/follow.ts'
import { subscribeChanges } from '../../../client/records/store.ts'
import { refetchAutomations, refetchRuns } from '../queries.ts'
import type { Around } from '../sentence/describe.ts'

/** Automations run within a second of what sets them off, in ms. */
const UNTIL_RUN = 1200
const NOTHING: ReadonlySet<string> = new Set()

/** What may have set an automation off, here or elsewhere, is looked at again once it has run. */
export function followRuns(of: () => { record?: string; around: Pick<Around, 'project'> }): void {
  const read = async () => {
    await new Promise((done) => setTimeout(done, UNTIL_RUN))
    await Promise.all([refetchRuns(), refetchAutomations(of().around.project.id)])
  }
  followNews({
    concerns: ({ project, records }) => {
      const { record, around } = of()
      if (project !== around.project.id) return NOTHING
      return records === null || record === undefined || records.has(record) ? records : NOTHING
    },
    read,
  })
  onCleanup(
    subscribeChanges(({ record, cause }) => {
      if (cause === 'write' && (of().record ?? record.id) === record.id) void read()
    }),
  )
}
