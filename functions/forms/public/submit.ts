import type { StoredIssue } from '../../../src/core/automations/stored.ts'
import { Problem } from '../../../src/core/errors/index.ts'
import type { FormKey } from '../../../src/i18n/form/index.ts'
import { sha256Hex } from '../../crypto.ts'
import { GuardError, runBatch, StaleError } from '../../db/batch.ts'
import { check } from './faults.ts'
import { mayEmbed } from './hosts.ts'
import { type OpenForm, type Shut, selectEarlier, type Visit, withForm } from './open-form.ts'
import { readSent, type Sent } from './read-sent.ts'
import { FileStore } from './store-files.ts'
import { insertSubmission, reasonsOf, requirePatience, type SubmissionRow } from './submission-rows.ts'
import { type StoredFile, takeIn } from './take-in.ts'
import { newToken, readToken, visitorOf } from './token.ts'
import { isHuman } from './turnstile.ts'
import { takeViews } from './views.ts'
import { waitForConfirmation } from './wait.ts'
import { insertWaitingFiles } from './waiting-files.ts'
import { Words } from './words.ts'

/** A form as it was sent. */
export interface Post extends Visit {
  /** null where it was too large to be read */
  data: FormData | null
  origin: string | undefined
  ownOrigins: readonly string[]
  /** '' where it isn't known */
  network: string
  language: string | undefined
}

/** What a visitor is told. */
export type Outcome =
  | { kind: 'done'; form: OpenForm; words: Words; waits: boolean }
  /** the form is given back, filled in */
  | {
      kind: 'again'
      form: OpenForm
      words: Words
      sent: Sent | null
      status: number
      why: FormKey
      message: string
      faults: Record<string, string>
      token: string
    }

/** A form's text, without its files; a longer one is a flood. */
const LONGEST_TEXT = 1024 * 1024
const NUMBER = /^[0-9a-z]{1,12}\.([\w-]{20})\./

/**
 * Takes in what a visitor sent. What comes from no visitor (no token, another form's, one that is too young or too old, the hidden trap)
 * is refused by its signature, before anything is written; of what comes twice the second finds what the first has done.
 */
export async function submit(post: Post): Promise<Outcome | Shut> {
  const { env, now, data, waitUntil } = post
  const key = NUMBER.exec(String(data?.get('token') ?? ''))?.[1] ?? ''
  const files = new FileStore(env.FILES, now)
  const digest = data && (await digestOf(data))
  try {
    const outcome = await withForm(post, [selectEarlier(key)], async (form, [earlier]): Promise<Outcome> => {
      const words = new Words(form.definition, post.language)
      const { definition, row, secret } = form
      const sent = data && readSent(data, form.fields)
      const again = async (
        status: number,
        why: FormKey,
        parts = {},
        faults = {},
        token?: string,
      ): Promise<Outcome> => ({
        kind: 'again',
        ...{ form, words, sent, status, why, faults },
        message: words.say(why, parts),
        token: token ?? (await newToken(secret, row.id, now)),
      })
      if (!mayEmbed(definition.hosts, post.origin, post.ownOrigins)) return again(403, 'otherSite')
      if (!sent || lengthOf(sent) > LONGEST_TEXT) return again(413, 'tooLarge', { max: sent ? '1 MB' : '20 MB' })
      if (sent.isTrapped) return again(422, 'trap')
      const token = await readToken(secret, row.id, sent.token, now)
      const before = earlier![0]
      if (token.state === 'good' && before) {
        // Sent twice: what there is to say was said of the first.
        if (before.digest === digest) return { kind: 'done', form, words, waits: before.state === 'waiting' }
        return again(409, 'spent')
      }
      if (sent.unknown.length > 0) return again(422, 'changed')
      const checked = await check(form, sent, words)
      if (Object.keys(checked.faults).length > 0)
        return again(422, 'faults', {}, checked.faults, token.state === 'good' ? sent.token : undefined)
      if (token.state !== 'good')
        return again(token.state === 'missing' ? 200 : 422, token.state === 'missing' ? 'review' : token.state)
      if (definition.turnstile && !(await isHuman(env, sent.proof, post.network))) return again(422, 'human')
      const visitor = await visitorOf(secret, row.id, post.network, now)
      const submission: SubmissionRow = {
        key: token.key,
        digest: digest!,
        sent: { ...checked.values, ...namesOf(form, checked.files) },
        consent: words.consent,
        captured: sent.captured,
        language: words.language,
        visitor,
      }
      const stored = await files.put(form, checked.files)
      const incoming = { values: checked.values, captured: sent.captured, files: stored }
      try {
        if (definition.optIn) await waitForConfirmation(form, submission, incoming, words)
        else
          await takeIn(form, incoming, (change, taken) => {
            if (visitor !== null) change.require(requirePatience(row.id, visitor, now))
            change.add(...insertSubmission(form, submission, { state: 'stored', taken, views: takeViews(env, row.id) }))
          })
      } catch (error) {
        // Two that were sent at once: the other one was the first.
        if (/UNIQUE constraint failed: submissions\.key/.test(String(error))) throw new StaleError()
        if (error instanceof GuardError && error.code === 'flood')
          return again(429, 'flood', { minutes: 1 }, {}, sent.token)
        if (!(error instanceof Problem) || error.status === 429) throw error
        await keepRefused(form, submission, stored, reasonsOf(error))
      }
      files.keep()
      return { kind: 'done', form, words, waits: definition.optIn }
    })
    return outcome
  } finally {
    // Nobody waits for it: what no row speaks of is also found by cron.
    if (files.isLeft) waitUntil(() => files.drop())
  }
}

/** The project has come to ask for something that the form doesn't: what was sent isn't lost by that, a person looks at it. */
async function keepRefused(
  form: OpenForm,
  submission: SubmissionRow,
  files: readonly StoredFile[],
  reasons: readonly StoredIssue[],
): Promise<void> {
  const { db, now } = form.context
  await runBatch(db, [
    ...insertSubmission(form, submission, { state: 'refused', reasons }),
    insertWaitingFiles(submission.key, files, now),
  ])
}

const namesOf = (form: OpenForm, files: readonly { name: string; file: File }[]): Record<string, string[]> => {
  const named: Record<string, string[]> = {}
  for (const { name, file } of files) {
    const { key } = form.fields.find((one) => one.name === name)!
    named[key] = [...(named[key] ?? []), file.name]
  }
  return named
}

const lengthOf = ({ typed }: Sent): number =>
  Object.values(typed)
    .flat()
    .reduce((sum, text) => sum + text.length, 0)

/** The same for the same content, whatever its sender chose to part it by. */
async function digestOf(data: FormData): Promise<string> {
  const parts: unknown[] = []
  for (const [name, value] of data as unknown as Iterable<[string, string | File]>)
    if (name !== 'cf-turnstile-response')
      parts.push(
        typeof value === 'string' ? [name, value] : [name, value.name, await sha256Hex(await value.arrayBuffer())],
      )
  return sha256Hex(JSON.stringify(parts))
}
