import { describe, expect, test } from 'vitest'
import { mailProvider } from '../../../functions/deliveries/mail-provider.ts'
import { nextOf, type Outcome } from '../../../functions/deliveries/outcome.ts'
import type { Env } from '../../../functions/env.ts'

/** A `send_email` binding, which no local server has. */
const sent: unknown[] = []
const binding = (failure?: string) =>
  mailProvider({
    MAIL_FROM: 'Tonle <crm@mekong.example>',
    MAIL: {
      send: async (mail: unknown) => {
        if (failure) throw new Error(failure)
        sent.push(mail)
      },
    },
  } as unknown as Env)!
const mail = {
  to: 'vanna@mekong.example',
  subject: 'Your order',
  text: 'Three sacks of pepper.',
  html: '<p>Three sacks of pepper.</p>',
  replyTo: 'sokha@mekong.example',
  headers: { 'List-Unsubscribe': '<https://crm.mekong.example/u/1>' },
}
const tryOf = ({ status, error, result }: Outcome, time = 0) => ({
  at: time,
  status,
  ms: 1,
  error,
  ...(result === 'lost' && { lost: true as const }),
})

describe('a binding, which knows no keys', () => {
  test('is given the whole mail', async () => {
    expect(await binding().send(mail, 'mail-1')).toEqual({ result: 'taken', status: null, error: null })
    expect(sent).toEqual([{ from: 'Tonle <crm@mekong.example>', ...mail }])
  })

  test.each([
    ['Network connection lost.', 'unknown'],
    ['internal error; reference = 8f2', 'unknown'],
    ['The operation timed out', 'unknown'],
    ['destination address is not a verified address', 'waiting'],
  ])('%s: %s', async (failure, state) => {
    const provider = binding(failure)
    const outcome = await provider.send(mail, 'mail-1')
    const { remembers } = provider
    expect(nextOf(outcome, [tryOf(outcome)], 0, { remembers, until: Number.POSITIVE_INFINITY }).state).toBe(state)
  })
})

describe('what becomes of a try', () => {
  const HOUR = 3_600_000
  const failed: Outcome = { result: 'failed', status: 500, error: '500' }
  const lost: Outcome = { result: 'lost', status: null, error: 'timeout' }
  const rules = { remembers: 24 * HOUR, until: Number.POSITIVE_INFINITY }
  const six = Array.from({ length: 6 }, () => tryOf(failed))

  test.each([
    ['taken', { ...failed, result: 'taken' as const }, [], 0, rules, 'sent', null],
    ['refused for good', { ...failed, result: 'refused' as const }, [], 0, rules, 'failed', null],
    ['failed', failed, [], 1000, rules, 'waiting', 6000],
    ['of no use any more', failed, [], 1000, { ...rules, until: 5999 }, 'failed', null],
    ['of use until just then', failed, [], 1000, { ...rules, until: 6000 }, 'waiting', 6000],
    ['lost, and known by its key', lost, six.slice(0, 5), 8 * HOUR, rules, 'waiting', 18 * HOUR],
    [
      'lost once, longer ago than the key is known',
      failed,
      [tryOf(lost), ...six.slice(1)],
      18 * HOUR,
      rules,
      'unknown',
      null,
    ],
    ['failed as long', failed, six, 18 * HOUR, rules, 'waiting', 28 * HOUR],
    ['failed eight times', failed, [...six, tryOf(failed)], 28 * HOUR, rules, 'failed', null],
  ] as const)('%s', (_, outcome, before, now, by, state, nextAt) => {
    const tries = [...before, tryOf(outcome, now)]
    expect(nextOf(outcome, tries, now, by)).toEqual({ state, nextAt })
  })
})
