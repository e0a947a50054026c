import { Problem } from '../../../src/core/errors/index.ts'
import { typeOf } from '../../../src/core/fields/index.ts'
import { sql } from '../../../src/core/sql/index.ts'
import { Transaction } from '../../changes/index.ts'
import { isolateCache } from '../../context/index.ts'
import { newSecret, sha256Hex } from '../../crypto.ts'
import { guard } from '../../db/batch.ts'
import { enqueueDeliveries } from '../../deliveries/index.ts'
import { composeMail } from '../../mail/index.ts'
import type { OpenForm } from './open-form.ts'
import { insertSubmission, requirePatience, type SubmissionRow } from './submission-rows.ts'
import { type Incoming, takeIn } from './take-in.ts'
import { DECIDED_WITHIN, insertWaitingFiles } from './waiting-files.ts'
import type { Words } from './words.ts'

const DAY = 86_400_000
/** Nobody is asked more often in a day, whoever types their address. */
const MOST_MAILS = 3

/** Keeps what was sent, and asks by mail whether it was they: the record is made once they say so. Without an address it is made at once. */
export async function waitForConfirmation(
  form: OpenForm,
  submission: SubmissionRow,
  incoming: Incoming,
  words: Words,
): Promise<void> {
  const { context, row } = form
  const to = addressIn(form, incoming)
  const patience = submission.visitor === null ? [] : [requirePatience(row.id, submission.visitor, context.now)]
  if (to === null)
    return takeIn(form, incoming, (change, taken) => {
      change.require(...patience)
      change.add(...insertSubmission(form, submission, { state: 'stored', taken }))
    })
  const token = newSecret()
  const { address } = isolateCache(context.env)
  const mail = composeMail('confirmation', {
    to,
    language: words.language,
    link: `${address ?? ''}/f/${row.key}/confirm/${token}`,
    parts: { workspace: context.catalog.workspace.name || 'Tonle', form: words.title || row.name },
  })
  const transaction = new Transaction(context)
  transaction.require(...patience, fewMails(to, context.now))
  transaction.add(
    ...insertSubmission(form, submission, { state: 'waiting', confirm: await sha256Hex(token) }),
    insertWaitingFiles(submission.key, incoming.files, context.now),
  )
  const until = context.now + DECIDED_WITHIN
  enqueueDeliveries(context, transaction, [
    { kind: 'mail', key: `confirmation:${submission.key}`, event: 'confirmation', mail, until },
  ])
  await transaction.commit()
}

/** Stands in the batch before what it counts. */
const fewMails = (to: string, now: number) =>
  guard(
    sql`(SELECT count(*) FROM deliveries WHERE at > ${now - DAY} AND event = 'confirmation' AND recipient = ${to}) < ${MOST_MAILS}`,
    'flood',
  )

/** The visitor's address as its field reads it; null where they gave none. */
function addressIn({ fields }: OpenForm, { values }: Incoming): string | null {
  for (const { key, field } of fields) {
    const type = field && typeOf(field.type)
    if (type?.contact !== 'mail' || values[key] === undefined) continue
    try {
      return String(
        type.parse(values[key], field!.config, { name: '', country: '', zone: 'UTC', people: [], me: null }),
      )
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem
    }
  }
  return null
}
