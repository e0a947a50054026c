import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openApiDocument } from '../../../functions/http/openapi/document.ts'
import { pathOf } from '../../../functions/http/openapi/operation.ts'
import { routes } from '../../../functions/routes.ts'
import { seededRandom } from '../../seeded-random.ts'
import type { StandIns } from '../stand-ins.ts'
import { BAD_BODIES } from './matrix/bad-bodies.ts'
import { type Cast, type Identity, startCast } from './matrix/identities.ts'
import { type Document, type Operation, operationsOf } from './matrix/operations.ts'
import { expected, type Variant } from './matrix/oracle.ts'

/**
 * Every route x everyone x every id. It is generated from the API's document, so a route that is added is in it; what is
 * right is worked out from what the document says the route needs, never from what it answers. PROOF=1 tries all of it.
 */
const ALL = operationsOf(JSON.parse(JSON.stringify(openApiDocument(routes))) as Document)
const JUDGED = ALL.filter(({ needs }) => needs !== 'anyone')

const { seed } = seededRandom()
let cast: Cast
beforeAll(async () => {
  cast = await startCast()
})
afterAll(() => cast.sales.world.close())

/** An id that was never given out; for who doesn't see all records, one of the opportunities, since it tells its project. */
const never = (noun: string, who: Identity): string =>
  String(noun === 'record' && who.rows ? Number(cast.sales.opportunities.id) + 4096 * 999_999 : 99_999_999)

interface TestRequest {
  path: string
  body: unknown
}

/** The operation's example for that identity, its first path parameter being of that variant; null where there is no such thing. */
async function requestOf(operation: Operation, who: Identity, variant: Variant): Promise<TestRequest | null> {
  const [first] = operation.params
  const unseen = first && variant === 'unseen' ? who.unseen(first[1]) : null
  if (first ? variant === 'unseen' && !unseen : variant !== 'seen') return null
  if (variant === 'seen' && who.without?.includes(first?.[1] ?? '')) return null
  const body = await bodyFor(operation, who.seen)
  let path = operation.path
  for (const [name, noun] of operation.params) {
    const isFirst = name === first![0]
    const id =
      !isFirst || variant === 'seen'
        ? await one(who, who.seen, noun, operation)
        : unseen && (await one(who, unseen, noun, operation))
    path = path.replace(`{${name}}`, id ?? never(noun, who))
  }
  const query = operation.query.filter(({ example }) => example !== undefined)
  if (query.length > 0) path += `?${new URLSearchParams(query.map(({ name, example }) => [name, example!]))}`
  return { path, body }
}

/** Made for this one request, where it may succeed and would spoil it for others; what is deleted is what can be restored. */
function one(who: Identity, makes: StandIns, noun: string, { name, path }: Operation): Promise<string> {
  const changes = who.workspace && !who.readOnly
  if (noun === 'person' && path.startsWith('/api/people/') && changes)
    return makes.id('person', path.endsWith('/erasure') ? 'left' : undefined)
  // People are made slowly.
  if (noun === 'person') return makes.id('person', 'owner')
  if (noun === 'project' && path === '/api/projects/{id}' && changes) return makes.id('project', 'new')
  // One with charts in it.
  if (noun === 'dashboard' && name.startsWith('GET')) return Promise.resolve(cast.sales.dashboard)
  if (path.endsWith('/options/merge') && makes === who.seen) return makes.id('field', 'Deal source')
  if (noun === 'field' && path.includes('/buttons/')) return makes.id('field', 'button')
  return makes.id(noun, name.endsWith('/restore') ? 'deleted' : undefined)
}

let times = 0
async function bodyFor({ body, name }: Operation, makes: StandIns): Promise<unknown> {
  if (!body) return undefined
  if (name === 'PUT /api/me/password') return { current: 'not-my-password', new: 'tonle-sap-lake-10' }
  if (!body.form) {
    const filled = (await makes.fill(body.example)) as Record<string, unknown>
    // Names are unique, and the example is sent by many; only what confirms must be as it is.
    return typeof filled.name === 'string' && !name.endsWith('/erasure')
      ? { ...filled, name: `${filled.name} ${++times}` }
      : filled
  }
  const form = new FormData()
  form.set('file', new File(['Dear all'], 'offer.txt', { type: 'text/plain' }))
  return form
}

type Answer = Awaited<ReturnType<typeof sendAs>>
async function sendAs(who: Identity, { method }: Operation, { path, body }: TestRequest) {
  const response = await who.client.send(method, path, body)
  const headers = [...response.headers].filter(([name]) => name !== 'date')
  return { status: response.status, text: await response.text(), headers }
}

describe(`every route, of everyone, on every id, seed ${seed}`, () => {
  test.each(JUDGED.map((operation) => [operation.name, operation] as const))('%s', async (_, operation) => {
    const wrong: string[] = []
    for (const who of cast.identities) if (!skipped(operation, who)) wrong.push(...(await wrongOf(operation, who)))
    expect(wrong).toEqual([])
  })
})

/** What of an answer isn't as the route says it is: what one may see changes what is in it, never its shape. */
function misfits(operation: Operation, { status, text }: { status: number; text: string }): string[] {
  const { response } = routes.find((one) => `${one.method} ${pathOf(one)}` === operation.name)!
  if (status >= 300 || typeof response === 'string') return []
  const { issues } = v.safeParse(response, JSON.parse(text))
  return issues?.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`) ?? []
}

/** A route with an id is tried by every fifth of those who are signed in, by the others another time; PROOF=1 tries all. */
const skipped = (operation: Operation, who: Identity): boolean =>
  process.env.PROOF !== '1' &&
  !who.nobody &&
  operation.params.length > 0 &&
  (JUDGED.indexOf(operation) + cast.identities.indexOf(who) + seed) % 5 > 0

async function wrongOf(operation: Operation, who: Identity): Promise<string[]> {
  const wrong: string[] = []
  const answers = new Map<Variant, Answer>()
  for (const variant of ['seen', 'unseen', 'absent'] as const) {
    const sent = await requestOf(operation, who, variant)
    if (!sent) continue
    // First, so that it would be seen if they did anything.
    const spoilt = await sendSpoilt(operation, who, sent)
    const answer = await sendAs(who, operation, sent)
    answers.set(variant, answer)
    wrong.push(...wrongOfSpoilt(spoilt, answer).map((what) => `${who.name}, ${variant}, ${what}`))
    const right = expected(operation, who, variant)
    if (answer.status !== right)
      wrong.push(`${who.name}, ${variant}: ${right} expected, ${answer.status} ${answer.text.slice(0, 200)}`)
    wrong.push(...misfits(operation, answer).map((misfit) => `${who.name}, ${variant}: ${misfit}`))
    if (!operation.statuses.includes(answer.status))
      wrong.push(`${who.name}, ${variant}: ${answer.status} isn’t documented`)
  }
  const [unseen, absent] = [answers.get('unseen'), answers.get('absent')]
  if (unseen && absent && JSON.stringify(unseen) !== JSON.stringify(absent))
    wrong.push(`${who.name}: unseen and absent differ: ${JSON.stringify(unseen)} ${JSON.stringify(absent)}`)
  return wrong
}

const REFUSED_FIRST = [401, 403, 404]
let tries = 0

/**
 * Who may not, or not that, hears the same whatever they send: no body is looked at before. Who may hears that it doesn't fit. One
 * way to be wrong is tried each time, and then the next one; PROOF=1 tries all.
 */
async function sendSpoilt(
  operation: Operation,
  who: Identity,
  { path, body }: TestRequest,
): Promise<[string, Answer][]> {
  if (!operation.body) return []
  const all = Object.entries(BAD_BODIES)
  const tried = process.env.PROOF === '1' ? all : [all[++tries % all.length]!]
  const answers: [string, Answer][] = []
  for (const [how, spoil] of tried) answers.push([how, await sendAs(who, operation, { path, body: spoil(body) })])
  return answers
}

const wrongOfSpoilt = (spoilt: readonly [string, Answer][], good: Answer): string[] =>
  spoilt
    .filter(([, { status, text }]) =>
      REFUSED_FIRST.includes(good.status) ? status !== good.status || text !== good.text : ![400, 422].includes(status),
    )
    .map(([how, { status, text }]) => `${how}: ${good.status} otherwise, ${status} ${text.slice(0, 200)}`)

describe('what is no id', () => {
  const NO_IDS = ['0', '-1', 'abc', '1.5', '1e3', '9'.repeat(20), '%EF%BC%91', '%00', '01']
  const named = JUDGED.filter(({ params: [first] }) => first && !['number', 'token', 'person'].includes(first[1]))
  test.each(named.map((operation) => [operation.name, operation] as const))('%s', async (_, operation) => {
    const who = cast.identities.find(({ name }) => name === 'a key that writes')!
    const sent = (await requestOf(operation, who, 'absent'))!
    const absent = await sendAs(who, operation, sent)
    const offset = JUDGED.indexOf(operation)
    const tried = process.env.PROOF === '1' ? NO_IDS : [0, 1, 2].map((i) => NO_IDS[(offset + i * 3) % NO_IDS.length]!)
    for (const id of tried) {
      const path = operation.path.replace(/\{\w+\}/, id).replace(/\{\w+\}/g, '1')
      expect([id, await sendAs(who, operation, { ...sent, path })]).toEqual([id, absent])
    }
  })
})

describe('ids within what is sent: those that are hidden answer as those that never were', () => {
  const places = JUDGED.flatMap((operation) => [
    ...(operation.body?.ids ?? []).map((place) => ({ operation, ...place })),
    ...operation.query.flatMap(({ name, noun }) => (noun ? [{ operation, path: ['?', name], noun }] : [])),
  ])
  test.each(places.map((place) => [`${place.operation.name} ${place.path.join('.')}`, place] as const))(
    '%s',
    async (_, { operation, path, noun }) => {
      const wrong: string[] = []
      for (const who of cast.identities) {
        if (skipped(operation, who) || expected(operation, who, 'seen') !== operation.done) continue
        for (const [hidden, never] of await hiddenAndNever(who, noun)) {
          const sent = await requestOf(operation, who, 'seen')
          if (!sent) continue
          const [unseen, absent] = [
            await sendAs(who, operation, put(sent, path, hidden)),
            await sendAs(who, operation, put(sent, path, never)),
          ]
          const same = (answer: typeof unseen, id: string) =>
            JSON.stringify([answer.status, operation.writes && answer.status < 300 ? '' : unnamed(answer.text, id)])
          // Those that pick among what is answered find nothing.
          const status = path[0] === 'records' ? 200 : 422
          if (unseen.status !== status || same(unseen, hidden) !== same(absent, never))
            wrong.push(`${who.name}, ${hidden}: ${status} expected, ${unseen.status} ${unseen.text} ${absent.text}`)
        }
      }
      expect(wrong).toEqual([])
    },
  )
})

/** Without the id that was sent, which an answer may say back. */
const unnamed = (text: string, id: string): string => text.replaceAll(new RegExp(`(["“.])${id}(?=["”])`, 'g'), '$1#')

/** Names of what this identity doesn't see, each with one of the same kind that nobody ever gave. */
async function hiddenAndNever(who: Identity, noun: string): Promise<[hidden: string, never: string][]> {
  if (noun === 'field')
    return who.hidden
      ? [
          [who.hidden.id, '98765'],
          [who.hidden.name, 'Coxt'],
        ]
      : []
  const makes = who.unseen(noun)
  return makes ? [[await makes.id(noun), never(noun, who)]] : []
}

/** The request with that id at that place of its body, or of its query. */
function put({ path, body }: TestRequest, [first, ...rest]: string[], id: string): TestRequest {
  if (first === '?') return { path: `${path.split('?')[0]}?${rest[0]}=${encodeURIComponent(id)}`, body }
  return { path, body: within(body as Record<string, unknown>, [first!, ...rest], id) }
}

/** What stands beside an id where the example has nothing there. */
const BESIDE: Record<string, object> = { filter: { op: 'notEmpty' }, totals: { op: 'sum' }, measure: { op: 'sum' } }

function within(outer: unknown, [step, ...rest]: string[], id: string, name = ''): unknown {
  if (step === undefined) return id
  if (step === '*') return { [id]: name === 'values' ? 1 : { access: 'view' } }
  if (step === '0') return [within((outer as unknown[] | undefined)?.[0], rest, id, name)]
  const old = name === 'filter' ? {} : (outer as object | undefined)
  return { ...BESIDE[name], ...old, [step]: within((old as Record<string, unknown>)?.[step], rest, id, step) }
}
