import { build } from '../../functions/local/build.ts'
import { serve } from '../../functions/local/miniflare.ts'

/** The built Worker alone, telling what each request cost. */
export async function startWorker(): Promise<{ url: string; stop(): Promise<void> }> {
  const { url, miniflare } = await serve(await build(), { vars: { BENCH: '1' }, site: false })
  return { url, stop: () => miniflare.dispose() }
}
