import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FieldAnswer, ProjectAnswer, QueryAnswer, RecordAnswer } from '../../src/core/api/answers.ts'
import { Problem } from '../../src/core/errors/index.ts'
import { typeOf } from '../../src/core/fields/index.ts'
import { escaped } from '../../src/core/formula/stored.ts'
import type { Json } from '../../src/core/model/index.ts'
import { BUILT_IN } from '../../src/core/query/index.ts'
import { visibleText } from '../../src/core/text/blank.ts'
import { byCodePoint, fold } from '../../src/core/text/fold.ts'
import { identityOf, isSameName } from '../../src/core/text/identity.ts'
import type { Client } from '../client.ts'
import { STRING_LISTS } from '../data/odd-strings.ts'
import { startWorld, type World } from '../world.ts'

/** All of them go in and out; queries name a twelfth of them, another each time. PROOF=1 names all. */
const offset = Math.floor(Math.random() * 12)
const sampled = (i: number) => process.env.PROOF !== undefined || i % 12 === offset
const codePoints = (text: string) => [...text].length

/** A title is one line that has something to see: spaces around it go, and those within are one. */
const asTitle = (text: string) => visibleText(text.trim().replace(/\s+/g, ' '))
const literal = (text: string) => `"${text.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"`

/** What no field may be called. */
const RESERVED = new Set(['constructor', '__proto__', 'prototype', ...BUILT_IN].map((name) => name.toLowerCase()))

/** Whatever people type goes in and comes out to the letter, wherever text may stand. */
describe.each(STRING_LISTS)('$name', ({ strings }) => {
  const some = (every: number, of = strings) => of.filter((_, i) => i % every === 0 && sampled(i / every))
  /** Options are told apart by their identity, so what has none can't be one. */
  const options = [...new Map(strings.map((one) => [identityOf(one), one.trim()])).values()].filter(
    (one) => identityOf(one) !== '' && one.length <= 200,
  )
  /** the option that a string is read as */
  const optionFor = (text: string) => options.find((name) => text.length <= 200 && isSameName(name, text)) ?? null
  let world: World
  let owner: Client
  let project: ProjectAnswer
  let path: string
  let records: RecordAnswer[]
  const fields: Record<string, string> = {}

  const add = async (name: string, type: string, config: object = {}, projectPath = path) => {
    const { field } = await owner.post<{ field: FieldAnswer }>(`${projectPath}/fields`, { name, type, config })
    fields[name] = field.id
    return field
  }
  const query = (body: object, projectPath = path) => owner.post<QueryAnswer>(`${projectPath}/query`, body)
  const count = async (filter: Json, projectPath = path) =>
    (await query({ filter, limit: 0, count: true }, projectPath)).count!
  const all = async (body: object, projectPath = path) => {
    const found: RecordAnswer[] = []
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page: QueryAnswer = await query({ limit: 200, ...body, ...(cursor && { cursor }) }, projectPath)
      found.push(...page.records)
      cursor = page.next
    }
    return found
  }
  const cell = (record: RecordAnswer, name: string) => record.values[fields[name]!]

  beforeAll(async () => {
    world = await startWorld({}, { site: false })
    owner = await world.owner()
    project = (await owner.post<{ project: ProjectAnswer }>('/api/projects', { name: 'Naughty' })).project
    path = `/api/projects/${project.id}`
    await add('Row', 'number')
    await add('Text', 'text')
    await add('Long', 'longText')
    await add('Mail', 'email')
    await add('Link', 'url')
    await add('Place', 'location')
    await add('One', 'select', { options: options.map((name, i) => ({ id: `o${i}`, name })) })
    const columns = ['Row', 'title', 'Text', 'Long', 'Place', 'One']
    const { import: job } = await owner.post<{ import: { id: string } }>(`${path}/imports`, {
      columns,
      mapping: columns.map((column) => ({ column, to: column })),
      key: null,
    })
    const { import: done } = await owner.put<{ import: { created: number; refused: unknown[] } }>(
      `/api/imports/${job.id}/rows/1`,
      {
        rows: strings.map((one, i) => [
          String(i),
          asTitle(one) === '' ? `row ${i}` : one,
          one,
          one,
          one,
          optionFor(one) === null ? '' : one,
        ]),
      },
    )
    expect(done.refused).toEqual([])
    expect(done.created).toBe(strings.length)
    const inOrder = async () => (await all({})).sort((a, b) => Number(cell(a, 'Row')) - Number(cell(b, 'Row')))
    records = await inOrder()
    // Cells lose the spaces around them; by the API a text keeps them.
    for (const [i, one] of strings.entries())
      if (one !== one.trim())
        await owner.patch(`/api/records/${records[i]!.id}`, { values: { Text: one, Long: one, Place: one } })
    records = await inOrder()
  }, 30_000)
  afterAll(() => world?.close())

  test('come in by an import and go out unchanged', () => {
    expect(records.map((one) => one.title)).toEqual(strings.map((one, i) => asTitle(one) || `row ${i}`))
    expect(records.map((one) => cell(one, 'Text'))).toEqual(strings)
    expect(records.map((one) => cell(one, 'Long'))).toEqual(strings)
    const texts = records.map((one) => (cell(one, 'Place') as { text: string } | null)?.text ?? '')
    expect(texts).toEqual(strings.map((one) => one.trim()))
    const named = records.map((one) => (cell(one, 'One') as { name: string } | null)?.name ?? null)
    expect(named).toEqual(strings.map((one) => optionFor(one)))
  })

  test('what a title, an address or a link takes it keeps, and the rest is refused by its field', async () => {
    const parsed = (type: string, sent: string) => {
      try {
        return typeOf(type)!.parse(sent, {}, {} as never) as string | null
      } catch (problem) {
        if (problem instanceof Problem) return undefined
        throw problem
      }
    }
    const likely = strings.filter((one) => /[@:.]/.test(one))
    for (const [i, one] of likely.entries()) {
      const [mail, link] = [parsed('email', one), parsed('url', one)]
      if (!sampled(i)) continue
      if (i % 4 > 0 && mail === undefined && link === undefined) continue
      const values = { Mail: one, Link: one }
      const response = await owner.send('PATCH', `/api/records/${records[0]!.id}`, { values })
      const answer = (await response.json()) as { record: RecordAnswer; errors: { path: string }[] }
      if (mail === undefined || link === undefined) {
        expect(response.status, one).toBe(422)
        const wrong = [...(mail === undefined ? ['values.Mail'] : []), ...(link === undefined ? ['values.Link'] : [])]
        expect(answer.errors.map((fault) => fault.path)).toEqual(wrong)
      } else expect(answer.record.values[fields.Mail!], one).toBe(mail)
    }
    const { values } = (await owner.get<{ record: RecordAnswer }>(`/api/records/${records[0]!.id}`)).record
    expect([values[fields.Mail!], values[fields.Link!]]).toEqual([null, null])
  })

  test('are found by every operator of texts, in their right number', async () => {
    const folded = strings.map(fold)
    const among = (holds: (text: string) => boolean) => folded.filter((text) => text !== '' && holds(text)).length
    const ops = {
      contains: (text: string, part: string) => text.includes(part),
      startsWith: (text: string, part: string) => text.startsWith(part),
      endsWith: (text: string, part: string) => text.endsWith(part),
    }
    for (const [i, value] of strings.entries()) {
      if (!sampled(i)) continue
      const f = folded[i]!
      const comparisons = ['eq', ...Object.keys(ops)].map((op) => ({ field: 'Text', op, value }))
      expect([value, await count({ and: comparisons })]).toEqual([value, f === '' ? 0 : among((text) => text === f)])
      if (i % 2 > 0) continue
      const op = Object.keys(ops)[i % 3] as keyof typeof ops
      const found = await count({ field: ['Text', 'Long', 'title', 'Place'][i % 4]!, op, value })
      if (i % 4 < 2) expect([value, op, found]).toEqual([value, op, among((text) => ops[op](text, f))])
      else if (f.trim() !== '' && value.trim() === value && asTitle(value) === value) expect(found).toBeGreaterThan(0)
    }
    for (const value of some(5, options)) {
      const same = strings.filter((one) => one.length <= 200 && isSameName(one, value)).length
      expect([value, await count({ field: 'One', op: 'eq', value })]).toEqual([value, same])
    }
    const rest = await count({ field: 'Text', op: 'in', value: strings })
    expect(rest).toBe(folded.filter((text) => text !== '').length)
  })

  test('are found by search, in one project and across all', async () => {
    const texts = records.map((one, i) => [one.title, strings[i]!, strings[i]!.trim()].map(fold))
    for (const [i, one] of strings.entries()) {
      const words = fold(one.trim()).split(/\s+/).filter(Boolean).slice(0, 8)
      if (words.length === 0 || one.length > 200) continue
      const hits = texts.filter((recordTexts) =>
        recordTexts.some((text) => words.every((word) => text.includes(word))),
      ).length
      const filter = { field: 'Row', op: 'eq', value: i }
      if (i % 5 > 2 || !sampled(i)) continue
      expect([one, (await query({ search: one, filter, limit: 0, count: true })).count]).toEqual([one, 1])
      if (i % 5 > 0 || hits > 20) continue
      const { results } = await owner.get<{ results: { id: string }[] }>(`/api/search?q=${encodeURIComponent(one)}`)
      expect(
        results.map(({ id }) => id),
        one,
      ).toContain(records[i]!.id)
    }
  })

  test('group by themselves, and each group’s filter finds just its records', async () => {
    for (const by of ['Text', 'One', 'Place']) {
      const { groups } = await query({ group: { by }, limit: 0 })
      expect(groups!.reduce((n, one) => n + one.count, 0)).toBe(strings.length)
      const known = new Set([...strings, ...strings.map((one) => one.trim()), ''])
      expect(groups!.filter((one) => !known.has(one.label))).toEqual([])
      for (const one of some(by === 'Text' ? 3 : 9, groups as never[]) as typeof groups & object)
        expect([by, one.label, await count(one.filter)]).toEqual([by, one.label, one.count])
    }
  })

  test('stand in the order of their folded forms, page by page, none twice and none lost', async () => {
    for (const desc of [false, true]) {
      const paged: RecordAnswer[] = await all({ sort: [{ field: 'Text', desc }], limit: 60, fields: ['Row', 'Text'] })
      expect(new Set(paged.map((one) => one.id)).size).toBe(strings.length)
      const keys = paged.map((one) => fold(String(cell(one, 'Text'))))
      const filled = keys.filter((key) => key !== '')
      expect(keys.slice(0, filled.length)).toEqual(filled)
      expect(filled).toEqual([...filled].sort((a, b) => (desc ? byCodePoint(b, a) : byCodePoint(a, b))))
    }
  })

  test('a formula takes them from a field', async () => {
    const upper = (text: string) => text.replace(/[a-z]/g, (letter) => letter.toUpperCase())
    const expected: Record<string, [formula: string, of: (text: string) => unknown]> = {
      Same: ['{Text} & ""', (text) => text],
      Framed: ['CONCAT("<", {Text}, ">")', (text) => `<${text}>`],
      Upper: ['UPPER({Text})', upper],
      Length: ['LEN({Text})', codePoints],
      Left: ['LEFT({Text}, 3)', (text) => [...text].slice(0, 3).join('')],
      Right: ['RIGHT({Text}, 2)', (text) => [...text].slice(-2).join('')],
      Middle: ['MID({Text}, 2, 5)', (text) => [...text].slice(1, 6).join('')],
      Swapped: ['SUBSTITUTE({Text}, "a", "\\"\\\\")', (text) => text.replaceAll('a', '"\\')],
      Itself: ['{Text} = {Long}', () => true],
      Chosen: ['{One}', optionFor],
      Placed: ['{Place} & ""', (text) => text.trim()],
    }
    for (const [name, [formula]] of Object.entries(expected)) await add(name, 'formula', { formula })
    const now = await all({ fields: Object.keys(expected), sort: [{ field: 'Row' }] })
    for (const [name, [, of]] of Object.entries(expected))
      expect([name, now.map((one) => cell(one, name))]).toEqual([name, strings.map(of)])
    const paged = await all({ sort: [{ field: 'Framed' }], limit: 100, fields: [] })
    expect(new Set(paged.map((one) => one.id)).size).toBe(strings.length)
    for (const [i, one] of strings.entries())
      if (i % 8 === 0 && sampled(i))
        expect(await count({ field: 'Same', op: 'eq', value: one }), one).toBeGreaterThan(0)
  })

  test('and as its own words', async () => {
    const { record } = await owner.post<{ record: RecordAnswer }>(`${path}/records`, { title: 'Literals' })
    const { id } = await add('Words', 'formula', { formula: '""' })
    const check = async (chunk: string[]) => {
      await owner.patch(`/api/fields/${id}`, { config: { formula: `CONCAT(${chunk.map(literal).join(', ')})` } })
      const { values } = (await owner.get<{ record: RecordAnswer }>(`/api/records/${record.id}`)).record
      expect(values[id]).toBe(chunk.join(''))
    }
    for (let start = 0; start < strings.length; start += 18) await check(strings.slice(start, start + 18))
    // A switch picks its own line of them, which only the very same text does.
    for (const start of [0, 0.2, 0.6].map((share) => Math.floor(share * strings.length))) {
      const part = strings.slice(start, start + 13)
      const formula = `SWITCH({Text}, ${part.map((one, i) => `${literal(one)}, ${i + 1}`).join(', ')}, 0)`
      await owner.patch(`/api/fields/${id}`, { config: { formula } })
      const now = await all({
        fields: ['Words'],
        filter: { field: 'Words', op: 'gt', value: 0 },
        sort: [{ field: 'Row' }],
      })
      expect(now.map((one) => one.values[id])).toEqual(part.map((_, i) => i + 1))
    }
    await owner.delete(`/api/records/${record.id}`)
  })

  test('name fields, which are then found by name in filters and formulas', async () => {
    const field = await add('Named', 'text')
    const { record } = await owner.post<{ record: RecordAnswer }>(`${path}/records`, {
      title: 'Named',
      values: { [field.id]: 'here' },
    })
    const reader = await add('Reader', 'formula', { formula: '{Named}' })
    for (const [i, one] of some(4).entries()) {
      const name = visibleText(one.trim())
      const response = await owner.send('PATCH', `/api/fields/${field.id}`, { name: one })
      const answer = (await response.json()) as { field: FieldAnswer; errors: { path: string }[] }
      if (response.status === 200) expect(answer.field.name).toBe(name)
      else {
        expect([one, response.status, answer.errors[0]!.path]).toEqual([one, 422, 'name'])
        expect(name === '' || name.length > 100 || /^\d+$/.test(name) || RESERVED.has(name.toLowerCase())).toBe(true)
        continue
      }
      if (i % 4 > 0) continue
      expect(await count({ field: name, op: 'eq', value: 'here' }), name).toBe(1)
      await owner.patch(`/api/fields/${reader.id}`, { config: { formula: `{${escaped(name)}} & "!"` } })
      const [found] = (await query({ filter: { field: 'title', op: 'eq', value: 'Named' } })).records
      expect([name, found!.values[reader.id]]).toEqual([name, 'here!'])
    }
    await owner.delete(`/api/records/${record.id}`)
    await owner.delete(`/api/fields/${reader.id}`)
    await owner.delete(`/api/fields/${field.id}`)
  })

  test('name tags and several options, and stand in defaults, numbers and descriptions', async () => {
    const many = await add('Many', 'multiSelect', { options: options.map((name, i) => ({ id: `m${i}`, name })) })
    const description = strings.join('\n')
    const { record } = await owner.post<{ record: RecordAnswer }>(`${path}/records`, {
      title: 'All',
      description,
      values: { Many: options, Long: description },
    })
    expect((record.values[many.id] as { name: string }[]).map(({ name }) => name)).toEqual(options)
    expect(record.description).toBe(description)
    expect(record.values[fields.Long!]).toBe(description)
    const { groups } = await query({
      group: { by: 'Many' },
      filter: { field: 'title', op: 'eq', value: 'All' },
      limit: 0,
    })
    expect(groups!.map(({ label, count: n }) => [label, n])).toEqual(options.slice(0, 500).map((name) => [name, 1]))
    for (const value of some(20, options))
      expect([value, await count({ field: 'Many', op: 'has', value })]).toEqual([value, 1])
    await owner.delete(`/api/records/${record.id}`)

    const tagIdentities = new Set<string>()
    for (const one of some(8)) {
      const response = await owner.send('POST', `${path}/tags`, { name: one })
      const answer = (await response.json()) as { tag: { name: string }; errors: { path: string; code: string }[] }
      const name = visibleText(one.trim())
      const fits = name !== '' && name.length <= 60 && !tagIdentities.has(identityOf(name))
      expect([one, response.status]).toEqual([one, fits ? 201 : 422])
      if (fits) expect(answer.tag.name).toBe(name)
      else expect(answer.errors[0]!.path).toBe('name')
      if (fits) tagIdentities.add(identityOf(name))
    }

    const number = await add('No.', 'uniqueId', { prefix: '', digits: 3 })
    const given = await add('Given', 'text')
    for (const one of some(16)) {
      const prefix = one.length <= 20 ? one : ''
      await owner.patch(`/api/fields/${number.id}`, { config: { prefix, digits: 3 } })
      await owner.patch(`/api/fields/${given.id}`, { default: one })
      const born = (await owner.post<{ record: RecordAnswer }>(`${path}/records`, { title: 'Born' })).record
      expect(born.values[given.id]).toBe(one)
      expect(String(born.values[number.id])).toMatch(/\d{3,}$/)
      expect(String(born.values[number.id]).startsWith(prefix)).toBe(true)
      await owner.delete(`/api/records/${born.id}`)
    }
  })

  test('are looked up from another project', async () => {
    const { project: other } = await owner.post<{ project: ProjectAnswer }>('/api/projects', { name: '"Other"; --' })
    const otherPath = `/api/projects/${other.id}`
    await add('Link to', 'reference', { project: project.id, multiple: true }, otherPath)
    await add('Their text', 'lookup', { reference: 'Link to', field: 'Text' }, otherPath)
    const ids = records.map((one) => one.id)
    const { record } = await owner.post<{ record: RecordAnswer }>(`${otherPath}/records`, {
      title: 'All',
      values: { 'Link to': ids },
    })
    expect(record.values[fields['Their text']!]).toEqual(strings)
    for (const value of some(12))
      if (fold(value) !== '')
        expect([value, await count({ field: 'Their text', op: 'eq', value }, otherPath)]).toEqual([value, 1])
    const { groups } = await query({ group: { by: 'Their text' }, limit: 0 }, otherPath)
    const folded = new Set(strings.map(fold).filter((one) => one !== ''))
    expect(groups!.length).toBe(Math.min(500, folded.size))
  })
  test('what is no text is refused by its field, and nothing of the rest is written', async () => {
    const long = 'x'.repeat(2001)
    const bad: [string, unknown, string][] = [
      ['Text', 'two\nlines', 'notOneLine'],
      ['Text', 'two\rlines', 'notOneLine'],
      ['Text', 'a\0b', 'notText'],
      ['Text', 'half \ud83d', 'notText'],
      ['Text', '\udc00', 'notText'],
      ['Text', long, 'textTooLong'],
      ['Text', { text: 'x' }, 'notText'],
      ['Text', ['x'], 'notText'],
      ['Long', 'a\0b', 'notText'],
      ['Long', '\ud83d', 'notText'],
      ['Long', 'ក'.repeat(70_000), 'tooLarge'],
      ['Place', '\ud83d', 'notText'],
      ['Place', long, 'textTooLong'],
      ['Mail', 'a\0@b.example', 'notText'],
      ['Link', 'https://\ud83d.example', 'notText'],
      ['One', 'a\0b', 'notText'],
      ['One', '\ud83d', 'notText'],
    ]
    const [record] = records
    const before = await count({ field: 'title', op: 'notEmpty' })
    for (const [name, value, code] of bad) {
      const refusal = { status: 422, errors: [{ path: `values.${name}`, code }] }
      const values = { Row: 999, [name]: value }
      expect(await owner.refused('POST', `${path}/records`, { title: 'Half', values })).toMatchObject(refusal)
      expect(await owner.refused('PATCH', `/api/records/${record!.id}`, { title: 'Half', values })).toMatchObject(
        refusal,
      )
    }
    expect(await count({ field: 'title', op: 'notEmpty' })).toBe(before)
    const now = (await owner.get<{ record: RecordAnswer }>(`/api/records/${record!.id}`)).record
    expect([now.title, now.version, now.values[fields.Row!]]).toEqual([record!.title, record!.version, 0])
    // Letters are counted, not halves of them.
    const wide = '𝄞'.repeat(2000)
    await owner.patch(`/api/records/${record!.id}`, { values: { Text: wide } })
    expect(await count({ field: 'Text', op: 'eq', value: wide })).toBe(1)
    expect(await count({ field: 'Text', op: 'contains', value: '\0' })).toBe(0)
    expect(await count({ field: 'Text', op: 'contains', value: '\ud834' })).toBe(0)
  })
})
