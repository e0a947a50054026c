import { Validator } from '@seriousme/openapi-schema-validator'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { app } from '../../../functions/app.ts'
import { pathOf } from '../../../functions/http/openapi/operation.ts'
import type { Route } from '../../../functions/http/route.ts'
import { routes } from '../../../functions/routes.ts'
import { problem } from '../../../src/core/api/problem.ts'
import { SUMMARIES_KM } from '../../../src/i18n/docs-summaries-km.ts'
import type { Client } from '../../client.ts'
import { startWorld } from '../../world.ts'
import { type Sales, startSales } from '../sales-world.ts'
import { StandIns } from '../stand-ins.ts'

interface Operation {
  responses: Record<string, unknown>
  requestBody?: { content: Record<string, { example?: unknown }> }
}
interface Document {
  paths: Record<string, Record<string, Operation>>
}

let sales: Sales
let standIns: StandIns
let document: Document
beforeAll(async () => {
  sales = await startSales({ sample: true })
  standIns = new StandIns(sales)
  const { project } = await sales.owner.post<{ project: { id: string } }>('/api/projects', { name: 'Zanzibar' })
  await sales.owner.post(`/api/projects/${project.id}/fields`, { name: 'Clove', type: 'text' })
  document = await sales.world.stranger().get<Document>('/api/openapi.json')
})
afterAll(() => sales.world.close())

const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>) => `${method} ${path}`
const operationOf = (route: Route) => document.paths[pathOf(route)]![route.method.toLowerCase()]!

describe('the description', () => {
  test('is valid OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(document as unknown as Record<string, unknown>)
    expect(errors).toBeUndefined()
    expect(valid).toBe(true)
  })

  test('says the same to everybody, and nothing of this workspace', async () => {
    const [anonymous, owner] = await Promise.all(
      [sales.world.stranger(), sales.owner].map(async (one) => (await one.send('GET', '/api/openapi.json')).text()),
    )
    expect(anonymous).toBe(owner)
    for (const name of ['Zanzibar', 'Clove']) expect(anonymous).not.toContain(name)
  })

  test('has every route that is mounted, and no other', () => {
    const mounted = app.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect(mounted.length).toBeGreaterThan(80)
    expect(described.sort()).toEqual(mounted.sort())
    expect(new Set(routes.map(nameOf)).size).toBe(routes.length)
  })

  test('what each route does is said in Khmer too', () => {
    const english = [...routes.map(({ summary }) => summary), ...routes.map(({ tag }) => tag)]
    expect([...new Set(english)].filter((text) => !Object.hasOwn(SUMMARIES_KM, text))).toEqual([])
    expect(Object.keys(SUMMARIES_KM).filter((text) => !english.includes(text))).toEqual([])
  })

  test('every $ref leads somewhere', () => {
    const text = JSON.stringify(document)
    const refs = new Set([...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map((match) => match[1]!))
    expect(refs.size).toBeGreaterThan(30)
    for (const ref of refs) {
      const target = ref.split('/').reduce<unknown>((inner, key) => (inner as Record<string, unknown>)?.[key], document)
      expect(target, ref).toBeDefined()
    }
  })

  test('every route names its path parameters, and has an example of what it takes', () => {
    for (const route of routes) {
      const named = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1])
      expect(Object.keys(route.params), nameOf(route)).toEqual(named)
      if (route.body) expect(route.example.body, nameOf(route)).toBeDefined()
    }
  })
})

/**
 * What an authenticator must have signed, which no example can: sign-in.test.ts plays one. And what a visitor of a form finds in a mail:
 * forms/confirm.test.ts reads it.
 */
const SIGNED = [
  'POST /api/me/passkeys',
  'POST /api/auth/sign-in/passkey',
  'GET /f/:form/confirm/:token',
  'POST /f/:form/confirm/:token',
]
/** Kept at the edge for everybody: it says the same to all. */
const PUBLIC = 'GET /f/:form'

describe('examples', () => {
  const sendable = routes.filter((route) => !SIGNED.includes(nameOf(route)))
  test.each(sendable.map((route) => [nameOf(route), route] as const))('%s', async (_, route) => {
    const response = await sendExample(route)
    const text = await response.text()
    expect(`${response.status} ${response.status >= 400 ? text : ''}`).toBe(`${route.status} `)
    // The edge keeps what may be kept (wrangler.toml): an answer of the API to one person would be another's.
    const cache = response.headers.get('cache-control')
    if (nameOf(route) === PUBLIC) {
      expect(cache).toBe('public, max-age=60')
      expect(response.headers.get('cache-tag')).toBe('forms')
    } else expect(cache).toMatch(/^(private|no-store|no-cache)/)
    if (typeof route.response === 'string') return
    expect(response.headers.get('content-type')).toContain('application/json')
    const { issues } = v.safeParse(route.response, JSON.parse(text))
    expect(issues?.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`)).toBeUndefined()
    if (route.etag) expect(response.headers.get('etag')).toBeTruthy()
  })
})

describe('refusals', () => {
  test.each(routes.map((route) => [nameOf(route), route] as const))('%s', async (_, route) => {
    const request = await filled(route, standIns)
    const nobody = sales.world.stranger()
    const refused = async (expected: number, who: Client, path: string, body: unknown) => {
      const response = await who.send(route.method, path, body)
      const text = await response.text()
      expect(`${response.status} ${text}`).toMatch(new RegExp(`^${expected} `))
      expect(response.headers.get('content-type')).toBe('application/problem+json')
      expect(v.safeParse(problem, JSON.parse(text)).issues).toBeUndefined()
      expect(Object.keys(operationOf(route).responses)).toContain(String(expected))
    }
    if (route.requires !== 'anyone') await refused(401, nobody, request.path, request.body)
    const of = typeof route.requires === 'object' && 'of' in route.requires ? route.requires.of : ''
    if (of in route.params)
      await refused(404, sales.owner, request.path.replace(request.params[of]!, '99999999'), request.body)
    if (route.requires !== 'anyone' && route.body && !('form' in route.body)) {
      await refused(400, sales.owner, request.path, '[1]')
      await refused(400, sales.owner, request.path, '{')
      if (route.body.type === 'strict_object')
        await refused(422, sales.owner, request.path, { ...(request.body as object), misspelt: 1 })
      if (!v.safeParse(route.body, {}).success) await refused(422, sales.owner, request.path, {})
    }
  })
})

async function filled(route: Route, standIns: StandIns) {
  const itself = route.path === '/api/projects/:id' && route.method !== 'GET'
  const given = Object.entries(route.params).map(([name, noun]) => [
    name,
    route.example.params?.[name] ?? (noun === 'project' && itself ? '{project:new}' : `{${noun}}`),
  ])
  const params = await standIns.fill<Record<string, string>>(Object.fromEntries(given))
  const query = new URLSearchParams(route.example.query).toString()
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => params[name]!) + (query && `?${query}`)
  const body = await standIns.fill(route.example.body)
  return { params, path, body: route.body && 'form' in route.body ? formOf(body) : body }
}

function formOf(example: unknown): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(example as Record<string, string>))
    form.set(name, name === 'file' ? new File(['Dear all'], value, { type: 'text/plain' }) : value)
  return form
}

async function sendExample(route: Route): Promise<Response> {
  const me = await whoSends(route)
  const { path, body } = await filled(route, new StandIns(sales, { me }))
  // Signing up needs a workspace without an owner.
  if (route.path.startsWith('/api/auth/sign-up')) {
    const world = await startWorld({}, { site: false })
    const response = await world.stranger().send(route.method, path, body)
    await response.clone().text()
    await world.close()
    return response
  }
  return me.send(route.method, path, body)
}

/** The owner; of themselves, only what spoils nothing for the next. */
async function whoSends({ requires, path, effect }: Route): Promise<Client> {
  if (requires === 'anyone') return sales.world.stranger()
  if (path.startsWith('/api/me') && effect === 'write') return sales.world.person(`Dara ${++people}`, 'member')
  return sales.owner
}
let people = 0
