import type { Env, LiveHubStub } from '../env.ts'

/** The one Durable Object that holds the sockets of all open pages (live/hub.ts). */
export const liveHub = ({ LIVE_HUB }: Env): LiveHubStub => LIVE_HUB.getByName('workspace')

/**
 * Tells it that something was written. Nobody waits for it, and if it is lost the next one makes it good, or cron's within a minute.
 * `access`: who may do what may have changed, or who is signed in.
 */
export async function notifyLiveHub(env: Env, access: boolean): Promise<void> {
  await liveHub(env)
    .notify(access)
    .catch(() => {})
}
