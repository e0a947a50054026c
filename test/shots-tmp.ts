import { closeBrowser, inaccessible, openPage, setUp } from './browser/browser.ts'
import { startWorld } from './world-tmp.ts'

const D = '/work/shared/data/'
const w = await startWorld()
try {
  const page = await openPage({ colorScheme: 'light' })
  page.on('pageerror', (e) => console.log('ERR', e.stack))
  await setUp(page, w.url, { sample: process.env.SAMPLE === '1' })
  const imp = async (p: string, f: string, n: string) => {
    await page.getByRole('navigation').getByRole('link', { name: p }).click()
    await page.getByRole('link', { name: 'Import', exact: true }).click()
    await page.locator('input[type=file]').setInputFiles(D + f)
    await page.getByText(n).waitFor()
    console.log('axe import', await inaccessible(page))
    await page.getByRole('button', { name: /^Import [\d,]+ rows/ }).click()
    await page.getByRole('heading', { name: 'The import is finished' }).waitFor({ timeout: 60000 })
  }
  if (process.env.SAMPLE !== '1') {
    await imp('Customers', 'maven/accounts.csv', 'All 85 rows fit')
    await imp('Opportunities', 'maven/sales_pipeline.csv', 'All 8,800 rows fit')
    await page.waitForTimeout(300)
    await page.screenshot({ path: '/tmp/shots/r1.png' })
    console.log('axe report', await inaccessible(page))
  }
  await page.getByRole('navigation').getByRole('link', { name: 'Sales' }).click()
  await page.locator('canvas').first().waitFor()
  await page.waitForTimeout(600)
  await page.screenshot({ path: '/tmp/shots/r2.png' })
  console.log('axe dash', await inaccessible(page))
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.waitForTimeout(300)
  await page.screenshot({ path: '/tmp/shots/r3.png' })
  console.log('axe dash dark', await inaccessible(page))
  await page.evaluate(() => document.querySelector('#main')!.scrollTo(0, 1e5))
  await page.waitForTimeout(200)
  await page.screenshot({ path: '/tmp/shots/r4.png' })
  await page.evaluate(() => document.querySelector('#main')!.scrollTo(0, 0))
  const c = page.locator('canvas').first()
  const b = (await c.boundingBox())!
  await page.mouse.click(b.x + b.width * 0.5, b.y + b.height - 40)
  await page.waitForTimeout(1500)
  console.log(page.url())
  await page.screenshot({ path: '/tmp/shots/r5.png' })
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goBack()
  await page.locator('canvas').first().waitFor()
  await page.waitForTimeout(500)
  await page.screenshot({ path: '/tmp/shots/r6.png' })
  console.log('axe dash phone', await inaccessible(page))
} finally {
  await closeBrowser()
  await w.close()
}
