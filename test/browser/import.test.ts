import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { World } from '../world.ts'
import { clientOf, closePages, openPage, startCrm, violationsInBothThemes, visit, watchErrors } from './browser.ts'

let world: World
let page: Page
let errors: string[]

beforeAll(async () => {
  page = await openPage()
  errors = watchErrors(page)
  world = await startCrm(page)
  await visit(page, `${world.url}/p/1/`)
  await page.getByRole('link', { name: 'Import', exact: true }).click()
})
afterAll(async () => {
  await closePages()
  await world?.close()
})

const give = (content: string | Buffer, name = 'file.csv') =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) })

test.each([
  ['an empty file', '', 'The file is empty.'],
  ['a file of blank lines', '\n\n  \n', 'The file is empty.'],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 1, 2, 3, 0, 0]), 'This is not a text file.'],
  ['names without rows', 'Name,Email\n', 'The file has names of columns, but no row below them.'],
])('%s is refused with a clear sentence', async (_, content, sentence) => {
  await give(content)
  await page.getByRole('alert').filter({ hasText: sentence }).waitFor()
})

test('a file of 600 columns can be read, and says how many there are', async () => {
  const names = Array.from({ length: 600 }, (_, i) => (i === 0 ? 'Name' : `Column ${i}`))
  await give(`${names.join(',')}\n${names.map(() => 'x').join(',')}\n`)
  await page.getByRole('heading', { name: '600 columns' }).waitFor()
  await page.getByText('The 1 row fits.').waitFor()
  await page.getByRole('button', { name: 'Choose another file' }).click()
})

test('a file of other letters is read by the likeliest, which can be chosen', async () => {
  await give(Buffer.from([...'Name;Town\nSpó\u00b3ka;\u00a3ód\u009f\n'].map((char) => char.charCodeAt(0))))
  const first = page.getByRole('region', { name: 'The first rows' }).locator('tbody tr').first()
  await expect.poll(() => first.textContent()).toContain('Spółka')
  const encoding = page.getByLabel('Letters are written in')
  expect(await encoding.inputValue()).toBe('windows-1250')
  await encoding.selectOption('windows-1252')
  await expect.poll(() => first.textContent()).toContain('Spó³ka')
  await page.getByRole('button', { name: 'Choose another file' }).click()
})

test('lines above the names are left out, and another line may be chosen to hold them', async () => {
  await give('"Customer export, 2026"\n\nName,Town\nSok,Kep\nDara,Takeo\n')
  await page.getByText('All 2 rows fit.').waitFor()
  const names = page.getByLabel('Names of the columns')
  expect(await names.locator('option:checked').textContent()).toBe('Line 3: Name · Town')
  await page.getByText('1 line above the names is left out.').waitFor()
  await names.selectOption({ label: 'Line 4: Sok · Kep' })
  await page.getByLabel('Where Kep goes', { exact: true }).waitFor()
  await names.selectOption({ label: 'In no line: call them A, B, C' })
  await page.getByText('All 4 rows fit.').waitFor()
  await page.getByRole('button', { name: 'Choose another file' }).click()
})

test('a quotation that never ends is named by its row', async () => {
  await give('Name,Email\nA,a@b.co\n"B,c@d.co\nC,e@f.co\n')
  await page.getByText('In row 2 a quoted text begins that never ends').waitFor()
  await page.getByRole('button', { name: 'Choose another file' }).click()
})

test('the first rows are shown as they will be stored; a column of currencies is that of the amounts, and a taken target moves', async () => {
  await give('Name,Value,Currency,Zip\nRice Co,"6,500,000",KHR,02138\nRoof Co,"1,250.50",USD,10115\n')
  const firstRows = page.getByRole('region', { name: 'The first rows' }).locator('tbody tr')
  await firstRows.first().waitFor()
  const goal = (column: string) => page.getByLabel(`Where ${column} goes`, { exact: true })
  const chosen = (column: string) => goal(column).locator('option:checked').textContent()
  expect(await chosen('Currency')).toBe('Currency of Value')
  expect((await firstRows.allInnerTexts()).map((text) => text.split(/\s*[\t\n]\s*/))).toEqual([
    ['1', 'Rice Co', expect.stringMatching(/^KHR.6,500,000$/), '6,500,000', 'KHR', '02138'],
    ['2', 'Roof Co', '$1,250.50', '1,250.50', 'USD', '10115'],
  ])
  await goal('Zip').selectOption({ label: 'Company name' })
  await expect.poll(() => chosen('Name')).toBe('Leave out')
  await page.getByRole('button', { name: 'Choose another file' }).click()
})

test('a person’s two names make the title; another column may take it alone, or be joined to it', async () => {
  await give('First name,Last name,City,Status\nSokha,Chan,Kep,Hot\nDara,,Kampot,Cold\n')
  const goal = (column: string) => page.getByLabel(`Where ${column} goes`, { exact: true })
  const chosen = (column: string) => goal(column).locator('option:checked').textContent()
  const firstTitles = page.getByRole('region', { name: 'The first rows' }).locator('tbody td:nth-child(2)')
  await expect.poll(() => firstTitles.allInnerTexts()).toEqual(['Sokha Chan', 'Dara'])
  expect([await chosen('First name'), await chosen('Last name')]).toEqual([
    'Company name',
    'Company name, joined to it',
  ])
  // None of its words is a list here.
  expect(await chosen('Status')).toBe('New field: Choice')
  await goal('City').selectOption({ label: 'Company name' })
  await expect.poll(() => firstTitles.allInnerTexts()).toEqual(['Kep', 'Kampot'])
  expect([await chosen('First name'), await chosen('Last name')]).toEqual(['Leave out', 'Leave out'])
  await goal('Last name').selectOption({ label: 'Company name, joined to it' })
  await expect.poll(() => firstTitles.allInnerTexts()).toEqual(['Chan Kep', 'Kampot'])
  await page.getByRole('button', { name: 'Choose another file' }).click()
})

test('an option that is there already is not called new, whatever its case, and a value is told once', async () => {
  await give('Name,Source\nA,referral\nB,REFERRAL\nC,Billboard\nD,billboard\n')
  const meaning = (value: string) => page.getByLabel(`What ${value} means`, { exact: true })
  const chosen = (value: string) => meaning(value).locator('option:checked').textContent()
  expect([await chosen('referral'), await chosen('Billboard')]).toEqual(['Referral', 'New: Billboard'])
  expect(await page.getByLabel(/^What .* means$/).count()).toBe(2)
  expect(
    (await meaning('referral').locator('option').allInnerTexts()).filter((name) => /referral/i.test(name)),
  ).toEqual(['Referral'])
  await page.getByRole('button', { name: 'Choose another file' }).click()
})

test('what parts several values is proposed once for a column, and each of them is told', async () => {
  await give('Name,Colours\nA,"red; blue, dark"\nB,"blue, dark"\nC,red\n')
  await page.getByLabel('Where Colours goes', { exact: true }).selectOption({ label: 'New field: Several choices' })
  const separator = page.getByLabel('Several values in a cell are parted by')
  await page.getByText('Its 4 options').waitFor()
  expect(await separator.locator('option:checked').textContent()).toBe('Comma: red, blue')
  await separator.selectOption({ label: 'Semicolon: red; blue' })
  await page.getByText('Its 2 options').waitFor()
  const second = page.getByRole('region', { name: 'The first rows' }).locator('tbody td').nth(2)
  await expect.poll(() => second.textContent()).toMatch(/^red, blue, dark/)
  await page.getByRole('button', { name: 'Choose another file' }).click()
})

test('an order of dates that no cell decides is asked, and nothing is imported before it is said', async () => {
  await give('Name,Since\nA,03/04/2026\nB,05/06/2026\n')
  await page.getByText('“03/04/2026” can be Apr 3, 2026 or Mar 4, 2026.').waitFor()
  expect(await page.getByRole('button', { name: 'Import 2 rows' }).isDisabled()).toBe(true)
  const orders = page.getByLabel('Dates are written like')
  expect(await orders.evaluateAll((all) => all.map((one) => (one as unknown as HTMLSelectElement).value))).toEqual([
    '',
    '',
  ])
  await orders.last().selectOption({ label: '23/11/2026' })
  await page.getByText('All 2 rows fit.').waitFor()
  const firstRows = page.getByRole('region', { name: 'The first rows' })
  await expect.poll(() => firstRows.textContent()).toContain('Apr 3, 2026')
  expect(await orders.evaluateAll((all) => all.map((one) => (one as unknown as HTMLSelectElement).value))).toEqual([
    'DMY',
  ])
  expect(await page.getByRole('button', { name: 'Import 2 rows' }).isEnabled()).toBe(true)
  await page.getByRole('button', { name: 'Choose another file' }).click()
})

test('stages that are no list are not put into the first one in silence', async () => {
  await page.getByRole('navigation').getByRole('link', { name: 'Opportunities' }).click()
  await page.getByRole('link', { name: 'Import', exact: true }).click()
  await give('Deal,Stage\nA,Won\nB,Lost\nC,Frozen\n')
  await page.getByText('1 value is no list here: its rows go to Unqualified.').waitFor()
  await page.getByLabel('What Frozen means', { exact: true }).selectOption({ label: 'Not viable' })
  await expect.poll(() => page.getByText('is no list here').count()).toBe(0)
  await page.getByRole('button', { name: 'Choose another file' }).click()
  await page.getByRole('navigation').getByRole('link', { name: 'Customers' }).click()
  await page.getByRole('link', { name: 'Import', exact: true }).click()
})

test('problems are shown by row before anything is sent, and the Worker refuses the same', async () => {
  await give(
    'Name,Email,Phone\nMekong Ltd,info@mekong.example,+855 12 345 678\nTonle Co,not an address,+855 12 345 679\n,x@y.co,1\n',
  )
  await page.getByText('2 rows have a problem and will be refused; 1 fit.').waitFor()
  const problems = page.getByRole('region', { name: 'Problems' })
  expect(await problems.locator('tbody tr').allInnerTexts()).toEqual([
    '2\tEmail\tnot an address\tEmail must be an email address, and “not an address” is not one.',
    '3\tName\t\tCompany name is required.',
    '3\tPhone\t1\tPhone must be a phone number, and “1” is not one.',
  ])
  await page.getByRole('button', { name: 'Import 1 row' }).click()
  await page.getByRole('heading', { name: 'The import is finished' }).waitFor()
  expect(await page.locator('dl dd').allInnerTexts()).toEqual(['1', '2'])
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download them as CSV' }).click(),
  ])
  expect(file.suggestedFilename()).toBe('file-refused.csv')
  await page.getByRole('button', { name: 'Choose another file' }).click()
})

test('at each problem stands what to do with its rows', async () => {
  await give('Name,Email,Phone\nMekong Ltd,not an address,1\nTonle Co,neither,+855 12 345 679\n,x@y.co,\n')
  await page.getByText('3 rows have a problem and will be refused; 0 fit.').waitFor()
  const groups = page.locator('section', { has: page.getByRole('heading', { name: 'What will happen' }) })
  expect(await groups.getByRole('listitem').locator('strong').allInnerTexts()).toEqual(['Email', 'Phone', 'Name'])
  expect(await groups.getByText('2 cells don’t fit').count()).toBe(1)
  await groups.getByText('This row is refused: Company name can’t be left empty.').waitFor()
  const choice = groups.getByRole('combobox', { name: 'What to do with these 2 rows' })
  expect(await choice.locator('option').allInnerTexts()).toEqual([
    'Refuse the row',
    'Import the row, leave Email empty',
  ])
  await choice.focus()
  await choice.selectOption({ label: 'Import the row, leave Email empty' })
  await page
    .getByText('2 rows have a problem and will be refused; 1 fit. 2 cells that don’t fit are left empty.')
    .waitFor()
  expect(await choice.evaluate((element) => element === document.activeElement)).toBe(true)
  expect(await page.getByRole('region', { name: 'Problems' }).locator('tbody tr').count()).toBe(2)
  await page.getByRole('button', { name: 'Import 1 row' }).click()
  await page.getByRole('heading', { name: 'The import is finished' }).waitFor()
  expect(await page.locator('dl dd').allInnerTexts()).toEqual(['1', '2'])
  await page.getByRole('button', { name: 'Choose another file' }).click()
})

test('a lost answer is asked for again: nothing is lost, nothing doubled', async () => {
  let lost = 0
  await page.route('**/api/imports/*/rows/*', async (route) => {
    // The chunk arrives, its answer doesn't.
    if (lost++ > 1) return route.continue()
    await route.fetch()
    return route.abort('connectionreset')
  })
  const rows = Array.from({ length: 1200 }, (_, i) => `Company ${i},c${i}@mail.example`)
  await give(`Name,Email\n${rows.join('\n')}\n`)
  await page.getByRole('button', { name: 'Import 1,200 rows' }).click()
  await page.getByRole('heading', { name: 'The import is finished' }).waitFor()
  await page.unrouteAll({ behavior: 'wait' })
  expect(await page.locator('dl dd').allInnerTexts()).toEqual(['1,200', '0'])
  expect(lost).toBeGreaterThan(3)
  await page.getByRole('button', { name: 'Choose another file' }).click()
})

test('leaving the screen stops nothing, and stopping loses nothing', async () => {
  const rows = Array.from({ length: 6000 }, (_, i) => `Firm ${i},f${i}@mail.example`)
  await give(`Name,Email\n${rows.join('\n')}\n`)
  // Nothing arrives before Stop is pressed: it holds for what was on its way by then, too.
  let pressed = () => {}
  const stopped = new Promise<void>((done) => {
    pressed = done
  })
  await page.route(/\/imports/, async (route) => {
    await stopped
    await route.continue()
  })
  await page.getByRole('button', { name: 'Import 6,000 rows' }).click()
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await page.getByRole('button', { name: 'Stopping…' }).waitFor()
  pressed()
  await page.getByText('The import stopped.').waitFor()
  await page.unrouteAll({ behavior: 'wait' })
  await page.getByRole('navigation').getByRole('link', { name: 'Sales' }).click()
  await page.getByRole('heading', { name: 'Sales', exact: true }).waitFor()
  await page.goBack()
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByRole('heading', { name: 'The import is finished' }).waitFor()
  expect(await page.locator('dl dd').allInnerTexts()).toEqual(['6,000', '0'])
  await page.getByRole('button', { name: 'Choose another file' }).click()
})

test('anyone can use it, in the light and the dark', async () => {
  expect(await violationsInBothThemes(page)).toEqual([])
  await give('Name,Email,Stage\nA,a@b.co,x\nB,no address,y\n')
  await page.getByText('1 row has a problem').waitFor()
  expect(await violationsInBothThemes(page)).toEqual([])
  await page.getByRole('button', { name: 'Choose another file' }).click()
})

test('the same file again updates by email instead of doubling, and choices outlive a refusal', async () => {
  await give('Name,Email,Colour\nCompany 0,c0@mail.example,red\nCompany 1 Ltd,c1@mail.example,blue\n')
  await page.getByLabel('Records that are there already').selectOption('Email')
  await page.getByLabel('Name of the new field').fill('Email')
  await page.getByRole('button', { name: 'Import 2 rows' }).click()
  await page.getByRole('alert').filter({ hasText: '“Email” exists already.' }).waitFor()
  expect(await page.getByLabel('Records that are there already').inputValue()).toBe('Email')
  await page.getByLabel('Name of the new field').fill('Colour')
  await page.getByRole('button', { name: 'Import 2 rows' }).click()
  await page.getByRole('heading', { name: 'The import is finished' }).waitFor()
  expect(await page.locator('dl dd').allInnerTexts()).toEqual(['0', '2', '0'])
  expect(errors).toEqual([])
})

test('the project lists its imports; undoing one says what it did, and offers to remove the field that others have filled in', async () => {
  const owner = await clientOf(page, world.url)
  const { projects } = await owner.get<{ projects: { fields: { id: string; name: string }[] }[] }>('/api/projects')
  const colour = projects[0]!.fields.find(({ name }) => name === 'Colour')!
  await world.owner()
  const colleague = await world.person('Bopha Keo', 'admin')
  const { records } = await owner.post<{ records: { id: string }[] }>('/api/projects/1/query', { search: 'c0@mail' })
  const record = records[0]!
  await colleague.patch(`/api/records/${record.id}`, { values: { [colour.id]: 'blue' } })
  await visit(page, `${world.url}/p/1/imports`)
  const lines = page.getByRole('list', { name: 'Imports' }).getByRole('listitem')
  const newest = lines.first()
  await newest.getByText('file.csv').waitFor()
  for (const detail of ['Finished', '2 updated', 'New fields: Colour', 'this minute', 'by Sokha Chan'])
    expect(await newest.textContent()).toContain(detail)
  const refused = lines.filter({ hasText: '2 refused' }).getByRole('link', { name: 'Fetch refused rows' })
  const [download] = await Promise.all([page.waitForEvent('download'), refused.first().click()])
  expect(download.suggestedFilename()).toBe('file-refused.csv')
  expect(readFileSync(await download.path(), 'utf8')).toMatch(/^\ufeffName,.*,Why it was refused\r\n/)
  await newest.getByRole('button', { name: 'Undo the import' }).click()
  await page
    .getByText(/The import was undone: .* taken back\. 1 value that others .*Colour, which it had made, is still there/)
    .waitFor()
  await newest.getByText('Undone').waitFor()
  await page.getByRole('button', { name: 'Remove the field' }).click()
  await page.getByText('The field Colour was removed.').waitFor()
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect
    .poll(async () => (await owner.get<{ record: { values: object } }>(`/api/records/${record.id}`)).record.values)
    .toMatchObject({ [colour.id]: 'blue' })
  expect(errors).toEqual([])
})
