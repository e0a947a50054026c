import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { Client } from '../client.ts'

/** `npm start` as a child process: what a person sees on their terminal, and finds behind the address. */
const ROOT = new URL('../..', import.meta.url).pathname
const running = new Set<ChildProcess>()
let state: string
let port: number

beforeAll(async () => {
  state = mkdtempSync(join(tmpdir(), 'tonle-start-'))
  port = await freePort()
})
afterEach(() => {
  for (const one of running) one.kill('SIGKILL')
  running.clear()
})
afterAll(() => rmSync(state, { recursive: true, force: true }))

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

interface Started {
  child: ChildProcess
  url: string
  /** all that it has said until now */
  said: () => string
  ended: Promise<number | null>
}

function run(env: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, ['functions/local/start.ts'], {
    cwd: ROOT,
    env: { ...process.env, PORT: String(port), STATE_DIR: state, ...env },
  })
  running.add(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data))
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return { child, url: `http://127.0.0.1:${port}`, said: () => output, ended }
}

async function started(env: Record<string, string> = {}): Promise<Started> {
  const one = run(env)
  let over = false
  one.ended.then(() => (over = true))
  await expect.poll(() => over || one.said().includes('Ctrl+C'), { timeout: 30_000 }).toBe(true)
  return one
}

async function stopped({ child, ended, said }: Started, signal: NodeJS.Signals = 'SIGINT'): Promise<void> {
  child.kill(signal)
  expect(await ended, said()).toBe(0)
}

const lines = (text: string) => text.split('\n').filter((line) => line.trim() !== '')
const ACCOUNT = { email: 'sokha@mekong.example', password: 'mekong-river-9' }

test('says four lines, the address first, and serves pages, API and what isn’t there', async () => {
  const one = await started()
  expect(lines(one.said()).map((line) => line.trim())).toEqual([
    `http://localhost:${port}`,
    'Tonle is running there; whoever signs up first owns the workspace.',
    `Its data is kept in ${state}`,
    'Ctrl+C stops it.',
  ])
  expect(await (await fetch(`${one.url}/api/health`)).json()).toEqual({ status: 'ok', automations: 'ok' })
  const page = await fetch(`${one.url}/`)
  expect(page.status).toBe(200)
  expect(page.headers.get('content-security-policy')).toContain("default-src 'self'")
  // Under every id stands the one shell page.
  expect((await fetch(`${one.url}/p/12/board`)).status).toBe(200)
  const missing = await fetch(`${one.url}/nowhere`)
  expect(missing.status).toBe(404)
  expect(missing.headers.get('content-type')).toContain('text/html')
  // Whoever reaches the port could move time.
  expect((await fetch(`${one.url}/cdn-cgi/local/scheduled?cron=*+*+*+*+*`)).status).toBe(404)
  await stopped(one)
  expect(lines(one.said())).toHaveLength(4)
})

test('a port that is taken is said in one sentence', async () => {
  const one = await started()
  const other = run()
  expect(await other.ended).toBe(1)
  expect(lines(other.said())).toEqual([expect.stringContaining(`Port ${port} is taken`)])
  await stopped(one, 'SIGTERM')
})

test('what was put in is there at the next start; with LOCAL_TRIGGERS=1 cron can be called', async () => {
  const first = await started()
  await new Client(first.url).post('/api/auth/sign-up/email', { name: 'Sokha Chan', ...ACCOUNT })
  await stopped(first)
  const second = await started({ LOCAL_TRIGGERS: '1' })
  const owner = new Client(second.url)
  await owner.post('/api/auth/sign-in/email', ACCOUNT)
  expect(await owner.get('/api/me')).toMatchObject({ person: { name: 'Sokha Chan' } })
  expect((await fetch(`${second.url}/cdn-cgi/local/scheduled?cron=*+*+*+*+*`)).status).toBe(200)
  await stopped(second)
})
