import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProjectAnswer } from '../../../src/core/api/answers.ts'
import type { FormAnswer } from '../../../src/core/api/form/index.ts'
import { fieldTypes } from '../../../src/core/fields/index.ts'
import type { Client } from '../../client.ts'
import { makeSales, type Sales, startSales } from '../sales-world.ts'
import { submissionsOf, Visitor } from './visitor.ts'

/** Who manages a project builds its forms. */
let sales: Sales
let owner: Client
const path = () => `/api/projects/${sales.customers.id}/forms`

beforeAll(async () => {
  sales = await startSales()
  ;({ owner } = sales)
})
afterAll(() => sales.world.close())

const make = async (more: object = {}): Promise<{ form: FormAnswer; change: string }> =>
  owner.post(path(), { name: 'Contact', fields: [{ field: 'title' }], ...more })

describe('a form', () => {
  test('names everything by id, and is what was sent', async () => {
    const { form } = await make({
      fields: [
        { field: 'title' },
        { field: 'email', required: true },
        { field: 'Category', showIf: { field: 'Email', op: 'filled' } },
      ],
      hidden: [{ field: 'Source', value: 'Website', from: 'utm_source' }],
      list: 'Customers',
    })
    expect(form.fields.map(({ field }) => field)).toEqual(['title', sales.field('Email'), sales.field('Category')])
    expect(form.fields[2]!.showIf).toEqual({ field: sales.field('Email'), op: 'filled' })
    expect(form.hidden).toEqual([{ field: sales.field('Source'), value: 'Website', from: 'utm_source' }])
    expect(form.url).toMatch(new RegExp(`^${sales.world.url}/f/[A-Za-z0-9]{14}$`))
    const { forms } = await owner.get<{ forms: FormAnswer[] }>(path())
    expect(forms.at(-1)).toEqual(form)
  })

  test('tells all that is wrong with it at once', async () => {
    const { errors } = await owner.refused('POST', path(), {
      name: 'Wrong',
      fields: [
        { field: 'Won revenue' },
        { field: 'Email' },
        { field: 'email' },
        { field: 'No such field' },
        { field: 'Phone', showIf: { field: 'Website', op: 'filled' } },
      ],
      hidden: [{ field: 'Source', value: 'No such option' }],
      list: 'Nowhere',
      tags: ['No such tag'],
      assignees: ['999'],
      // biome-ignore lint/suspicious/noThenProperty: api.md's name for what follows
      then: { project: sales.opportunities.id, link: 'Amount' },
      turnstile: true,
      optIn: true,
    })
    expect(errors.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'fields.0.field notInForm',
      'fields.2.field nameTaken',
      'fields.3.field unknownField',
      'fields.4.showIf.field notBefore',
      'hidden.0 unknownOption',
      'fields required',
      'list unknownList',
      'tags.0 unknownTag',
      'assignees.0 unknownPerson',
      'then.link badLink',
      'turnstile noTurnstile',
    ])
    expect(
      (
        await owner.refused('POST', path(), {
          name: 'x',
          fields: [{ field: 'title' }],
          redirect: 'javascript:alert(1)',
        })
      ).status,
    ).toBe(422)
  })

  test('of every type that can be asked for is drawn, read and stored', async () => {
    const { project } = await owner.post<{ project: ProjectAnswer }>('/api/projects', { name: 'Applications' })
    const values: Record<string, string | string[]> = {
      text: 'Sre Ambel',
      email: 'bopha@post.example',
      tel: '012 345 678',
      url: 'bopha.example',
      date: '2026-12-24',
      'datetime-local': '2026-12-24T09:30',
      number: '12.5',
      lines: 'One line\nand another',
      checkbox: 'true',
      scale: '4',
    }
    const formTypes = Object.entries(fieldTypes).filter(([, { control }]) => control && control !== 'files')
    expect(formTypes.length).toBeGreaterThan(10)
    const fields: { id: string; type: string; value: string | string[] }[] = []
    for (const [type, { control, holds }] of formTypes) {
      const config = holds === 'options' ? { options: [{ name: 'Small' }, { name: 'Large' }] } : {}
      const { field } = await owner.post<{ field: { id: string; config: { options?: { id: string }[] } } }>(
        `/api/projects/${project.id}/fields`,
        { name: `A ${type}`, type, config },
      )
      const options = field.config.options?.map(({ id }) => id) ?? []
      const value = control === 'choice' ? options[1]! : control === 'choices' ? options : values[control!]!
      fields.push({ id: field.id, type, value: type === 'country' ? 'Cambodia' : value })
    }
    const { form } = await owner.post<{ form: FormAnswer }>(`/api/projects/${project.id}/forms`, {
      name: 'All of them',
      fields: [{ field: 'title' }, ...fields.map(({ id }) => ({ field: id, required: true }))],
    })
    const visitor = new Visitor(sales, form)
    const page = await visitor.page()
    for (const { id } of fields) expect(page).toContain(`name="f${id}"`)
    const sent = Object.fromEntries(fields.map(({ id, value }) => [`f${id}`, value]))
    expect(await visitor.send({ title: 'Bopha', ...sent })).toMatchObject({ status: 200, state: 'done' })
    const [{ record }] = (await submissionsOf(owner, form)) as unknown as [{ record: { id: string } }]
    const stored = (await owner.get<{ record: { values: Record<string, unknown> } }>(`/api/records/${record.id}`))
      .record
    expect(fields.filter(({ id }) => stored.values[id] === null).map(({ type }) => type)).toEqual([])
  })

  test('comes and goes by undo', async () => {
    const { form, change } = await make({ title: 'Before' })
    const { change: edit } = await owner.patch<{ change: string }>(`/api/forms/${form.id}`, { title: 'After' })
    const title = async () =>
      (await owner.get<{ forms: FormAnswer[] }>(path())).forms.find(({ id }) => id === form.id)?.title
    expect(await title()).toBe('After')
    await owner.post(`/api/changes/${edit}/undo`)
    expect(await title()).toBe('Before')
    const { change: deleted } = await owner.delete<{ change: string }>(`/api/forms/${form.id}`)
    expect(await title()).toBeUndefined()
    await owner.post(`/api/changes/${deleted}/undo`)
    expect(await title()).toBe('Before')
    await owner.post(`/api/changes/${change}/undo`)
    expect(await title()).toBeUndefined()
  })

  test('asks for no field that is gone, and takes nothing in once its owner may not', async () => {
    const { field } = await owner.post<{ field: { id: string } }>(`/api/projects/${sales.customers.id}/fields`, {
      name: 'Fax',
      type: 'text',
    })
    const { form } = await make({ fields: [{ field: 'title' }, { field: 'Fax', required: true }] })
    const visitor = new Visitor(sales, form)
    expect(await visitor.page()).toContain(`f${field.id}`)
    await owner.delete(`/api/fields/${field.id}`)
    expect(await visitor.page()).not.toContain(`f${field.id}`)
    expect((await visitor.send({ title: 'Without a fax' })).state).toBe('done')
  })

  test('is changed although what the linked record was to get is gone', async () => {
    const fields = `/api/projects/${sales.opportunities.id}/fields`
    const { field } = await owner.post<{ field: { id: string } }>(fields, { name: 'Tier', type: 'text' })
    const values = { Tier: 'first', Amount: '200 USD' }
    // biome-ignore lint/suspicious/noThenProperty: api.md's name for what follows
    const { form } = await make({ then: { project: sales.opportunities.id, link: 'Customer', values } })
    await owner.delete(`/api/fields/${field.id}`)
    const changed = await owner.patch<{ form: FormAnswer }>(`/api/forms/${form.id}`, { title: 'After' })
    expect(changed.form).toMatchObject({ title: 'After' })
    expect(changed.form.then!.values).toEqual({ [sales.field('Amount')]: '200 USD' })
  })

  test('goes to whoever takes over from its owner', async () => {
    const role = { name: 'Marketing', projects: { [sales.customers.id]: { access: 'manage' } } }
    const { role: newRole } = await owner.post<{ role: { id: string } }>('/api/roles', role)
    const marketer = await sales.world.person("Sreymom O'Neill", newRole.id)
    const me = (await marketer.get<{ person: { id: string } }>('/api/me')).person.id
    const boss = (await owner.get<{ person: { id: string } }>('/api/me')).person.id
    const { form } = await marketer.post<{ form: FormAnswer }>(path(), { name: 'Fair', fields: [{ field: 'title' }] })
    const visitor = new Visitor(sales, form)
    expect((await visitor.send({ title: 'At the fair' })).state).toBe('done')
    await owner.patch(`/api/people/${me}`, { role: 'viewer' })
    expect(await visitor.send({ title: 'Too late' })).toMatchObject({ status: 409, code: 'closed' })
    const listedForm = (await owner.get<{ forms: FormAnswer[] }>(path())).forms.find(({ id }) => id === form.id)!
    expect(listedForm.paused).toMatchObject({ code: 'ownerMayNot' })
    await owner.put(`/api/people/${me}/deactivation`, { handTo: boss })
    expect((await visitor.send({ title: 'Taken over' })).state).toBe('done')
  })

  test('gives nobody rights that they haven’t got', async () => {
    const role = { name: 'Website', projects: { '*': { access: 'none' }, [sales.customers.id]: { access: 'manage' } } }
    const { role: newRole } = await owner.post<{ role: { id: string } }>('/api/roles', role)
    const webmaster = await sales.world.person('Rithy Nou', newRole.id)
    // biome-ignore lint/suspicious/noThenProperty: api.md's name for what follows
    const { form } = await make({ then: { project: sales.opportunities.id, link: 'Customer' } })
    const visitor = new Visitor(sales, form)
    const linked = async (title: string) => {
      await visitor.send({ title })
      return (await submissionsOf(owner, form))[0]!.linked
    }
    expect(await linked('With a deal')).not.toBeNull()
    const seen = (await webmaster.get<{ forms: FormAnswer[] }>(path())).forms.find(({ id }) => id === form.id)!
    expect(seen.then).toBeNull()
    // Who may do less than its owner becomes its owner, and what only the other may do isn't done.
    const edit = await webmaster.patch<{ form: FormAnswer; change: string }>(`/api/forms/${form.id}`, { title: 'Mine' })
    expect(edit.form.owner).toMatchObject({ name: 'Rithy Nou' })
    expect(await linked('Without a deal')).toBeNull()
    const refused = await webmaster.refused('PATCH', `/api/forms/${form.id}`, {
      // biome-ignore lint/suspicious/noThenProperty: api.md's name for what follows
      then: { project: sales.opportunities.id, link: 'Customer' },
    })
    expect(refused.errors).toMatchObject([{ path: 'then.project', code: 'unknownProject' }])
    // Nor by undo, with something else in it meanwhile.
    await webmaster.patch(`/api/forms/${form.id}`, { title: 'Mine still' })
    expect((await webmaster.refused('POST', `/api/changes/${edit.change}/undo`)).status).toBe(403)
    // The owner of all takes it back.
    await owner.patch(`/api/forms/${form.id}`, { title: 'Ours' })
  })

  test('counts how often it was begun and sent in', async () => {
    const { form } = await make()
    const visitor = new Visitor(sales, form)
    for (let i = 0; i < 3; i++) await fetch(`${sales.world.url}/f/${visitor.key}/token`)
    await visitor.send({ title: 'Counted' })
    const stats = () =>
      owner.get<{ days: object[]; views: number; submissions: number; conversion: number }>(
        `/api/forms/${form.id}/stats`,
      )
    // The first is written at once, the others with the submission.
    await expect.poll(async () => (await stats()).views).toBe(3)
    expect(await stats()).toMatchObject({ days: [{ views: 3, submissions: 1 }], submissions: 1, conversion: 1 / 3 })
    expect(await owner.get(`/api/forms/${form.id}/stats?from=2020-01-01&to=2020-12-31`)).toEqual({
      days: [],
      views: 0,
      submissions: 0,
      conversion: null,
    })
  })

  test('erasing the customer erases what they sent', async () => {
    const { form } = await make()
    await new Visitor(sales, form).send({ title: 'Forget me' })
    const [sent] = await submissionsOf(owner, form)
    await owner.put(`/api/records/${sent!.record!.id}/erasure`, { title: 'Forget me' })
    expect(await submissionsOf(owner, form)).toEqual([])
    const rows = await (await sales.world.db())
      .prepare("SELECT count(*) AS n FROM submissions WHERE sent LIKE '%Forget me%'")
      .first<{ n: number }>()
    expect(rows!.n).toBe(0)
  })
})

test('the sales CRM brings one that is ready: it makes the customer and an opportunity', async () => {
  const templateSales = await makeSales()
  try {
    const { forms } = await templateSales.owner.get<{ forms: FormAnswer[] }>(
      `/api/projects/${templateSales.customers.id}/forms`,
    )
    expect(forms).toMatchObject([{ name: 'Contact us', open: true, language: 'en', paused: null }])
    const visitor = new Visitor(templateSales, forms[0]!)
    visitor.language = 'km'
    const page = await visitor.page()
    expect(page).toContain('តើយើងអាចជួយអ្វីអ្នកបាន?')
    expect(page).toContain('ឈ្មោះក្រុមហ៊ុន')
    const answer = await visitor.send({
      title: 'ក្រុមហ៊ុន អង្គរ',
      [`f${templateSales.field('Email')}`]: 'info@angkor.example',
      description: 'ត្រូវការអង្ករ ១០ តោន',
      consent: 'true',
    })
    expect(answer).toMatchObject({ state: 'done' })
    expect(answer.message).toContain('សូមអរគុណ')
    const [sent] = await submissionsOf(templateSales.owner, forms[0]!)
    expect(sent).toMatchObject({ language: 'km', record: { title: 'ក្រុមហ៊ុន អង្គរ' }, linked: { title: 'ក្រុមហ៊ុន អង្គរ' } })
    const { record } = await templateSales.owner.get<{ record: { list: string; values: Record<string, unknown> } }>(
      `/api/records/${sent!.linked!.id}`,
    )
    expect(record.list).toBe(templateSales.list('Unqualified'))
    expect(record.values[templateSales.field('Deal source')]).toMatchObject({ name: 'Website' })
  } finally {
    await templateSales.world.close()
  }
})
