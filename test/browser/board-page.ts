import type { Page } from 'playwright-core'

/** What a person sees of the board: per list its name, count, full sum, and the first titles. */
export interface SeenList {
  name: string
  count: number
  sum: string
  cards: string[]
}

export async function seenBoard(page: Page): Promise<SeenList[]> {
  await page.locator('section[data-list]').first().waitFor()
  return page.locator('section[data-list]').evaluateAll((lists) =>
    lists.map((list) => ({
      name: list.querySelector('h2')?.textContent ?? '',
      count: Number(list.querySelector('[data-count]')?.textContent?.replace(/\D/g, '')),
      sum: list.querySelector('[data-sum]')?.getAttribute('data-sum') ?? '',
      cards: [...list.querySelectorAll('article a')].map((link) => link.textContent ?? '').slice(0, 5),
    })),
  )
}

export const listNamed = (page: Page, name: string) =>
  page.locator('section[data-list]', { has: page.getByRole('heading', { name, exact: true }) })

export const cardNamed = (page: Page, title: string) =>
  page.locator('article', { has: page.getByRole('link', { name: title, exact: true }) })

/** Every move that goes over the wire from now on. */
export function watchMoves(page: Page): string[] {
  const moves: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'PUT' && request.url().endsWith('/move')) moves.push(request.postData() ?? '')
  })
  return moves
}

/** Where a card stands. Its element may be made anew while it is looked at: then it is looked at again. */
async function placeOf(page: Page, title: string) {
  for (;;) {
    await cardNamed(page, title).waitFor()
    const box = await cardNamed(page, title).boundingBox()
    if (box) return box
  }
}

/** By mouse; a list out of sight comes near when the card is held at the edge. */
export async function dragTo(page: Page, title: string, list: string, offset = 40): Promise<void> {
  const from = await placeOf(page, title)
  const width = page.viewportSize()!.width
  await page.mouse.move(from.x + 60, from.y + 40)
  await page.mouse.down()
  await page.mouse.move(from.x + 90, from.y + 60, { steps: 4 })
  const target = async () => (await listNamed(page, list).boundingBox())!
  // A folded list is as wide as a finger, and opens under the card.
  while ((await target()).x + Math.min(140, (await target()).width) > width) {
    await page.mouse.move(width - 6, from.y + 80)
    await page.waitForTimeout(50)
  }
  const to = await target()
  await page.mouse.move(to.x + Math.min(100, to.width / 2), to.y + 60 + offset, { steps: 8 })
  await page.mouse.up()
}
