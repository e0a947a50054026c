import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { COUNTRIES, customerName, customerRow, STAGES } from './data.ts'

/** Deals of one country above an amount: the table that is filtered through a reference. */
export const COUNTRY = COUNTRIES[3]!
export const ABOVE = 20_000

/**
 * A Worker that does the same works on D1 and nothing else: no sign-in, rights, history, fields of one's own. Its tables and
 * SQL are made for just these questions: totals kept by triggers, the country copied onto the deal, answers put together by
 * SQLite. What it answers a second is what D1 gives; how much of that the product keeps is the ratio that the bench prints.
 */
const CARD = `json_array(o.id, o.title, o.stage, o.position, o.amount, o.cost, o.confidence, o.close, o.customer, o.source, c.name)`
const SCRIPT = `
const one = {
  board: ["SELECT json_object('cards', (SELECT json_group_array(${CARD}) FROM stages s JOIN deals o ON o.id IN (SELECT id FROM deals WHERE stage = s.stage ORDER BY position LIMIT 50) JOIN customers c ON c.id = o.customer), 'sums', (SELECT json_group_array(json_array(stage, n, amount)) FROM (SELECT stage, sum(n) n, sum(amount) amount FROM totals GROUP BY stage))) j"],
  table: ["SELECT json_object('rows', (SELECT json_group_array(${CARD}) FROM (SELECT id FROM deals WHERE country = ?1 AND amount > ?2 ORDER BY close LIMIT 50) x CROSS JOIN deals o ON o.id = x.id JOIN customers c ON c.id = o.customer), 'count', (SELECT count(*) FROM deals WHERE country = ?1 AND amount > ?2)) j"],
  dashboard: ["SELECT json_group_array(json_array(month, stage, amount)) j FROM totals"],
  read: ["SELECT json_object('id', o.id, 'title', o.title, 'stage', o.stage, 'amount', o.amount, 'cost', o.cost, 'confidence', o.confidence, 'close', o.close, 'source', o.source, 'customer', c.name, 'email', c.email, 'country', c.country) j FROM deals o JOIN customers c ON c.id = o.customer WHERE o.id = ?1"],
}
const insert = 'INSERT INTO deals (title, stage, customer, amount, cost, source, close, confidence, position, country)'
export default {
  async fetch(request, { DB }) {
    const work = new URL(request.url).pathname.slice(1)
    const values = request.method === 'POST' ? await request.json() : []
    if (one[work]) return new Response(await DB.prepare(one[work][0]).bind(...values).first('j'))
    if (work === 'move') await DB.prepare('UPDATE deals SET stage = ?2 WHERE id = ?1').bind(...values).run()
    if (work === 'create') await DB.prepare(insert + ' VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, (SELECT country FROM customers WHERE id = ?3))').bind(...values).run()
    if (work === 'import') await DB.prepare(insert + ' SELECT p.value ->> 0, p.value ->> 1, c.id, (p.value ->> 3) * 100, (p.value ->> 4) * 100, p.value ->> 7, p.value ->> 9, p.value ->> 10, p.key, c.country FROM json_each(?1) p JOIN customers c ON c.name = p.value ->> 2').bind(JSON.stringify(values)).run()
    if (work === 'sql') await DB.batch(values.map(([text, ...bound]) => DB.prepare(text).bind(...bound)))
    return new Response('{}')
  },
}`

const SCHEMA = [
  'CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, email TEXT, country TEXT NOT NULL)',
  'CREATE TABLE stages (stage TEXT PRIMARY KEY) WITHOUT ROWID',
  `CREATE TABLE deals (id INTEGER PRIMARY KEY, title TEXT NOT NULL, stage TEXT NOT NULL, position INTEGER NOT NULL, amount INTEGER NOT NULL,
    cost INTEGER NOT NULL, confidence INTEGER NOT NULL, close TEXT NOT NULL, customer INTEGER NOT NULL, source TEXT NOT NULL, country TEXT NOT NULL)`,
  'CREATE INDEX deals_stage ON deals (stage, position)',
  'CREATE INDEX deals_customer ON deals (customer)',
  'CREATE INDEX deals_country ON deals (country, close, amount)',
  'CREATE TABLE totals (stage TEXT, month TEXT, n INTEGER, amount INTEGER, PRIMARY KEY (stage, month)) WITHOUT ROWID',
  `CREATE TRIGGER deals_insert AFTER INSERT ON deals BEGIN INSERT INTO totals VALUES (new.stage, substr(new.close, 1, 7), 1, new.amount)
    ON CONFLICT DO UPDATE SET n = n + 1, amount = amount + excluded.amount; END`,
  `CREATE TRIGGER deals_update AFTER UPDATE OF stage, amount, close ON deals BEGIN
    UPDATE totals SET n = n - 1, amount = amount - old.amount WHERE stage = old.stage AND month = substr(old.close, 1, 7);
    INSERT INTO totals VALUES (new.stage, substr(new.close, 1, 7), 1, new.amount) ON CONFLICT DO UPDATE SET n = n + 1, amount = amount + excluded.amount; END`,
]

export class Bare {
  readonly #miniflare: Miniflare
  readonly #url: string
  readonly #size: number
  #next = 0

  private constructor(miniflare: Miniflare, url: string, size: number) {
    this.#miniflare = miniflare
    this.#url = url
    this.#size = size
  }

  /** With those customers and no deals. */
  static async start(size: number, customers: number): Promise<Bare> {
    const miniflare = new Miniflare(
      convertV4MiniflareOptions({
        modules: true,
        script: SCRIPT,
        compatibilityDate: '2026-11-01',
        d1Databases: { DB: 'bare' },
        unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
        logRequests: false,
        cf: false,
      } as unknown as Parameters<typeof convertV4MiniflareOptions>[0]),
    )
    const { origin } = await miniflare.unsafeGetDirectURL()
    const bare = new Bare(miniflare, origin, size)
    await bare.#post('sql', [
      ...SCHEMA.map((text) => [text]),
      ...STAGES.map((stage) => ['INSERT INTO stages VALUES (?1)', stage]),
    ])
    const rows = Array.from({ length: customers }, (_, i) => [
      i + 1,
      customerName(i),
      customerRow(i)[1],
      customerRow(i)[3],
    ])
    for (let i = 0; i < rows.length; i += 5_000)
      await bare.#post('sql', [
        [
          'INSERT INTO customers SELECT p.value ->> 0, p.value ->> 1, p.value ->> 2, p.value ->> 3 FROM json_each(?1) p',
          JSON.stringify(rows.slice(i, i + 5_000)),
        ],
      ])
    return bare
  }

  /** Rows a second. */
  async import(rows: string[][]): Promise<number> {
    const start = performance.now()
    for (let i = 0; i < rows.length; i += 2_000) await this.#post('import', rows.slice(i, i + 2_000))
    const rate = rows.length / ((performance.now() - start) / 1000)
    await this.#post('sql', [['ANALYZE']])
    return rate
  }

  readonly works: Readonly<Record<string, () => Promise<unknown>>> = {
    board: () => this.#post('board', []),
    table: () => this.#post('table', [COUNTRY, ABOVE * 100]),
    dashboard: () => this.#post('dashboard', []),
    'month x list': () => this.#post('dashboard', []),
    read: () => this.#post('read', [this.#id()]),
    create: () =>
      this.#post('create', ['New stock system', 'Negotiation', 7, 120_000, 70_000, 'Website', '2026-12-24', 4]),
    move: () => this.#post('move', [this.#id(), STAGES[this.#next % STAGES.length]]),
  }

  #id = () => 1 + ((this.#next++ * 7919) % this.#size)

  async #post(work: string, body: unknown): Promise<void> {
    const response = await fetch(`${this.#url}/${work}`, { method: 'POST', body: JSON.stringify(body) })
    const text = await response.text()
    if (!response.ok) throw new Error(`bare ${work}: ${text.slice(0, 500)}`)
  }

  stop = () => this.#miniflare.dispose()
}
