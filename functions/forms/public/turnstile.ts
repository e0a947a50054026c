import type { Env } from '../../env.ts'

const SITE_VERIFY = 'https://challenges.cloudflare.com/turnstile/v0/siteverify'
const LONGEST = 5000

/** Whether Turnstile took the visitor for a human. Where it can't be asked, nobody is let in by that. */
export async function isHuman(env: Env, proof: string, network: string): Promise<boolean> {
  if (!env.TURNSTILE_SECRET || proof === '' || proof.length > 2048) return false
  try {
    const answer = await fetch(env.TURNSTILE_URL ?? SITE_VERIFY, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        secret: env.TURNSTILE_SECRET,
        response: proof,
        ...(network !== '' && { remoteip: network }),
      }),
      signal: AbortSignal.timeout(LONGEST),
    })
    const { success } = (await answer.json()) as { success?: unknown }
    return success === true
  } catch {
    return false
  }
}
