import { pauseIssue } from '../../src/core/automations/pause-issue.ts'
import type { StoredIssue } from '../../src/core/automations/stored.ts'
import { Problem } from '../../src/core/errors/index.ts'
import { type Catalog, memoize, type Webhook } from '../../src/core/model/index.ts'
import { accessOf, may, visibleCatalog } from '../../src/core/permissions/index.ts'
import { compileFilter, SQL_LANGUAGE, type SqlScope } from '../../src/core/query/index.sql.ts'
import type { Filter } from '../../src/core/query/index.ts'

/** The project as the webhook's owner sees it; null where they have left or may not enter it. */
export function ownerScope(catalog: Catalog, { owner, project: id }: Webhook, now: number): SqlScope | null {
  const person = catalog.people.find((one) => one.id === owner)
  if (!person || person.deactivated) return null
  const visible = visibleCatalog(catalog, accessOf(catalog, person))
  const project = visible.projects.find((one) => one.id === id)
  return project ? { catalog: visible, project, me: owner, now, row: 'r', language: SQL_LANGUAGE } : null
}

/**
 * Why a webhook can't tell anything as things are: its owner has left or may not manage the project any more, or its filter names what
 * is gone. It follows from the catalog, so it is worked out once for each; when what was missing is back, it goes on.
 */
export const pauseReason = memoize(findReason, ({ id }: Webhook) => id)

function findReason(catalog: Catalog, webhook: Webhook): StoredIssue | null {
  const person = catalog.people.find(({ id }) => id === webhook.owner)
  const named = { path: '', name: person?.name ?? '' }
  if (!person || person.deactivated) return { code: 'ownerGone', ...named }
  const scope = ownerScope(catalog, webhook, 0)
  if (!scope || !may(accessOf(catalog, person), scope.project, 'manage')) return { code: 'ownerMayNot', ...named }
  try {
    if (webhook.filter !== null) compileFilter(webhook.filter as unknown as Filter, scope)
    return null
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem
    // By its name it is known to nobody any more, or not to them.
    return { path: '', ...pauseIssue({ code: problem.issues[0]!.code, what: '' }) }
  }
}
