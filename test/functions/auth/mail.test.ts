import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../../client.ts'
import { startWorld, type World } from '../../world.ts'

/** A provider of mail, as Resend is one, that writes down what it is sent. */
const sent: { headers: Record<string, unknown>; body: Record<string, unknown> }[] = []
let status = 200
let provider: Server
let world: World
let owner: Client
beforeAll(async () => {
  provider = createServer((request, response) => {
    let text = ''
    request.on('data', (part) => {
      text += part
    })
    request.on('end', () => {
      sent.push({ headers: request.headers, body: JSON.parse(text) })
      response.writeHead(status).end(status === 200 ? '{"id":"1"}' : 'no such domain')
    })
  }).listen(0, '127.0.0.1')
  await new Promise((done) => provider.once('listening', done))
  const { port } = provider.address() as AddressInfo
  world = await startWorld({
    MAIL_URL: `http://127.0.0.1:${port}/emails`,
    MAIL_KEY: 'provider-key',
    MAIL_FROM: 'Tonle <crm@mekong.example>',
  })
  owner = await world.owner()
})
afterAll(async () => {
  await world.close()
  provider.close()
})

interface Mail {
  to: string
  state: string
  body: string | null
  error: string | null
}
const settled = async (to: string): Promise<Mail> => {
  for (let i = 0; i < 50; i++) {
    const { mails } = await owner.get<{ mails: Mail[] }>('/api/outbox')
    const mail = mails.find((one) => one.to === to)
    if (mail && mail.state !== 'sending') return mail
    await new Promise((done) => setTimeout(done, 40))
  }
  throw new Error(`nothing became of the mail to ${to}`)
}

test('with a provider a mail is sent once, and its text is not kept', async () => {
  await owner.patch('/api/workspace', { name: 'Fish <b>& "Sons"</b>' })
  const { invitation } = await owner.post<{ invitation: { link: string } }>('/api/invitations', {
    email: 'vanna@mekong.example',
    role: 'member',
  })
  expect(await settled('vanna@mekong.example')).toMatchObject({ state: 'sent', body: null, error: null })
  expect(sent).toHaveLength(1)
  const { headers, body } = sent[0]!
  expect(headers).toMatchObject({ authorization: 'Bearer provider-key', 'content-type': 'application/json' })
  expect(headers['idempotency-key']).toBeTruthy()
  expect(body).toMatchObject({ from: 'Tonle <crm@mekong.example>', to: ['vanna@mekong.example'] })
  expect(body.text).toContain(invitation.link)
  expect(body.html).toContain(invitation.link)
  expect(body.html).toContain('Fish &lt;b&gt;&amp; &quot;Sons&quot;&lt;/b&gt;')
})

test('what a provider refuses is told in the outbox', async () => {
  status = 422
  await owner.post('/api/invitations', { email: 'dara@mekong.example', role: 'member' })
  expect(await settled('dara@mekong.example')).toMatchObject({
    state: 'failed',
    body: null,
    error: expect.stringContaining('422 no such domain'),
  })
})
