import type { Language, Project } from '../../src/core/model/index.ts'
import { templateForm } from '../../src/core/template/index.ts'
import type { Change } from '../changes/index.ts'
import type { Context } from '../context/index.ts'
import { matchIndexes, newForm } from '../forms/index.ts'
import type { PlannedProjects } from './assign-ids.ts'

/** The form that the sales CRM begins with, on its customers; whoever makes the CRM is told of what comes in. */
export function addForm(
  context: Context,
  change: Change,
  { customers, opportunities }: { customers: Project; opportunities: Project },
  planned: PlannedProjects,
  { language, sellTo }: { language: Language; sellTo: 'companies' | 'people' },
): void {
  const field = (of: 'customers' | 'opportunities', key: string) => planned.get(of)!.field(key)!
  const { name, open, ...definition } = templateForm(language, sellTo, {
    email: field('customers', 'email'),
    phone: field('customers', 'phone'),
    source: field('customers', 'source'),
    opportunities: String(opportunities.id),
    customer: field('opportunities', 'customer'),
    dealSource: field('opportunities', 'dealSource'),
    unqualified: String(opportunities.lists[0]!.id),
    person: String(context.person.id),
  })
  change.createEntities('form', customers.id, [
    { ...newForm(context, customers, { name, open, definition }), position: 1 },
  ])
  change.add(...matchIndexes(customers, definition))
}
