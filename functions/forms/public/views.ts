import { localDay } from '../../../src/core/time/local-day.ts'
import { runBatch } from '../../db/batch.ts'
import type { Env } from '../../env.ts'
import type { OpenForm } from './open-form.ts'
import { countOf } from './submission-rows.ts'

interface Count {
  /** that no row knows of yet */
  views: number
  writtenAt: number
}

const counts = new WeakMap<D1Database, Map<number, Count>>()
const MOST_FORMS = 1000
const PAUSE = 60_000

/**
 * Somebody has begun to fill in a form. Counted in memory and written at most once a minute, with those that came meanwhile, or with a
 * submission: a page that is looked at all day would else write all day. What an isolate has counted last is lost with it.
 */
export function countView({ context, row }: OpenForm): void {
  const { env, now, db, catalog, waitUntil } = context
  const forms = formsOf(env)
  const { views, writtenAt } = forms.get(row.id) ?? { views: 0, writtenAt: 0 }
  const isDue = now - writtenAt >= PAUSE
  if (forms.size > MOST_FORMS) forms.clear()
  forms.set(row.id, isDue ? { views: 0, writtenAt: now } : { views: views + 1, writtenAt })
  if (!isDue) return
  const count = countOf(row.id, localDay(catalog.workspace.zone, now), { views: views + 1 })
  waitUntil(async () => {
    await runBatch(db, [count]).catch((error) => console.error('views could not be counted', error))
  })
}

/** Those that no row knows of yet, for whoever writes one now. */
export function takeViews(env: Env, form: number): number {
  const count = formsOf(env).get(form)
  if (!count) return 0
  const { views } = count
  count.views = 0
  return views
}

function formsOf({ DB }: Env): Map<number, Count> {
  const forms = counts.get(DB) ?? new Map<number, Count>()
  counts.set(DB, forms)
  return forms
}
