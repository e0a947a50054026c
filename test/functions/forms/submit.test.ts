import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RecordAnswer } from '../../../src/core/api/answers.ts'
import type { FormAnswer } from '../../../src/core/api/form/index.ts'
import type { Client } from '../../client.ts'
import { type Sales, startSales } from '../sales-world.ts'
import { rowsWritten, submissionsOf, Visitor } from './visitor.ts'

/** What a visitor of the marketing site sends becomes a customer and an opportunity. */
let sales: Sales
let owner: Client
let form: FormAnswer
let visitor: Visitor
let me: string

const idOf = (name: string) => sales.field(name)
const customers = () => sales.customers.id

beforeAll(async () => {
  sales = await startSales()
  ;({ owner } = sales)
  me = (await owner.get<{ person: { id: string } }>('/api/me')).person.id
  const answer = await owner.post<{ form: FormAnswer }>(`/api/projects/${customers()}/forms`, {
    name: 'Ask for an offer',
    title: 'Ask for an offer',
    fields: [
      { field: 'title', label: 'Company', required: true },
      { field: 'Email', required: true },
      { field: 'Phone' },
      { field: 'Category', showIf: { field: 'Email', op: 'filled' } },
      { field: 'description', label: 'What do you need?' },
    ],
    hidden: [{ field: 'Source', value: 'Website' }],
    assignees: [me],
    match: { by: ['email', 'phone'] },
    // biome-ignore lint/suspicious/noThenProperty: api.md's name for what follows
    then: { project: sales.opportunities.id, link: 'Customer', list: 'Unqualified' },
    consent: 'You may keep what I send to answer me.',
  })
  form = answer.form
  visitor = new Visitor(sales, form)
})
afterAll(() => sales.world.close())

const lead = (more: Record<string, string> = {}) => ({
  title: 'Kampot Pepper Co., Ltd.',
  [`f${idOf('Email')}`]: 'vanna@kampot-pepper.example',
  [`f${idOf('Phone')}`]: '012 345 678',
  description: 'Two tonnes of black pepper a month, please.',
  consent: 'true',
  ...more,
})

const record = async (id: string) => (await owner.get<{ record: RecordAnswer }>(`/api/records/${id}`)).record

describe('a submission', () => {
  test('becomes a customer with an opportunity, assigned and told', async () => {
    const answer = await visitor.send({ ...lead(), utm_source: 'newsletter', referrer: 'https://search.example/' })
    expect(answer).toMatchObject({ status: 200, state: 'done', redirect: null })
    const [sent] = await submissionsOf(owner, form)
    expect(sent).toMatchObject({
      state: 'stored',
      matched: false,
      utm: { utm_source: 'newsletter' },
      referrer: 'https://search.example/',
      consent: { text: 'You may keep what I send to answer me.' },
      record: { title: 'Kampot Pepper Co., Ltd.' },
      linked: { title: 'Kampot Pepper Co., Ltd.' },
      differs: {},
      suggested: [],
    })
    const customer = await record(sent!.record!.id)
    expect(customer.values).toMatchObject({
      [idOf('Email')]: 'vanna@kampot-pepper.example',
      [idOf('Phone')]: '+85512345678',
      [idOf('Source')]: { name: 'Website' },
    })
    expect(customer.assignees.map(({ id }) => id)).toEqual([me])
    const deal = await record(sent!.linked!.id)
    expect(deal.list).toBe(sales.list('Unqualified'))
    expect(deal.description).toBe('Two tonnes of black pepper a month, please.')
    expect(deal.values[idOf('Customer')]).toMatchObject([{ id: customer.id }])
    await expect
      .poll(async () => (await owner.get<{ notifications: object[] }>('/api/notifications')).notifications)
      .toMatchObject([
        { kind: 'submitted', record: { id: customer.id }, text: 'Sent in through the form “Ask for an offer”' },
      ])
    const { entries } = await owner.get<{ entries: { by: object; kind: string }[] }>(
      `/api/records/${customer.id}/history`,
    )
    expect(entries.at(-1)).toMatchObject({ kind: 'created', by: { form: { id: form.id, name: 'Ask for an offer' } } })
    expect(entries.every(({ by }) => !('person' in by))).toBe(true)
  })

  test('sent twice at once, and once more later, is one', async () => {
    const before = await rowsWritten(sales)
    const token = await visitor.token()
    const once = {
      ...lead({ title: 'Angkor Silk', [`f${idOf('Email')}`]: 'sales@angkor-silk.example', [`f${idOf('Phone')}`]: '' }),
      token,
    }
    const answers = await Promise.all([visitor.send(once), visitor.send(once), visitor.send(once)])
    expect(answers.map(({ state }) => state)).toEqual(['done', 'done', 'done'])
    const after = await rowsWritten(sales)
    expect(after).not.toBe(before)
    expect((await visitor.send(once)).state).toBe('done')
    expect(await rowsWritten(sales)).toBe(after)
    // The same token with something else in it is somebody's who has copied it.
    const other = await visitor.send({ ...once, title: 'Somebody else' })
    expect(other).toMatchObject({ status: 409, state: 'again', code: 'spent' })
    expect(other.token).not.toBe(token)
    expect(await rowsWritten(sales)).toBe(after)
  })
})

describe('who is there already', () => {
  let customer: RecordAnswer
  beforeAll(async () => {
    const answer = await owner.post<{ record: RecordAnswer }>(`/api/projects/${customers()}/records`, {
      title: "L'Atelier de Phnom Penh",
      values: { Email: 'Contact@Atelier.example' },
    })
    customer = answer.record
  })

  test('is filled in where something is empty, and changed nowhere', async () => {
    const answer = await visitor.send(
      lead({
        title: 'Atelier PP',
        [`f${idOf('Email')}`]: 'contact@atelier.example',
        [`f${idOf('Phone')}`]: '023 456 789',
      }),
    )
    expect(answer.state).toBe('done')
    const [sent] = await submissionsOf(owner, form)
    expect(sent).toMatchObject({ matched: true, record: { id: customer.id }, differs: { title: 'Atelier PP' } })
    const now = await record(customer.id)
    expect(now).toMatchObject({ title: "L'Atelier de Phnom Penh", assignees: [], list: customer.list })
    expect(now.values).toMatchObject({ [idOf('Email')]: 'Contact@Atelier.example', [idOf('Phone')]: '+85523456789' })
    // The wish is a new opportunity of theirs.
    expect((await record(sent!.linked!.id)).values[idOf('Customer')]).toMatchObject([{ id: customer.id }])
    const taken = await owner.post<{ submission: { differs: object } }>(`/api/submissions/${sent!.id}/take`, {
      take: ['title'],
    })
    expect(taken.submission.differs).toEqual({})
    expect((await record(customer.id)).title).toBe('Atelier PP')
  })

  test('where there are two, both are suggested and a new one is made', async () => {
    const twin = await owner.post<{ record: RecordAnswer }>(`/api/projects/${customers()}/records`, {
      title: 'Mekong Rice',
      values: { Phone: '+85523456789' },
    })
    await visitor.send(
      lead({ title: 'Third', [`f${idOf('Email')}`]: 'contact@atelier.example', [`f${idOf('Phone')}`]: '023 456 789' }),
    )
    const [sent] = await submissionsOf(owner, form)
    expect(sent).toMatchObject({ matched: false, record: { title: 'Third' } })
    expect(sent!.suggested.map(({ id }) => id).sort()).toEqual([customer.id, twin.record.id].sort())
    expect((await record(twin.record.id)).version).toBe(twin.record.version)
  })
})

describe('what is refused', () => {
  const refusals: [string, () => Promise<Record<string, string>> | Record<string, string>, string, number][] = [
    ['no token: the form is given back with one', () => ({ ...lead(), token: '' }), 'review', 200],
    ['a foreign token', async () => ({ ...lead(), token: await visitor.token(5, 9999) }), 'review', 200],
    ['too quick', async () => ({ ...lead(), token: await visitor.token(1) }), 'early', 422],
    ['too old', async () => ({ ...lead(), token: await visitor.token(25 * 3600) }), 'old', 422],
    ['the trap', () => ({ ...lead(), homepage: 'https://casino.example' }), 'trap', 422],
    ['a hidden field', () => ({ ...lead(), [`f${idOf('Source')}`]: 'Referral' }), 'changed', 422],
    ['no consent', () => ({ ...lead(), consent: '' }), 'faults', 422],
    [
      'a script in every field',
      () => ({ ...lead(), [`f${idOf('Email')}`]: '<script>alert(1)</script>' }),
      'faults',
      422,
    ],
    ['two megabytes', () => ({ ...lead(), description: 'x'.repeat(2 << 20) }), 'tooLarge', 413],
    ['no title', () => ({ ...lead(), title: '  ' }), 'faults', 422],
  ]
  test.each(refusals)('%s', async (_, fields, code, status) => {
    const before = await rowsWritten(sales)
    const answer = await visitor.send(await fields())
    expect(answer).toMatchObject({ status, state: 'again', code })
    expect(answer.token).toMatch(/^\w+\.[\w-]{20}\./)
    expect(await rowsWritten(sales)).toBe(before)
  })

  test('in the visitor’s language, with what they typed', async () => {
    const before = await rowsWritten(sales)
    const khmer = new Visitor(sales, form)
    khmer.language = 'km'
    const page = await khmer.post(
      lead({ title: '"><script>alert(1)</script>', [`f${idOf('Email')}`]: 'វណ្ណា', token: '' }),
    )
    const text = await page.text()
    expect(page.headers.get('cache-control')).toBe('private, no-store')
    expect(text).toContain('<html lang="km">')
    expect(text).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"')
    expect(text).toContain('Email ត្រូវតែជាអ៊ីមែល')
    expect(text).toContain('Two tonnes of black pepper')
    expect(text).not.toContain('<script>alert')
    expect(await rowsWritten(sales)).toBe(before)
  })

  test('by a browser without JavaScript the second time is the submission', async () => {
    const wish = lead({
      title: 'Battambang Mills',
      [`f${idOf('Email')}`]: 'office@battambang-mills.example',
      [`f${idOf('Phone')}`]: '',
    })
    const first = await (await visitor.post({ ...wish, token: '' })).text()
    expect(first).toContain('value="Battambang Mills"')
    const [, token] = /name="token" value="([^"]+)"/.exec(first)!
    await new Promise((wake) => setTimeout(wake, 2050))
    const second = await visitor.post({ ...wish, token: token! })
    expect(second.status).toBe(200)
    expect(await second.text()).toContain('Thank you.')
    expect((await submissionsOf(owner, form))[0]).toMatchObject({ record: { title: 'Battambang Mills' } })
  })

  test('a form that is closed or gone', async () => {
    await owner.patch(`/api/forms/${form.id}`, { open: false })
    expect(await visitor.send(lead())).toMatchObject({ status: 409, state: 'shut', code: 'closed' })
    expect(await visitor.page()).toContain('This form is closed')
    await owner.patch(`/api/forms/${form.id}`, { open: true })
    const gone = new Visitor(sales, { url: '/f/nothing' })
    expect(await (await fetch(gone.path)).text()).toContain('There is no form here')
    const khmer = await fetch(gone.path, { headers: { 'accept-language': 'km-KH,km;q=0.9,en;q=0.8' } })
    expect(await khmer.text()).toContain('គ្មានទម្រង់នៅទីនេះទេ')
  })
})

describe('fields that go by others', () => {
  let asking: Visitor
  let wish: FormAnswer
  const [website, category] = [() => `f${idOf('Website')}`, () => `f${idOf('Category')}`]
  const optionOf = (name: string) => {
    const { options } = sales.customers.fields.find(({ id }) => id === idOf('Category'))!.config as {
      options: { id: string; name: string }[]
    }
    return options.find((one) => one.name === name)!.id
  }
  beforeAll(async () => {
    const answer = await owner.post<{ form: FormAnswer }>(`/api/projects/${customers()}/forms`, {
      name: 'Partners',
      fields: [
        { field: 'title' },
        { field: 'Category' },
        { field: 'Website', required: true, showIf: { field: 'Category', op: 'eq', value: 'Active' } },
      ],
      hidden: [
        { field: 'Source', value: 'Event', from: 'utm_source' },
        { field: 'Address', value: 'Nowhere', from: 'utm_campaign' },
      ],
    })
    wish = answer.form
    asking = new Visitor(sales, wish)
  })

  test('are asked for only where they are shown, and not kept where they aren’t', async () => {
    const active = { title: 'Siem Reap Guides', [category()]: optionOf('Active') }
    expect((await asking.send(active)).faults).toEqual({ [website()]: 'Website is required.' })
    expect((await asking.send({ ...active, [website()]: 'guides.example' })).state).toBe('done')
    await asking.send({ title: 'Ratanakiri Honey', [category()]: optionOf('Lead'), [website()]: 'honey.example' })
    const [honey, guides] = await submissionsOf(owner, wish)
    expect((await record(guides!.record!.id)).values[idOf('Website')]).toBe('https://guides.example')
    expect((await record(honey!.record!.id)).values[idOf('Website')]).toBeNull()
  })

  test('are filled by where the visitor comes from, as far as that fits', async () => {
    await asking.send({ title: 'From a partner', utm_source: 'partner', utm_campaign: 'Water festival' })
    await asking.send({ title: 'From nowhere', utm_source: 'no such option' })
    const [nowhere, partner] = await submissionsOf(owner, wish)
    expect((await record(partner!.record!.id)).values).toMatchObject({
      [idOf('Source')]: { name: 'Partner' },
      [idOf('Address')]: { text: 'Water festival' },
    })
    expect((await record(nowhere!.record!.id)).values).toMatchObject({
      [idOf('Source')]: { name: 'Event' },
      [idOf('Address')]: { text: 'Nowhere' },
    })
  })
})
