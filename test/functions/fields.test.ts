import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BoardAnswer, FieldAnswer, QueryAnswer, RecordAnswer } from '../../src/core/api/answers.ts'
import type { Json } from '../../src/core/model/index.ts'
import { compareCube, type Sales, startSales } from './sales-world.ts'

interface Fields {
  fields: FieldAnswer[]
  records: number
  usage: { field: string; filled: number }[]
  deleted: { id: string; name: string; type: string; deletedAt: string }[]
  earlier: { field: string; type: string; change: string; until: string }[]
}

let sales: Sales

beforeAll(async () => {
  sales = await startSales({ sample: true })
})

afterAll(() => sales.world.close())

const opportunities = () => `/api/projects/${sales.opportunities.id}`
const addField = async (body: object) =>
  (await sales.owner.post<{ field: FieldAnswer }>(`${opportunities()}/fields`, body)).field
const addDeal = async (title: string, values: Record<string, unknown> = {}, more: object = {}) =>
  (await sales.owner.post<{ record: RecordAnswer }>(`${opportunities()}/records`, { title, values, ...more })).record
const read = async (id: string) => (await sales.owner.get<{ record: RecordAnswer }>(`/api/records/${id}`)).record
const query = (body: object) => sales.owner.post<QueryAnswer>(`${opportunities()}/query`, body)
const undo = (change: string) => sales.owner.post<{ kept: unknown[] }>(`/api/changes/${change}/undo`)
const settings = () => sales.owner.get<Fields>(`${opportunities()}/fields`)

describe('a unique id', () => {
  test('numbers what is there in its order, then every new record, however it comes', async () => {
    const before = await query({ sort: [{ field: 'number', desc: false }], limit: 200 })
    const field = await addField({ name: 'Deal no.', type: 'uniqueId', config: { prefix: 'DL-', digits: 5 } })
    const { records } = await query({ sort: [{ field: 'number', desc: false }], limit: 200 })
    expect(records.map((one) => one.values[field.id])).toEqual(
      before.records.map((_, i) => `DL-${String(i + 1).padStart(5, '0')}`),
    )
    const deals = await Promise.all(Array.from({ length: 5 }, (_, i) => addDeal(`Numbered ${i}`)))
    const numbers = deals.map((one) => one.values[field.id])
    expect(new Set(numbers).size).toBe(5)
    expect([...numbers].sort()[0]).toBe(`DL-${String(records.length + 1).padStart(5, '0')}`)
    const found = await query({ filter: { field: 'Deal no.', op: 'eq', value: numbers[2] } })
    expect(found.records.map((one) => one.id)).toEqual([deals[2]!.id])
    const search = await sales.owner.get<{ results: { id: string }[] }>(`/api/search?q=${numbers[3]}`)
    expect(search.results.map((one) => one.id)).toEqual([deals[3]!.id])
    const refused = await sales.owner.refused('PATCH', `/api/records/${deals[0]!.id}`, {
      values: { [field.id]: 'DL-1' },
    })
    expect(refused.errors[0]).toMatchObject({ path: `values.${field.id}`, code: 'notSettable' })
  })

  test('an import’s records get theirs too', async () => {
    const { import: job } = await sales.owner.post<{ import: { id: string } }>(`${opportunities()}/imports`, {
      columns: ['deal'],
      mapping: [{ column: 'deal', to: 'title' }],
      key: null,
    })
    await sales.owner.put(`/api/imports/${job.id}/rows/1`, { rows: [['Imported one'], ['Imported two']] })
    const number = (await settings()).fields.find((one) => one.name === 'Deal no.')!
    const { records } = await query({ filter: { field: 'title', op: 'startsWith', value: 'Imported' } })
    const numbers = records.map((one) => String(one.values[number.id]))
    expect(new Set(numbers).size).toBe(2)
    expect(numbers.every((one) => /^DL-\d{5}$/.test(one))).toBe(true)
  })
})

describe('what every record has, as a field', () => {
  test('created, updated and time in list are shown, sorted, filtered and computed with', async () => {
    const fieldsByType: Record<string, FieldAnswer> = {}
    for (const type of ['createdAt', 'createdBy', 'updatedAt', 'updatedBy', 'timeInList'])
      fieldsByType[type] = await addField({ name: `My ${type}`, type })
    const other = await sales.world.person('Bopha Lim', 'member')
    const deal = await addDeal('Rice mill extension', {})
    await other.patch(`/api/records/${deal.id}`, { title: 'Rice mill extension, phase 2' })
    const { values, createdAt, updatedAt } = await read(deal.id)
    expect(values[fieldsByType.createdAt!.id]).toBe(createdAt)
    expect(values[fieldsByType.updatedAt!.id]).toBe(updatedAt)
    expect(values[fieldsByType.createdBy!.id]).toMatchObject({ name: 'Sokha Chan' })
    expect(values[fieldsByType.updatedBy!.id]).toMatchObject({ name: 'Bopha Lim' })
    expect(Number(values[fieldsByType.timeInList!.id])).toBeGreaterThanOrEqual(0)
    const byHer = await query({ filter: { field: 'My updatedBy', op: 'eq', value: 'Bopha Lim' } })
    expect(byHer.records.map((one) => one.id)).toEqual([deal.id])
    const longest = await query({ sort: [{ field: 'My timeInList', desc: true }], limit: 200 })
    const waits = longest.records.map((one) => Date.parse(one.enteredListAt))
    expect(waits).toEqual([...waits].sort((a, b) => a - b))
    const days = await addField({
      name: 'Days here',
      type: 'formula',
      config: { formula: 'ROUND({My timeInList} / 86400000, 0)' },
    })
    expect((await read(longest.records[0]!.id)).values[days.id]).toBeGreaterThan(30)
  })

  test('a duration runs from one event to another, and has a target', async () => {
    const won = await addField({
      name: 'To close',
      type: 'duration',
      config: { from: { event: 'created' }, to: { event: 'closed' }, target: 30 * 86_400_000 },
    })
    expect(won.result).toEqual({ type: 'duration', config: won.config })
    const answer = await addField({
      name: 'Proposal to answer',
      type: 'duration',
      config: {
        from: { event: 'entered', list: sales.list('Proposal sent') },
        to: { event: 'entered', list: sales.list('Negotiation') },
      },
    })
    const toClose = await addField({
      name: 'Closed before expected',
      type: 'duration',
      config: { from: { event: 'closed' }, to: { event: 'field', field: sales.field('Expected close date') } },
    })
    const { records } = await query({ filter: { field: 'listKind', op: 'eq', value: 'won' }, limit: 200 })
    expect(records.length).toBeGreaterThan(5)
    for (const deal of records) {
      expect(deal.values[won.id]).toBe(Date.parse(deal.closedAt!) - Date.parse(deal.createdAt))
      expect(Number(deal.values[toClose.id]) % 86_400_000).toBe(0)
      const { entries } = await sales.owner.get<{
        entries: { at: string; fields: { field: string; after: Json }[] }[]
      }>(`/api/records/${deal.id}/history`)
      const entered = (list: string) =>
        entries
          .filter((one) =>
            one.fields.some(
              ({ field, after }) => field === 'list' && (after as { id: string }).id === sales.list(list),
            ),
          )
          .map((one) => Date.parse(one.at))
          .at(-1)
      const [from, to] = [entered('Proposal sent'), entered('Negotiation')]
      expect(deal.values[answer.id]).toBe(from && to ? to - from : null)
    }
    const sorted = await query({
      filter: { field: 'To close', op: 'notEmpty' },
      sort: [{ field: 'To close', desc: true }],
      totals: [
        { op: 'average', field: 'To close' },
        { op: 'max', field: 'To close' },
      ],
      limit: 200,
    })
    const times = sorted.records.map((one) => Number(one.values[won.id]))
    expect(times).toEqual([...times].sort((a, b) => b - a))
    expect(Number(sorted.totals![1]!.value)).toBe(times[0])
  })

  test('a duration must name what there is', async () => {
    const bad = (config: object) =>
      sales.owner.refused('POST', `${opportunities()}/fields`, { name: 'Bad', type: 'duration', config })
    const from = { event: 'created' }
    expect((await bad({ from, to: { event: 'entered', list: '999' } })).errors[0]).toMatchObject({
      path: 'config.to.list',
      code: 'unknownList',
    })
    expect((await bad({ from, to: { event: 'field', field: sales.field('Amount') } })).errors[0]).toMatchObject({
      path: 'config.to.field',
      code: 'notMoment',
    })
    expect((await bad({ from })).errors[0]).toMatchObject({ path: 'config.to' })
  })
})

describe('defaults and unique fields', () => {
  test('a new record has the defaults, unless something else or nothing is said', async () => {
    const size = sales.field('Customer size')
    const option = (
      sales.opportunities.fields.find((one) => one.id === size)!.config.options as { id: string; name: string }[]
    )[1]!
    await sales.owner.patch(`/api/fields/${size}`, { default: option.name })
    const close = sales.field('Expected close date')
    await sales.owner.patch(`/api/fields/${close}`, { default: { relative: 'today', plus: 30, unit: 'day' } })
    const plain = await addDeal('With defaults')
    expect(plain.values[size]).toEqual(expect.objectContaining({ id: option.id }))
    expect(plain.values[close]).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    expect((await addDeal('Without', { [size]: null })).values[size]).toBeNull()
    const bad = await sales.owner.refused('PATCH', `/api/fields/${size}`, { default: 'Gigantic' })
    expect(bad.errors[0]).toMatchObject({ path: 'default', code: 'unknownOption' })
    await sales.owner.patch(`/api/fields/${size}`, { default: null })
    expect((await addDeal('No default')).values[size]).toBeNull()
  })

  test('a unique field refuses what another record has, by every way in', async () => {
    const po = await addField({ name: 'PO number', type: 'text', unique: true })
    const first = await addDeal('First order', { [po.id]: 'PO-77a' })
    const twice = await sales.owner.refused('POST', `${opportunities()}/records`, {
      title: 'Second',
      values: { [po.id]: 'po-77A' },
    })
    expect(twice).toMatchObject({ status: 422, errors: [{ path: `values.${po.id}`, code: 'notUnique' }] })
    const second = await addDeal('Second order', { [po.id]: 'PO-78' })
    const edit = await sales.owner.refused('PATCH', `/api/records/${second.id}`, { values: { [po.id]: 'PO-77a' } })
    expect(edit.errors[0]!.code).toBe('notUnique')
    await sales.owner.patch(`/api/records/${second.id}`, { values: { [po.id]: 'PO-78' }, title: 'Second order again' })

    const { import: job } = await sales.owner.post<{ import: { id: string } }>(`${opportunities()}/imports`, {
      columns: ['deal', 'po'],
      mapping: [
        { column: 'deal', to: 'title' },
        { column: 'po', to: 'PO number' },
      ],
      key: null,
    })
    const { import: done } = await sales.owner.put<{
      import: { created: number; refused: { row: number; code: string }[] }
    }>(`/api/imports/${job.id}/rows/1`, {
      rows: [
        ['A', 'PO-90'],
        ['B', 'po-77A'],
        ['C', 'PO-90'],
        ['D', ''],
      ],
    })
    expect(done.created).toBe(2)
    expect(done.refused.map(({ row, code }) => [row, code])).toEqual([
      [2, 'notUnique'],
      [3, 'notUnique'],
    ])

    // What is in the bin holds nothing back, and can't come back while another has it.
    await sales.owner.delete(`/api/records/${first.id}`)
    await addDeal('Third order', { [po.id]: 'PO-77A' })
    const back = await sales.owner.refused('PUT', `/api/records/${first.id}/restore`)
    expect(back.errors[0]!.code).toBe('notUnique')

    const racing = await Promise.all(
      Array.from({ length: 12 }, () =>
        sales.owner.send('POST', `${opportunities()}/records`, { title: 'Race', values: { [po.id]: 'PO-RACE' } }),
      ),
    )
    expect(racing.map((one) => one.status).sort()).toEqual([201, ...Array.from({ length: 11 }, () => 422)])
  })

  test('a field with doubles can’t become unique, and types that can’t are told so', async () => {
    const field = await addField({ name: 'Reference', type: 'text' })
    await addDeal('One', { [field.id]: 'Same' })
    await addDeal('Two', { [field.id]: 'same' })
    const doubled = await sales.owner.refused('PATCH', `/api/fields/${field.id}`, { unique: true })
    expect(doubled.errors[0]).toMatchObject({ path: 'unique', code: 'notDistinct' })
    const never = await sales.owner.refused('PATCH', `/api/fields/${sales.field('Confidence')}`, { unique: true })
    expect(never.errors[0]!.code).toBe('neverUnique')
  })
})

describe('retyping', () => {
  test('tells what would not fit, refuses or empties it, and brings all back', async () => {
    const field = await addField({ name: 'Budget', type: 'text' })
    const deals = await Promise.all(
      ['1,250.50', '900', 'ask Dara', ' 12 '].map((value, i) => addDeal(`Budget ${i}`, { [field.id]: value })),
    )
    const preview = await sales.owner.post(`/api/fields/${field.id}/retype/preview`, {
      type: 'currency',
      config: { currency: 'USD' },
    })
    expect(preview).toMatchObject({
      records: 4,
      converts: 3,
      misfits: 1,
      examples: [{ record: { id: deals[2]!.id, title: 'Budget 2' }, value: 'ask Dara', code: 'notAmount' }],
    })
    const to = { type: 'currency', config: { currency: 'USD' } }
    const refused = await sales.owner.refused('PATCH', `/api/fields/${field.id}`, to)
    expect(refused.errors[0]).toMatchObject({ path: 'type', code: 'misfits', count: 1 })
    expect((await read(deals[0]!.id)).values[field.id]).toBe('1,250.50')

    const done = await sales.owner.patch<{ field: FieldAnswer; change: string }>(`/api/fields/${field.id}`, {
      ...to,
      misfits: 'empty',
    })
    expect(done.field.type).toBe('currency')
    const now = await Promise.all(deals.map((deal) => read(deal.id)))
    expect(now.map((one) => one.values[field.id])).toEqual([
      { amount: '1250.50', currency: 'USD' },
      { amount: '900.00', currency: 'USD' },
      null,
      { amount: '12.00', currency: 'USD' },
    ])
    const { totals } = await query({ totals: [{ op: 'sum', field: 'Budget' }], limit: 1 })
    expect(totals).toEqual([{ op: 'sum', field: field.id, value: '2162.50', currency: 'USD' }])
    let { stored, computed } = await compareCube(sales.world)
    expect(stored).toEqual(computed)
    // What history tells of the time before is read as it was written.
    const { entries } = await sales.owner.get<{ entries: { fields: { field: string; after: Json }[] }[] }>(
      `/api/records/${deals[0]!.id}/history`,
    )
    expect(entries.flatMap((one) => one.fields).find((one) => one.field === field.id)!.after).toBe('1,250.50')

    const { earlier } = await settings()
    expect(earlier).toEqual([{ field: field.id, type: 'text', change: done.change, until: expect.any(String) }])
    await undo(done.change)
    expect((await settings()).earlier).toEqual([])
    const back = await Promise.all(deals.map((deal) => read(deal.id)))
    expect(back.map((one) => one.values[field.id])).toEqual(['1,250.50', '900', 'ask Dara', ' 12 '])
    ;({ stored, computed } = await compareCube(sales.world))
    expect(stored).toEqual(computed)
    const found = await query({ filter: { field: 'Budget', op: 'contains', value: 'DARA' } })
    expect(found.records.map((one) => one.id)).toEqual([deals[2]!.id])
  })

  test('texts become options, options become texts, and money a number', async () => {
    const field = await addField({ name: 'Branch', type: 'text' })
    const deals = await Promise.all(
      ['Phnom Penh', 'Siem Reap', 'phnom penh', 'បាត់ដំបង'].map((value, i) =>
        addDeal(`Branch ${i}`, { [field.id]: value }),
      ),
    )
    const preview = await sales.owner.post<{ misfits: number; config: { options: { name: string }[] } }>(
      `/api/fields/${field.id}/retype/preview`,
      { type: 'select' },
    )
    expect(preview.misfits).toBe(0)
    expect(preview.config.options.map(({ name }) => name)).toEqual(['Phnom Penh', 'Siem Reap', 'បាត់ដំបង'])
    await sales.owner.patch(`/api/fields/${field.id}`, { type: 'select', config: preview.config })
    const grouped = await query({ group: { by: 'Branch' }, filter: { field: 'Branch', op: 'notEmpty' }, limit: 0 })
    expect(grouped.groups!.map(({ label, count }) => [label, count])).toEqual([
      ['Phnom Penh', 2],
      ['Siem Reap', 1],
      ['បាត់ដំបង', 1],
    ])
    await sales.owner.patch(`/api/fields/${field.id}`, { type: 'text' })
    expect((await read(deals[2]!.id)).values[field.id]).toBe('Phnom Penh')
    const found = await query({ filter: { field: 'Branch', op: 'eq', value: 'PHNOM PENH' } })
    expect(found.records).toHaveLength(2)
    const fixed = await sales.owner.refused('PATCH', `/api/fields/${sales.field('Profit')}`, { type: 'number' })
    expect(fixed.errors[0]).toMatchObject({ path: 'type', code: 'typeFixed' })
  })

  test('every stored type can be tried on every other, and never fails on our side', async () => {
    const types = [
      'text',
      'longText',
      'number',
      'percent',
      'currency',
      'checkbox',
      'date',
      'dateTime',
      'select',
      'multiSelect',
      'rating',
      'email',
      'phone',
      'url',
      'country',
      'location',
      'person',
    ]
    const fieldIds: Record<string, string> = {}
    for (const type of types)
      fieldIds[type] = (
        await addField({
          name: `From ${type}`,
          type,
          config: /elect/.test(type) ? { options: [{ id: 'a', name: 'Alpha' }] } : {},
        })
      ).id
    const values: Record<string, unknown> = {
      text: '12',
      longText: 'a\nb',
      number: 3,
      percent: 15,
      currency: '12.50',
      checkbox: true,
      date: '2026-02-28',
      dateTime: '2026-02-28T20:00:00Z',
      select: 'Alpha',
      multiSelect: ['Alpha'],
      rating: 3,
      email: 'a@b.example',
      phone: '012 345 678',
      url: 'https://b.example',
      country: 'KH',
      location: 'Street 240',
      person: ['me'],
    }
    await addDeal('Of every type', Object.fromEntries(types.map((type) => [fieldIds[type]!, values[type]])))
    for (const from of types)
      for (const type of types) {
        if (from === type) continue
        const answer = await sales.owner.post<{ converts: number; misfits: number }>(
          `/api/fields/${fieldIds[from]}/retype/preview`,
          { type, config: {} },
        )
        expect([from, type, answer.converts + answer.misfits]).toEqual([from, type, 1])
      }
    const day = await sales.owner.patch<{ field: FieldAnswer }>(`/api/fields/${fieldIds.dateTime}`, { type: 'date' })
    const { records } = await query({ filter: { field: day.field.id, op: 'notEmpty' } })
    // 20:00 UTC is the next day in Phnom Penh.
    expect(records[0]!.values[day.field.id]).toBe('2026-03-01')
  })
})

describe('the settings', () => {
  test('point out what no record uses, and bring a deleted field back with its values', async () => {
    const field = await addField({
      name: 'Fax',
      type: 'phone',
      section: 'Contact',
      help: 'With country code',
      hidden: true,
    })
    expect(field).toMatchObject({ section: 'Contact', hidden: true, unique: false, default: null })
    expect((await settings()).usage.find((one) => one.field === field.id)!.filled).toBe(0)
    const deal = await addDeal('Faxed', { [field.id]: '012 345 678' })
    const before = await settings()
    expect(before.usage.find((one) => one.field === field.id)!.filled).toBe(1)
    expect(before.usage.find((one) => one.field === sales.field('Customer'))!.filled).toBeGreaterThan(10)
    await sales.owner.delete(`/api/fields/${field.id}`)
    const gone = await settings()
    expect(gone.deleted.map((one) => one.name)).toContain('Fax')
    expect(gone.fields.map((one) => one.name)).not.toContain('Fax')
    await sales.owner.put(`/api/fields/${field.id}/restore`)
    expect((await read(deal.id)).values[field.id]).toBe('+85512345678')
    expect((await sales.owner.send('PUT', `/api/fields/${field.id}/restore`)).status).toBe(404)
  })

  test('options are merged in one change that undo parts again', async () => {
    const options = ['Web', 'Website', 'web site', 'Fair'].map((name, i) => ({ id: `w${i}`, name }))
    const one = await addField({ name: 'Heard by', type: 'select', config: { options } })
    const many = await addField({ name: 'Also by', type: 'multiSelect', config: { options } })
    const deal = await addDeal('Merged', { [one.id]: 'w1', [many.id]: ['w0', 'w1', 'w3'] })
    const done = await sales.owner.post<{ field: FieldAnswer; change: string }>(`/api/fields/${one.id}/options/merge`, {
      from: ['w1', 'w2'],
      into: 'w0',
    })
    expect((done.field.config.options as { name: string }[]).map(({ name }) => name)).toEqual(['Web', 'Fair'])
    await sales.owner.post(`/api/fields/${many.id}/options/merge`, { from: ['w1', 'w2'], into: 'w0' })
    const now = (await read(deal.id)).values
    expect(now[one.id]).toMatchObject({ id: 'w0' })
    expect((now[many.id] as { id: string }[]).map(({ id }) => id)).toEqual(['w0', 'w3'])
    await undo(done.change)
    expect((await read(deal.id)).values[one.id]).toMatchObject({ id: 'w1', name: 'Website' })
    const bad = await sales.owner.refused('POST', `/api/fields/${one.id}/options/merge`, { from: ['zz'], into: 'w0' })
    expect(bad.errors[0]).toMatchObject({ path: 'from.0', code: 'unknownOption' })
  })
})

describe('groups and totals', () => {
  test('of anything: counts and subtotals add up, and each group’s filter finds its records', async () => {
    const all = await query({
      count: true,
      totals: [
        { op: 'sum', field: 'Amount' },
        { op: 'sum', field: 'Profit' },
      ],
      limit: 1,
    })
    const sum = Number(all.totals!.find((one) => one.field === sales.field('Amount'))!.value)
    const groupings = [
      { by: 'list' },
      { by: 'listKind' },
      { by: 'tags' },
      { by: 'assignees' },
      { by: 'createdBy' },
      { by: 'title' },
      { by: 'due' },
      { by: 'Deal no.' },
      { by: 'Deal source' },
      { by: 'Confidence' },
      { by: 'Customer' },
      { by: 'Customer name' },
      { by: 'Customer email' },
      { by: 'Customer.Category' },
      { by: 'Customer.Source' },
      { by: 'Customer.tags' },
      { by: 'Amount' },
      { by: 'Profit' },
      { by: 'To close' },
      { by: 'Expected close date', every: 'quarter' },
      { by: 'closedAt', every: 'week' },
      { by: 'createdAt', every: 'month' },
      { by: 'My updatedAt', every: 'day' },
    ]
    for (const group of groupings) {
      const { groups } = await query({
        group,
        totals: [
          { op: 'sum', field: 'Amount' },
          { op: 'average', field: 'Profit' },
        ],
        limit: 0,
      })
      const overlapping = ['tags', 'assignees'].includes(group.by)
      const counted = groups!.reduce((n, one) => n + one.count, 0)
      const summed = groups!.reduce(
        (n, one) => n + Number(one.totals.find((total) => total.op === 'sum')?.value ?? 0),
        0,
      )
      if (!overlapping) {
        expect([group.by, counted]).toEqual([group.by, all.count])
        expect(Math.abs(summed - sum)).toBeLessThan(0.005)
      }
      for (const one of groups!.slice(0, 6)) {
        const found = await query({ filter: one.filter, count: true, limit: 1 })
        expect([group.by, one.label, found.count]).toEqual([group.by, one.label, one.count])
      }
      const empty = groups!.findIndex((one) => one.key === '')
      if (empty >= 0) expect(empty).toBe(groups!.length - 1)
    }
  })

  test('lists stand in their order, months in theirs, and a search narrows all', async () => {
    const { groups } = await query({ group: { by: 'list' }, limit: 0 })
    const order = sales.opportunities.lists.map((one) => one.name)
    expect(groups!.map((one) => order.indexOf(one.label))).toEqual(
      groups!.map((one) => order.indexOf(one.label)).sort((a, b) => a - b),
    )
    expect(groups![0]!.color).toBeTruthy()
    const months = await query({ group: { by: 'createdAt', every: 'month' }, limit: 0 })
    expect(months.groups!.map((one) => one.key)).toEqual(months.groups!.map((one) => one.key).sort())
    const searched = await query({
      search: 'rice mill',
      group: { by: 'list' },
      totals: [{ op: 'count', field: 'Amount' }],
      count: true,
    })
    expect(searched.count).toBe(searched.records.length)
    expect(searched.groups!.reduce((n, one) => n + one.count, 0)).toBe(searched.count)
    const bad = await sales.owner.refused('POST', `${opportunities()}/query`, { group: { by: 'Contract' } })
    expect(bad.errors[0]).toMatchObject({ path: 'group.by', code: 'badGroup' })
    const unknown = await sales.owner.refused('POST', `${opportunities()}/query`, { group: { by: 'Nothing' } })
    expect(unknown.errors[0]).toMatchObject({ path: 'group.by', code: 'unknownField' })
  })

  test('a chart splits and measures what is looked up and worked out', async () => {
    const chart = (body: object) =>
      sales.owner.post<{
        points: { label: string; value: string; open: { filter: Json }[] }[]
        totals: { value: string }[]
      }>('/api/charts/preview', { name: 'Try', kind: 'bar', projects: [sales.opportunities.id], ...body })
    const profit = await chart({ measure: { op: 'sum', field: 'Profit' }, split: { by: 'Customer.Category' } })
    const { totals } = await query({ totals: [{ op: 'sum', field: 'Profit' }], limit: 1 })
    expect(profit.totals[0]!.value).toBe(totals![0]!.value)
    expect(profit.points.length).toBeGreaterThan(2)
    const [first] = profit.points
    const found = await query({ filter: first!.open[0]!.filter, totals: [{ op: 'sum', field: 'Profit' }], limit: 1 })
    expect(found.totals![0]!.value).toBe(first!.value)
  })
})

describe('circles', () => {
  test('are refused with their names, through lookups and rollups and across projects', async () => {
    const { owner } = sales
    const customers = `/api/projects/${sales.customers.id}/fields`
    const gain = await owner.post<{ field: FieldAnswer }>(customers, {
      name: 'Total profit',
      type: 'rollup',
      config: { project: sales.opportunities.id, reference: 'Customer', measure: { op: 'sum', field: 'Profit' } },
    })
    const { records } = await owner.post<QueryAnswer>(`/api/projects/${sales.customers.id}/query`, {
      sort: [{ field: 'Total profit', desc: true }],
      limit: 1,
    })
    const best = records[0]!
    const { totals } = await query({
      filter: { field: 'Customer', op: 'has', value: best.id },
      totals: [{ op: 'sum', field: 'Profit' }],
    })
    expect(best.values[gain.field.id]).toEqual({ amount: totals![0]!.value, currency: 'USD' })
    const share = await addField({
      name: 'Customer profit',
      type: 'lookup',
      config: { reference: 'Customer', field: 'Total profit' },
    })
    const circle = await owner.refused('PATCH', `/api/fields/${sales.field('Profit')}`, {
      config: { formula: '{Amount} - {Cost} + {Customer profit}' },
    })
    expect(circle.errors[0]).toMatchObject({ path: 'config.formula', code: 'circle' })
    expect(circle.errors[0]!.message).toContain('Profit → Customer profit → ')
    expect(circle.errors[0]!.message).toContain('Total profit')
    expect(share.result!.type).toBe('currency')
  })
})

test('a reference is limited by a filter that its project can be asked', async () => {
  const config = (filter: unknown) => ({ project: sales.customers.id, filter })
  const limited = await addField({
    name: 'Payer',
    type: 'reference',
    config: config({ field: 'Category', op: 'in', value: ['Active', 'Strategic'] }),
  })
  const category = sales.customers.fields.find((one) => one.name === 'Category')!
  const ids = (category.config.options as { id: string; name: string }[])
    .filter(({ name }) => name === 'Active' || name === 'Strategic')
    .map(({ id }) => id)
  expect(limited.config.filter).toEqual({ field: category.id, op: 'in', value: ids })
  const bad = async (filter: unknown) =>
    (
      await sales.owner.refused('POST', `${opportunities()}/fields`, {
        name: 'X',
        type: 'reference',
        config: config(filter),
      })
    ).errors[0]
  expect(await bad({ field: 'Amount', op: 'gt', value: 5 })).toMatchObject({
    path: 'config.filter.field',
    code: 'unknownField',
  })
  expect(await bad({ fld: 1 })).toMatchObject({ path: 'config.filter' })
})

test('what a large project is asked for is kept: indexes, sums, what is looked up; and answers the same', async () => {
  const { project } = await sales.owner.post<{ project: { id: string } }>('/api/projects', { name: 'Meters' })
  const path = `/api/projects/${project.id}`
  const { field } = await sales.owner.post<{ field: FieldAnswer }>(`${path}/fields`, {
    name: 'Reading',
    type: 'number',
  })
  const { field: price } = await sales.owner.post<{ field: FieldAnswer }>(`${path}/fields`, {
    name: 'Price',
    type: 'currency',
    config: { currency: 'USD', others: ['KHR'] },
  })
  const { import: job } = await sales.owner.post<{ import: { id: string } }>(`${path}/imports`, {
    columns: ['meter', 'reading', 'price'],
    mapping: [
      { column: 'meter', to: 'title' },
      { column: 'reading', to: 'Reading' },
      { column: 'price', to: 'Price' },
    ],
    key: null,
  })
  const rows = Array.from({ length: 1_040 }, (_, i) => [
    `Meter ${i}`,
    i % 7 === 0 ? '' : String((i * 7_919) % 4_000),
    i % 5 === 0 ? '' : i % 3 === 0 ? `${i * 1000} KHR` : `${i}.25`,
  ])
  await sales.owner.put(`/api/imports/${job.id}/rows/1`, { rows })
  const db = await sales.world.db()
  // How large it is, is known from the numbers that its records have.
  await db.batch([
    db.prepare('UPDATE records SET number = number + 5000 WHERE project_id = ?').bind(Number(project.id)),
    db.prepare('UPDATE workspace SET catalog_version = catalog_version + 1'),
  ])
  const ask = (body: object) => sales.owner.post<QueryAnswer>(`${path}/query`, { count: true, limit: 200, ...body })
  const indexes = async () =>
    (await (await sales.world.db()).prepare("SELECT name FROM sqlite_master WHERE name LIKE 'hot%'").all()).results
  expect(await indexes()).toEqual([])
  const questions = [true, false].flatMap((desc) =>
    [undefined, { field: 'Reading', op: 'between', value: [100, 900] }, { field: 'Reading', op: 'notEmpty' }].map(
      (filter) => ({ sort: [{ field: 'Reading', desc }], ...(filter && { filter }) }),
    ),
  )
  const all = async (question: object) => {
    const found: string[] = []
    let count: number | undefined
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page: QueryAnswer = await ask({ ...question, ...(cursor && { cursor }) })
      count ??= page.count
      found.push(...page.records.map((one) => `${one.id} ${one.values[field.id]}`))
      cursor = page.next
    }
    return { found, count }
  }
  const before = await all(questions[0]!)
  await expect.poll(indexes).toEqual([{ name: expect.stringMatching(/^hot_\d+_1$/) }])
  const walked = await all(questions[0]!)
  expect(walked).toEqual(before)
  expect(walked.found).toHaveLength(1_040)
  for (const question of questions) {
    const { found, count } = await all(question)
    // The same by a second key, which no index serves.
    const scanned = await all({ ...question, sort: [...question.sort, { field: 'title', desc: true }] })
    expect(count).toBe(scanned.count)
    expect(found).toHaveLength(count!)
    expect(found.map((one) => one.split(' ')[1])).toEqual(scanned.found.map((one) => one.split(' ')[1]))
    expect([...found].sort()).toEqual([...scanned.found].sort())
  }

  // A sum that a board asks for is kept from then on, whatever is written.
  const keptSums = async () =>
    (await db
      .prepare('SELECT cube_slot FROM fields WHERE id = ?')
      .bind(Number(price.id))
      .first<{ cube_slot: number }>())!.cube_slot
  const sums = async () => (await sales.owner.post<BoardAnswer>(`${path}/board`, { sum: 'Price' })).lists[0]!.totals
  expect(await keptSums()).toBeNull()
  const scanned = await sums()
  expect(scanned.map(({ currency }) => currency)).toEqual(['USD', 'KHR'])
  await expect.poll(keptSums).toBe(1)
  expect(await sums()).toEqual(scanned)
  const { records } = await ask({ limit: 3, filter: { field: 'Price', op: 'notEmpty' } })
  await sales.owner.patch(`/api/records/${records[0]!.id}`, { values: { Price: null } })
  await sales.owner.patch(`/api/records/${records[1]!.id}`, { values: { Price: { amount: '12.00', currency: 'KHR' } } })
  await sales.owner.put(`/api/records/${records[2]!.id}/archive`)
  const cube = await compareCube(sales.world)
  expect(cube.stored).toEqual(cube.computed)
  const everything = { field: 'title', op: 'notEmpty' }
  expect(await sums()).toEqual(
    (await sales.owner.post<BoardAnswer>(`${path}/board`, { sum: 'Price', filter: everything })).lists[0]!.totals,
  )
  // A field that goes and comes back begins anew.
  await sales.owner.delete(`/api/fields/${price.id}`)
  expect(await keptSums()).toBeNull()
  await sales.owner.put(`/api/fields/${price.id}/restore`)
  await sums()
  await expect.poll(keptSums).toBe(1)
  const again = await compareCube(sales.world)
  expect(again.stored).toEqual(again.computed)

  // What is filtered by through a reference gets an index where it stands.
  const { project: visits } = await sales.owner.post<{ project: { id: string } }>('/api/projects', { name: 'Visits' })
  await sales.owner.post(`/api/projects/${visits.id}/fields`, {
    name: 'Meter',
    type: 'reference',
    config: { project: project.id },
  })
  const readingFilter = { field: 'Reading', op: 'between', value: [100, 110] }
  const { records: meters } = await ask({ filter: readingFilter, limit: 5 })
  for (const { id, title } of meters)
    await sales.owner.post(`/api/projects/${visits.id}/records`, {
      title: `Visit to ${title}`,
      values: { Meter: [id] },
    })
  const visited = async () =>
    (
      await sales.owner.post<QueryAnswer>(`/api/projects/${visits.id}/query`, {
        filter: { ...readingFilter, field: 'Meter.Reading' },
      })
    ).records
  const first = await visited()
  expect(first).toHaveLength(meters.length)
  const lookedUp = async () => (await db.prepare("SELECT name FROM sqlite_master WHERE name LIKE 'via%'").all()).results
  await expect.poll(lookedUp).toEqual([{ name: `via_${project.id}_1` }])
  // A record that is archived is looked up like any other.
  await sales.owner.put(`/api/records/${meters[0]!.id}/archive`)
  expect((await visited()).map(({ id }) => id).sort()).toEqual(first.map(({ id }) => id).sort())
})

test('a unique id that comes back numbers what was made without it', async () => {
  const field = await addField({ name: 'Case no.', type: 'uniqueId', config: { prefix: 'C', digits: 3 } })
  await sales.owner.delete(`/api/fields/${field.id}`)
  const deals = [await addDeal('While away 1'), await addDeal('While away 2')]
  await sales.owner.put(`/api/fields/${field.id}/restore`)
  const after = await addDeal('Back again')
  const numbers = await Promise.all([...deals, after].map(async (one) => String((await read(one.id)).values[field.id])))
  expect(new Set(numbers).size).toBe(3)
  expect(numbers.map((one) => /^C\d{3,}$/.test(one))).toEqual([true, true, true])
  const found = await query({ filter: { field: 'Case no.', op: 'eq', value: numbers[1] } })
  expect(found.records.map((one) => one.id)).toEqual([deals[1]!.id])
  const all = await query({
    filter: { field: 'Case no.', op: 'notEmpty' },
    count: true,
    group: { by: 'Case no.' },
    limit: 0,
  })
  expect(all.groups!.every((one) => one.count === 1)).toBe(true)
})

test('options need no ids of their own', async () => {
  const field = await addField({
    name: 'Floor',
    type: 'select',
    config: { options: [{ name: 'Ground' }, { id: 'o1', name: 'First' }, { name: 'Second' }] },
  })
  const options = field.config.options as { id: string; name: string }[]
  expect(options.map(({ name }) => name)).toEqual(['Ground', 'First', 'Second'])
  expect(new Set(options.map(({ id }) => id)).size).toBe(3)
  expect(options[1]!.id).toBe('o1')
  const deal = await addDeal('Upstairs', { [field.id]: 'Second' })
  expect(deal.values[field.id]).toMatchObject({ name: 'Second' })
})

describe('options', () => {
  type Option = { id: string; name: string }
  const optionsOf = (field: FieldAnswer) => field.config.options as unknown as Option[]
  const patchOptions = async (field: FieldAnswer, options: object[], more: object = {}) =>
    (
      await sales.owner.patch<{ field: FieldAnswer; change: string }>(`/api/fields/${field.id}`, {
        config: { options },
        ...more,
      })
    ).field
  const refusedOptions = (field: FieldAnswer, options: object[], more: object = {}) =>
    sales.owner.refused('PATCH', `/api/fields/${field.id}`, { config: { options }, ...more })
  const addSelect = (name: string, type = 'select', names = ['x', 'y']) =>
    addField({ name, type, config: { options: names.map((one) => ({ name: one })) } })

  test.each([
    ['select', 'x'],
    ['multiSelect', ['x']],
  ])('of a %s: an id is never used again, and what was is still called as it was', async (type, value) => {
    const field = await addSelect(`Ids of ${type}`, type)
    const [x, y] = optionsOf(field) as [Option, Option]
    const deal = await addDeal(`Of ${type}`, { [field.id]: value })
    await sales.owner.patch(`/api/records/${deal.id}`, { values: { [field.id]: 'y' } })
    await patchOptions(field, [y])
    const after = await patchOptions(field, [y, { name: 'brand new' }])
    expect(optionsOf(after).map(({ id }) => id)).not.toContain(x.id)
    // Nor where somebody sends it again as another's.
    expect((await refusedOptions(field, [y, { id: x.id, name: 'another' }])).errors[0]).toMatchObject({
      code: 'unknownOption',
      path: 'config.options.1.id',
    })
    const { entries } = await sales.owner.get<{ entries: { fields: { field: string; before: unknown }[] }[] }>(
      `/api/records/${deal.id}/history`,
    )
    expect(JSON.stringify(entries[0]!.fields.find((one) => one.field === field.id)!.before)).toContain('"name":"x"')
    await sales.owner.delete(`/api/fields/${field.id}`)
  })

  test('sent by name keep the id of the present one; merged away, retyped and imported ones get others', async () => {
    const field = await addSelect('By name')
    const [x, y] = optionsOf(field) as [Option, Option]
    const storedOptions = optionsOf(await patchOptions(field, [{ name: 'Y ' }, { name: 'x' }, { name: 'z' }]))
    expect(storedOptions.slice(0, 2).map(({ id }) => id)).toEqual([y.id, x.id])
    await sales.owner.post(`/api/fields/${field.id}/options/merge`, { from: [x.id], into: y.id })
    const merged = optionsOf(await patchOptions(field, [{ name: 'y' }, { name: 'x' }]))
    expect(merged[0]!.id).toBe(y.id)
    expect(storedOptions.map(({ id }) => id)).not.toContain(merged[1]!.id)
    await sales.owner.patch(`/api/fields/${field.id}`, { type: 'text' })
    await addDeal('Words', { [field.id]: 'w' })
    const again = await sales.owner.patch<{ field: FieldAnswer }>(`/api/fields/${field.id}`, { type: 'select' })
    const all = [...storedOptions, ...merged].map(({ id }) => id)
    expect(optionsOf(again.field).filter(({ id }) => all.includes(id))).toEqual([])
    await sales.owner.delete(`/api/fields/${field.id}`)
  })

  test('of ten who add one each at once, from the same list, nobody’s is lost', async () => {
    const field = await addSelect('Ten at once')
    const addOne = async (name: string): Promise<void> => {
      let base: unknown = field.config
      for (;;) {
        const options = [...(base as { options: object[] }).options, { name }]
        const path = `/api/fields/${field.id}`
        const response = await sales.owner.send('PATCH', path, { config: { ...(base as object), options }, base })
        if (response.ok) return
        const { errors } = (await response.json()) as { errors: { code: string; current: unknown }[] }
        expect([response.status, errors[0]!.code]).toEqual([409, 'conflict'])
        base = errors[0]!.current
      }
    }
    await Promise.all(Array.from({ length: 10 }, (_, i) => addOne(`n${i}`)))
    const { fields } = await settings()
    expect(optionsOf(fields.find(({ id }) => id === field.id)!)).toHaveLength(12)
    expect((await refusedOptions(field, [], { base: field.config })).errors[0]).toMatchObject({ code: 'conflict' })
    await sales.owner.delete(`/api/fields/${field.id}`)
  })

  test('that records hold are not taken out, wherever those records are', async () => {
    const field = await addSelect('Tier', 'select', ['Gold', 'Silver', 'Bronze', 'Tin'])
    const [gold, , , tin] = optionsOf(field) as [Option, Option, Option, Option]
    const archived = await addDeal('Archived', { [field.id]: 'Silver' })
    await sales.owner.put(`/api/records/${archived.id}/archive`)
    const binned = await addDeal('Binned', { [field.id]: 'Bronze' })
    await sales.owner.delete(`/api/records/${binned.id}`)
    const refused = await refusedOptions(field, [gold])
    expect([refused.status, refused.errors.map(({ code, name, count }) => [code, name, count])]).toEqual([
      409,
      [
        ['optionInUse', 'Silver', 1],
        ['optionInUse', 'Bronze', 1],
      ],
    ])
    const several = await addSelect('Tiers', 'multiSelect', ['Gold', 'Silver'])
    await addDeal('Both', { [several.id]: ['Gold', 'Silver'] })
    expect((await refusedOptions(several, [])).errors.map(({ count }) => count)).toEqual([1, 1])
    // Nor by undo: what was added and is used by now stays, and is told.
    const path = `/api/fields/${field.id}`
    const options = [...optionsOf(field), { name: 'Iron' }, { name: 'Lead' }]
    const { change } = await sales.owner.patch<{ change: string }>(path, { config: { options } })
    const iron = await addDeal('Iron', { [field.id]: 'Iron' })
    expect((await undo(change)).kept).toEqual([{ record: '', field: 'Tier', current: 'Iron' }])
    expect((await read(iron.id)).values[field.id]).toMatchObject({ name: 'Iron' })
    await sales.owner.post(`/api/fields/${field.id}/options/merge`, {
      from: optionsOf(field)
        .slice(1, 3)
        .map(({ id }) => id),
      into: gold.id,
    })
    const left = (await settings()).fields.find(({ id }) => id === field.id)!
    expect(optionsOf(await patchOptions(field, [gold, optionsOf(left).at(-1)!])).map(({ name }) => name)).toEqual([
      'Gold',
      'Iron',
    ])
    expect(tin.name).toBe('Tin')
    for (const { id } of [field, several]) await sales.owner.delete(`/api/fields/${id}`)
  })
})
