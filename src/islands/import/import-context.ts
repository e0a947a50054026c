import { cache } from '../../client/cache.ts'
import { meQuery, peopleQuery } from '../../client/workspace.ts'
import type { ImportAnswer } from '../../core/api/answers.ts'
import type { Mapping } from '../../core/csv/index.ts'
import type { World } from '../../core/fields/contract.ts'
import type { Checked } from './file.ts'

export const emptyMapping: Mapping = {
  columns: [],
  mapping: [],
  key: null,
  quiet: true,
  onlyEmpty: false,
  misfits: 'refuse',
  dates: 'YMD',
  decimal: '.',
}

/** A row may be refused for several reasons; it is one row. */
export const refusedRows = (job: ImportAnswer): number => new Set(job.refused.map(({ row }) => row)).size

/** Rows processed so far; of two responses out of order, the one with more rows is newer. */
export const processedRows = (job: ImportAnswer | undefined): number =>
  job ? job.created + job.updated + job.unchanged + refusedRows(job) : 0

/** Dates can be read in two ways, and only the person can say in which. */
export const asksDates = (checked: Checked | undefined): boolean =>
  checked?.groups.some(({ example }) => example.isAsked) ?? false

/** A plain copy for postMessage: a Solid store is a proxy, which can't be cloned. */
export const toPlain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

/** The context for parsing cells, the same as the Worker's. */
export async function loadImportContext(): Promise<Omit<World, 'name'>> {
  const [{ person, workspace }, people] = await Promise.all([cache.fetchQuery(meQuery), cache.fetchQuery(peopleQuery)])
  return {
    country: workspace.country,
    zone: workspace.zone,
    people: people.map(({ id, name, email }) => ({
      id: Number(id),
      name,
      email,
      role: 'member',
      image: null,
      deactivated: false,
      away: null,
    })),
    me: Number(person.id),
  }
}
