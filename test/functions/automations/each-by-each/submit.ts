import { fireSubmitted } from '../../../../functions/automations/index.ts'
import { Change } from '../../../../functions/changes/index.ts'
import { runInternally } from '../../../../functions/context/index.ts'
import type { Env } from '../../../../functions/env.ts'
import type { Automated } from '../world.ts'

/** Says that a form was sent in that has made this record, as the form's own page will. */
export async function submit({ world, owner, opportunities, settle }: Automated, record: string): Promise<void> {
  const { person } = await owner.get<{ person: { id: string } }>('/api/me')
  const env = { DB: await world.db() } as Env
  // Nothing is rung: the tick below hears of it.
  const form = { env, person: Number(person.id), now: Date.now(), waitUntil: () => {} }
  await runInternally(form, async (context) => {
    const change = new Change(context, { via: 'form', viaId: 7 })
    fireSubmitted(change, context.project(Number(opportunities.id), 'edit'), Number(record), {
      id: 7,
      name: 'Website',
      tell: [],
    })
    await change.commit()
  })
  await settle()
}
