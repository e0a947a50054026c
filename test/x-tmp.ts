import { closeBrowser, openPage } from './browser/browser.ts'
import { startWorld } from './world.ts'

const w = await startWorld()
const p = await openPage()
p.on('console', (m) => console.log('C', m.text()))
p.on('pageerror', (e) => console.log('E', e.message))
p.on('response', (r) => r.status() >= 400 && console.log(r.status(), r.url()))
await p.goto(w.url)
await p.waitForTimeout(2500)
console.log(p.url())
await p.screenshot({ path: '/tmp/shots/x.png' })
console.log(await (await fetch(w.url + '/api/me')).text())
console.log((await (await fetch(w.url + '/')).text()).slice(0, 300))
await closeBrowser()
await w.close()
