import { unsubscribeToken } from '../../functions/notifications/unsubscribe-token.ts'
import type { FieldAnswer, ProjectAnswer } from '../../src/core/api/answers.ts'
import type { Client } from '../client.ts'
import type { Sales } from './sales-world.ts'

const TITLE = 'Created to be used'
/** Sends a mail to nobody, so it fails. */
const AUTOMATION = {
  on: true,
  triggers: [{ when: 'created' }],
  actions: [{ do: 'email', to: { field: 'Customer email' }, subject: 'Welcome', body: 'Hello' }],
}
const idOf = async (client: Client) => (await client.get<{ person: { id: string } }>('/api/me')).person.id

type Created<Noun extends string> = { [noun in Noun]: { id: string } } & { change: string }

/**
 * What the placeholders of examples stand for: `{record}` is one made for the purpose, so that no example spoils another's;
 * `{list:Closed won}`, `{field:Amount}`, `{option:Deal source.0}` are the opportunities' own.
 */
export class StandIns {
  readonly sales: Sales
  /** whose the sessions and passkeys are */
  readonly me: Client
  /** who makes what is somebody's own: comments, changes, imports */
  readonly author: Client
  /** what every record is made with besides its title */
  readonly given: object
  private static made = 0

  constructor(sales: Sales, { me = sales.owner, author = sales.owner, given = {} }: Partial<StandIns> = {}) {
    this.sales = sales
    this.me = me
    this.author = author
    this.given = given
  }

  /** Anything with its placeholders filled in. */
  async fill<T>(sent: T): Promise<T> {
    if (typeof sent === 'string') return (await this.text(sent)) as T
    if (Array.isArray(sent)) return (await Promise.all(sent.map((one) => this.fill(one)))) as T
    if (typeof sent !== 'object' || sent === null) return sent
    const entries = Object.entries(sent).map(async ([key, value]) => [await this.fill(key), await this.fill(value)])
    return Object.fromEntries(await Promise.all(entries)) as T
  }

  private async text(text: string): Promise<string> {
    const [, noun, name] = /^\{([\w -]+)(?::(.+))?\}$/.exec(text) ?? []
    return noun === undefined ? text : this.id(noun, name)
  }

  async id(noun: string, name?: string): Promise<string> {
    const make = this.makers[noun]
    if (!make) throw new Error(`nothing stands in for {${noun}}`)
    return make(name)
  }

  /** One that could not be done: there is nobody to write to. */
  private async failedRun(): Promise<string> {
    const { automation } = await this.post<'automation'>(this.under('automations'), AUTOMATION)
    await this.record()
    for (;;) {
      const { runs } = await this.sales.owner.get<{ runs: { id: string }[] }>(`/api/automations/${automation.id}/runs`)
      if (runs[0]) {
        await this.sales.owner.patch(`/api/automations/${automation.id}`, { on: false })
        return runs[0].id
      }
      await new Promise((wake) => setTimeout(wake, 20))
    }
  }

  private readonly makers: Record<string, (name?: string) => Promise<string> | string> = {
    number: () => '1',
    project: async (name) =>
      name === 'new' ? (await this.post<'project'>('/api/projects')).project.id : this.project.id,
    automation: async () =>
      (await this.post<'automation'>(this.under('automations'), { ...AUTOMATION, on: false })).automation.id,
    run: () => this.failedRun(),
    list: async (name) => (name ? this.sales.list(name) : (await this.post<'list'>(this.under('lists'))).list.id),
    tag: async () => (await this.post<'tag'>(this.under('tags'))).tag.id,
    field: async (name) => {
      if (name && name !== 'deleted' && name !== 'button') return this.field(name).id
      const type = name === 'button' ? 'button' : 'text'
      const { field } = await this.post<'field'>(this.under('fields'), { type })
      if (name === 'deleted') await this.sales.owner.delete(`/api/fields/${field.id}`)
      return field.id
    },
    option: (name) => {
      const [field, place] = name!.split('.') as [string, string]
      return (this.field(field).config.options as { id: string }[])[Number(place)]!.id
    },
    record: async (name) => {
      const { id } = (await this.record()).record
      if (name === 'deleted') await this.sales.owner.delete(`/api/records/${id}`)
      return id
    },
    change: async () => (await this.record(this.author)).change,
    person: (name) => (name === 'owner' ? idOf(this.sales.owner) : this.somebody(name === 'left')),
    role: async () => {
      const role = { projects: { '*': { access: 'view' } } }
      return (await this.post<'role'>('/api/roles', role)).role.id
    },
    team: async () => (await this.post<'team'>('/api/teams', { people: [] })).team.id,
    key: async () => (await this.post<'key'>('/api/keys', { scopes: ['read'] })).key.id,
    title: () => TITLE,
    comment: async () => {
      const path = await this.onRecord('comments')
      return (await this.author.post<Created<'comment'>>(path, { body: 'Well?' })).comment.id
    },
    file: async () => {
      const form = new FormData()
      form.set('file', new File(['hello'], 'hello.txt', { type: 'text/plain' }))
      const answer = await this.sales.owner.ok<Created<'file'>>('POST', await this.onRecord('files'), form)
      return answer.file.id
    },
    import: async () => {
      const mapping = [
        { column: 'Deal', to: 'title' },
        { column: 'Value', to: 'Amount' },
        { column: 'Stage', to: 'list', values: { Won: 'Closed won' } },
      ]
      const columns = ['Deal', 'Value', 'Stage']
      return (await this.author.post<Created<'import'>>(this.under('imports'), { columns, mapping })).import.id
    },
    invitation: async () => (await this.invite()).id,
    notification: async () => {
      const row = await (await this.sales.world.db())
        .prepare(
          `INSERT INTO notifications (person_id, key, kind, at, text) VALUES (?, ?, 'reminder', 0, '{"parts":["Call"]}') RETURNING id`,
        )
        .bind(Number(await idOf(this.me)), `made-${++StandIns.made}`)
        .first<{ id: number }>()
      return String(row!.id)
    },
    subscription: async () => {
      const db = await this.sales.world.db()
      const secret = (await db.prepare('SELECT secret FROM workspace').first<{ secret: string }>())!.secret
      return unsubscribeToken(secret, { person: Number(await idOf(this.sales.owner)), mailed: 'digest' })
    },
    token: async () => (await this.invite()).token,
    link: () => this.link(),
    session: async () => {
      await this.signedIn()
      const { sessions } = await this.me.get<{ sessions: { id: string; current: boolean }[] }>('/api/me/sessions')
      return sessions.find(({ current }) => !current)!.id
    },
    passkey: async () => {
      const row = await (await this.sales.world.db())
        .prepare(`INSERT INTO passkeys (name, public_key, person_id, credential_id, counter, device_type, backed_up, created_at)
          VALUES ('Key', '', ?, ?, 0, 'singleDevice', 0, 0) RETURNING id`)
        .bind(Number(await idOf(this.me)), `made-${++StandIns.made}`)
        .first<{ id: number }>()
      return String(row!.id)
    },
    dashboard: async () => (await this.post<'dashboard'>('/api/dashboards')).dashboard.id,
    delivery: async () => {
      const row = await (await this.sales.world.db())
        .prepare(`INSERT INTO deliveries (key, kind, event, recipient, body, at, state)
          VALUES (?, 'webhook', 'record.moved', 'https://hooks.mekong.example/deals', '{}', 0, 'failed') RETURNING id`)
        .bind(`made-${++StandIns.made}`)
        .first<{ id: number }>()
      return String(row!.id)
    },
    form: async () => (await this.form()).id,
    'form key': async () => (await this.form()).url.split('/').at(-1)!,
    submission: async () => {
      const { id } = await this.form()
      const row = await (await this.sales.world.db())
        .prepare(`INSERT INTO submissions (form_id, project_id, key, digest, at, state, sent, language, record_id)
          VALUES (?, ?, ?, '', 0, 'stored', '{"title":"Kampot Pepper"}', 'en', ?) RETURNING id`)
        .bind(Number(id), Number(this.project.id), `made-${++StandIns.made}`, Number(await this.id('record')))
        .first<{ id: number }>()
      return String(row!.id)
    },
    confirmation: () => 'nothing-that-was-mailed',
    inbound: async () => (await this.inbound()).id,
    webhook: async () =>
      (
        await this.sales.owner.post<{ webhook: { id: string } }>(this.under('webhooks'), {
          url: 'https://hooks.mekong-supply.example/tonle',
          events: ['record.created'],
          on: false,
        })
      ).webhook.id,
    refusal: () => this.refusal(),
    'inbound token': async () => (await this.inbound()).token,
    chart: async () => {
      const path = `/api/dashboards/${await this.id('dashboard')}/charts`
      const chart = { kind: 'stat', projects: [this.project.id], measure: { op: 'count' } }
      return (await this.post<'chart'>(path, chart)).chart.id
    },
  }

  private get project(): ProjectAnswer {
    return this.sales.opportunities
  }

  private field(name: string): FieldAnswer {
    return this.project.fields.find((one) => one.name === name)!
  }

  /** A member; one who has left is called as the example says. */
  private async somebody(left: boolean): Promise<string> {
    const id = await idOf(await this.sales.world.person(left ? 'Visal Keo' : `Created ${++StandIns.made}`, 'member'))
    if (left) await this.sales.owner.put(`/api/people/${id}/deactivation`, { handTo: await idOf(this.sales.owner) })
    return id
  }

  private async invite() {
    const email = `made.${++StandIns.made}@mekong.example`
    const sent = await this.sales.owner.post<{ invitation: { id: string; token: string } }>('/api/invitations', {
      email,
      role: 'member',
    })
    return sent.invitation
  }

  private async form(): Promise<{ id: string; url: string }> {
    const sent = { name: `Offer ${++StandIns.made}`, fields: [{ field: 'title' }] }
    return (await this.sales.owner.post<{ form: { id: string; url: string } }>(this.under('forms'), sent)).form
  }

  private async inbound(): Promise<{ id: string; token: string }> {
    type NewAddress = { inbound: { id: string; token: string } }
    return (await this.sales.owner.post<NewAddress>(this.under('inbound'), { name: `Website ${++StandIns.made}` }))
      .inbound
  }

  /** A message that could not be taken in, and can be by now. */
  private async refusal(): Promise<string> {
    const { owner, world } = this.sales
    const title = { path: 'company', to: 'title' }
    const { inbound } = await owner.post<{ inbound: { id: string; token: string } }>(this.under('inbound'), {
      name: `Shop ${++StandIns.made}`,
      mapping: [title, { path: 'budget', to: 'Amount' }],
    })
    await world.stranger().send('POST', `/api/in/${inbound.token}`, { company: 'Kampot Pepper', budget: 'plenty' })
    await owner.patch(`/api/inbound/${inbound.id}`, { mapping: [title] })
    const { refusals } = await owner.get<{ refusals: { id: string }[] }>(`/api/inbound/${inbound.id}/refusals`)
    return refusals[0]!.id
  }

  /** Somebody signs in once more, elsewhere. */
  private async signedIn(): Promise<void> {
    const { person } = await this.me.get<{ person: { email: string } }>('/api/me')
    const password = 'mekong-river-9'
    await this.sales.world.stranger().post('/api/auth/sign-in/email', { email: person.email, password })
  }

  /** A link that signs in, as it lies in the outbox once it is sent. */
  private async link(): Promise<string> {
    await this.sales.world.stranger().post('/api/auth/links', { email: 'sokha@mekong.example' })
    for (let attempt = 0; attempt < 50; attempt++) {
      const { deliveries: mails } = await this.sales.owner.get<{ deliveries: { body: string | null }[] }>('/api/outbox')
      const [, token] = mails.map(({ body }) => /#link=([\w-]+)/.exec(body ?? '')).find(Boolean) ?? []
      if (token) return token
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error('no link was mailed')
  }

  private under = (what: string) => `/api/projects/${this.project.id}/${what}`
  private onRecord = async (what: string) => `/api/records/${await this.id('record')}/${what}`
  private record = (by = this.sales.owner) =>
    by.post<Created<'record'>>(this.under('records'), { title: TITLE, ...this.given })

  private post<Noun extends string>(path: string, body?: object): Promise<Created<Noun>> {
    const named = body && ('body' in body || 'title' in body)
    return this.sales.owner.post(path, { ...(named ? {} : { name: `Created ${++StandIns.made}` }), ...body })
  }
}
