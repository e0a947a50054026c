/** A token is young for two seconds: tests move the clock of the token instead of waiting, by signing one of a while ago. */
import { newToken } from '../../../functions/forms/public/token.ts'
import type { FormAnswer, SubmissionAnswer } from '../../../src/core/api/form/index.ts'
import type { Client } from '../../client.ts'
import type { Sales } from '../sales-world.ts'

export interface JsonAnswer {
  state: 'done' | 'again' | 'shut'
  code?: string
  message: string
  faults?: Record<string, string>
  token?: string
  redirect?: string | null
}

/** Somebody before a form, with a script or without. */
export class Visitor {
  readonly sales: Sales
  readonly key: string
  /** where they are, as the edge tells it; '' where it doesn't */
  ip = ''
  origin: string | undefined
  language = ''

  constructor(sales: Sales, form: Pick<FormAnswer, 'url'>) {
    this.sales = sales
    this.key = form.url.split('/').at(-1)!
    this.origin = sales.world.url
  }

  get path(): string {
    return `${this.sales.world.url}/f/${this.key}${this.language && `?lang=${this.language}`}`
  }

  async page(): Promise<string> {
    return (await fetch(this.path)).text()
  }

  /** A token that was fetched so many seconds ago. */
  async token(secondsAgo = 5, form?: number): Promise<string> {
    const db = await this.sales.world.db()
    const secret = (await db.prepare('SELECT secret FROM workspace').first<{ secret: string }>())!.secret
    const row = await db.prepare('SELECT id FROM forms WHERE key = ?').bind(this.key).first<{ id: number }>()
    return newToken(secret, form ?? row!.id, Date.now() - secondsAgo * 1000)
  }

  async post(
    fields: Record<string, string | string[] | File | File[]>,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const data = new FormData()
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) data.append(name, one)
    return fetch(this.path, {
      method: 'POST',
      body: data,
      redirect: 'manual',
      headers: {
        ...(this.origin !== undefined && { origin: this.origin }),
        ...(this.ip !== '' && { 'cf-connecting-ip': this.ip }),
        ...headers,
      },
    })
  }

  /** As the script sends it, with a token that is good unless one is given. */
  async send(fields: Record<string, string | string[] | File | File[]>): Promise<JsonAnswer & { status: number }> {
    const token = fields.token ?? (await this.token())
    const answer = await this.post({ ...fields, token }, { accept: 'application/json' })
    return { status: answer.status, ...((await answer.json()) as JsonAnswer) }
  }
}

export const submissionsOf = async (owner: Client, form: Pick<FormAnswer, 'id'>): Promise<SubmissionAnswer[]> =>
  (await owner.get<{ submissions: SubmissionAnswer[] }>(`/api/forms/${form.id}/submissions`)).submissions

/** How many rows each table has that a submission writes to. */
export async function rowsWritten({ world }: Sales): Promise<string> {
  const db = await world.db()
  const tables = ['records', 'submissions', 'submission_files', 'files', 'history', 'changes', 'deliveries', 'links']
  const counts = tables.map((table) => `(SELECT count(*) FROM ${table})`).join(" || ' ' || ")
  const row = await db.prepare(`SELECT ${counts} AS counts`).first<{ counts: string }>()
  const objects = await (await world.files()).list({ prefix: 'forms/' })
  return `${row!.counts} ${objects.objects.length}`
}
