import { createEffect, createSignal, on, onCleanup } from 'solid-js'
import { api } from '../../../client/api.ts'
import { toastReadError } from '../../../client/error-message.ts'
import type { ChartAnswer, ChartData } from '../../../core/api/answers.ts'
import { isPlaced, type Problems } from './problems.ts'

/** How long the hand rests before it is asked, in ms. */
const REST = 250

/** What a chart would show, asked anew after each change; what was shown stays until its answer is there. */
export function usePreview(definition: () => Record<string, unknown> | null, problems: Problems) {
  const [shown, setShown] = createSignal<{ chart: ChartAnswer; data: ChartData } | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let controller: AbortController | undefined

  async function ask(body: Record<string, unknown>): Promise<void> {
    controller?.abort()
    controller = new AbortController()
    const { signal } = controller
    try {
      const data = await api<ChartData>('POST', '/api/charts/preview', body, { signal })
      if (signal.aborted) return
      problems.clear()
      const chart = { ...body, id: 'preview', place: { x: 0, y: 0, w: 6, h: 4 } } as unknown as ChartAnswer
      setShown({ chart, data })
    } catch (error) {
      if (signal.aborted) return
      if (isPlaced(error)) await problems.set(error)
      else await toastReadError(error)
    }
  }
  createEffect(
    on(
      () => JSON.stringify(definition()),
      (json) => {
        clearTimeout(timer)
        const body = JSON.parse(json) as Record<string, unknown> | null
        if (body) timer = setTimeout(() => void ask(body), REST)
        else problems.clear()
      },
    ),
  )
  onCleanup(() => {
    clearTimeout(timer)
    controller?.abort()
  })
  return shown
}
