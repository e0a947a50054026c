import { LEVELS } from '../../../../src/core/model/rights.ts'
import type { Identity } from './identities.ts'
import type { Operation } from './operations.ts'

/** seen: there, and this identity sees it; unseen: there, and they don't; absent: never made. */
export type Variant = 'seen' | 'unseen' | 'absent'

/** What is asked of the session itself, not of the person: no key and no other role's eyes can. */
const OF_THE_SESSION = /^\w+ \/api\/me\/(sessions|passkeys|password|preferences)|^PATCH \/api\/me$/

/**
 * The one right answer, from what the document says the operation needs and what this test knows of who asks. Null where it
 * is anyone's.
 */
export function expected(operation: Operation, who: Identity, variant: Variant): number | null {
  const { name, needs, writes } = operation
  if (needs === 'anyone') return null
  if (who.nobody) return 401
  if (who.key && OF_THE_SESSION.test(name)) return 403
  const special = SPECIAL[name]?.(who, variant)
  if (special) return writes && who.readOnly && special !== 404 ? 403 : special
  const right = byRight(operation, who, variant)
  // What isn't there isn't there for who may only read either.
  return writes && who.readOnly && right !== 404 ? 403 : right
}

function byRight({ needs, done, params }: Operation, who: Identity, variant: Variant): number {
  const of = params[0]?.[1]
  if (typeof needs === 'object' && 'project' in needs) {
    if (needs.of.startsWith('body.')) return who.level === 'none' ? 422 : done
    if (who.level === 'none') return 404
    // A record's id tells its project, which is asked for the right first; whether the record is there isn't.
    if (variant !== 'seen' && !(of === 'record' && who.rows)) return 404
    if (LEVELS.indexOf(who.level) < LEVELS.indexOf(needs.project)) return 403
    if (needs.workspace && !who.workspace) return 403
    return variant === 'seen' ? done : 404
  }
  if (typeof needs === 'object' && 'dashboard' in needs) {
    // A key for some projects has no dashboards of its own.
    if (needs.of === 'new') return who.key && !who.workspace ? 403 : done
    if (variant !== 'seen') return 404
    // The template's is shared with all to read; what is changed here was made by the owner, and is theirs alone.
    if (needs.dashboard === 'view' && of === 'dashboard') return done
    return who.workspace ? done : who.key ? 403 : 404
  }
  if (typeof needs === 'object' && !who.workspace) return 403
  // What gives rights would outlive a key.
  if (typeof needs === 'object' && 'workspace' in needs && needs.workspace === 'people' && who.key) return 403
  return variant === 'seen' ? done : 404
}

/** What an operation asks besides. */
const SPECIAL: Record<string, (who: Identity, variant: Variant) => number | undefined> = {
  // Links that open doors lie there.
  'GET /api/outbox': ({ owner, key }) => (owner && !key ? undefined : 403),
  'POST /api/deliveries/{id}/replay': ({ owner, key }) => (owner && !key ? undefined : 403),
  // One's own password is asked for, and the example's isn't it.
  'PUT /api/me/password': () => 422,
  // An authenticator must have signed it.
  'POST /api/me/passkeys': () => 422,
  // What is deleted is there for those who can bring it back.
  'PUT /api/fields/{id}/restore': ({ level }, variant) => (level === 'manage' && variant === 'seen' ? undefined : 404),
  // Who is shown the dashboard may ask what its numbers are made of, if they see what the chart reads.
  'POST /api/charts/{id}/explain': ({ key, workspace, level }, variant) =>
    key && !workspace && variant === 'seen' ? (level === 'none' ? 422 : 200) : undefined,
  // It would outlive the key.
  'POST /api/projects/{id}/inbound': ({ key }) => (key ? 403 : undefined),
  'PATCH /api/inbound/{id}': ({ key }) => (key ? 403 : undefined),
  'POST /api/projects/{id}/webhooks': ({ key }) => (key ? 403 : undefined),
  'PATCH /api/webhooks/{id}': ({ key }) => (key ? 403 : undefined),
  'POST /api/webhooks/{id}/secret': ({ key }) => (key ? 403 : undefined),
  // No key makes or revokes another.
  'POST /api/keys': ({ key }) => (key ? 403 : undefined),
  'DELETE /api/keys/{id}': ({ key }) => (key ? 403 : undefined),
}
