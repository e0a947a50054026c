import { closeBrowser, openPage, setUp } from './browser/browser.ts'
import { startWorld } from './world-tmp.ts'

const w = await startWorld()
try {
  const page = await openPage()
  page.setDefaultTimeout(180000)
  await setUp(page, w.url)
  await page.getByRole('navigation').getByRole('link', { name: 'Customers' }).click()
  await page.getByRole('link', { name: 'Import', exact: true }).click()
  let t = performance.now()
  await page.locator('input[type=file]').setInputFiles('/tmp/big.csv')
  await page.getByRole('heading', { name: '12 columns' }).waitFor()
  console.log('mapped after', performance.now() - t)
  await page.getByText('rows have a problem').waitFor()
  console.log('checked after', performance.now() - t)
  t = performance.now()
  await page.getByRole('button', { name: /^Import [\d,]+ rows/ }).click()
  await page.waitForTimeout(4000)
  await page.screenshot({ path: '/tmp/shots/b1.png' })
  await page.getByRole('heading', { name: 'The import is finished' }).waitFor()
  console.log('imported in', performance.now() - t)
  await page.waitForTimeout(300)
  await page.screenshot({ path: '/tmp/shots/b2.png' })
  console.log(await page.locator('dl dd').allInnerTexts())
  t = performance.now()
  await page.getByRole('button', { name: 'Undo the import' }).click()
  await page.getByText('The import was undone').waitFor()
  console.log('undone in', performance.now() - t)
} catch (e) {
  console.log(e)
} finally {
  await closeBrowser()
  await w.close()
}
