import { afterAll, beforeAll, expect, test } from 'vitest'
import { CHANNELS, LATER, ROUTES } from '../../sinks.ts'
import { startWorld, type World } from '../../world.ts'

let world: World
let routes: string[]
beforeAll(async () => {
  world = await startWorld({}, { site: false })
  const { paths } = (await (await fetch(`${world.url}/api/openapi.json`)).json()) as {
    paths: Record<string, Record<string, unknown>>
  }
  routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
})
afterAll(() => world.close())

test('every route is registered as a sink, and every entry is a route', () => {
  expect(Object.keys(ROUTES).sort()).toEqual(routes.sort())
})

test('every channel is some route’s', () => {
  const used = new Set(Object.values(ROUTES).flatMap((channels) => (Array.isArray(channels) ? channels : [])))
  expect([...CHANNELS].filter((channel) => !used.has(channel))).toEqual([])
})

/** Comes with a later part: its route then needs a channel of that name, and that a test. */
test.each(Object.entries(LATER))('%s is not there yet, or has its channel', (name, pattern) => {
  const there = routes.filter((route) => pattern.test(route) && !ROUTES[route]?.includes('rights'))
  if (there.length > 0) expect(CHANNELS).toContain(name)
})
