import type { FieldAnswer, ProjectAnswer } from '../../../src/core/api/answers.ts'

/** Two projects as the sales template makes them: what a file is mapped to. */
export const field = (id: number, name: string, type: string, config: FieldAnswer['config'] = {}): FieldAnswer => ({
  id: String(id),
  name,
  type,
  config,
  required: false,
  unique: false,
  default: null,
  hidden: false,
  help: '',
  section: '',
})

const project = (
  more: Pick<ProjectAnswer, 'id' | 'name' | 'recordName' | 'titleName' | 'lists' | 'fields'>,
): ProjectAnswer => ({
  icon: '',
  parts: { due: true, assignees: true, checklists: true, dependencies: true, tags: true, comments: true },
  tags: [],
  rights: { access: 'manage', records: 'all' },
  ...more,
})

const list = (name: string, i: number) => ({
  id: String(i + 1),
  name,
  kind:
    name === 'Closed won'
      ? ('won' as const)
      : name === 'Closed lost'
        ? ('lost' as const)
        : name === 'Not viable'
          ? ('void' as const)
          : ('open' as const),
  probability: 50,
  staleAfterDays: null,
  color: 'grey' as const,
  asks: [],
})

export const customers = project({
  id: '1',
  name: 'Customers',
  recordName: 'Customer',
  titleName: 'Company name',
  lists: ['Customers'].map(list),
  fields: [
    field(1, 'Email', 'email'),
    field(2, 'Phone', 'phone'),
    field(3, 'Website', 'url'),
    field(4, 'Address', 'location'),
    field(5, 'Source', 'select', { options: [{ id: 'a', name: 'Referral', color: 'grey' }] }),
    field(6, 'Category', 'select', { options: [] }),
  ],
})

export const opportunities = project({
  id: '2',
  name: 'Opportunities',
  recordName: 'Opportunity',
  titleName: 'Opportunity',
  lists: [
    'Unqualified',
    'Qualification',
    'Proposal writing',
    'Proposal sent',
    'Negotiation',
    'Contract out for signature',
    'Closed won',
    'Closed lost',
    'Not viable',
  ].map(list),
  fields: [
    field(11, 'Amount', 'currency', { currency: 'USD', others: ['KHR'] }),
    field(12, 'Cost', 'currency', { currency: 'USD', others: [] }),
    field(13, 'Proposal URL', 'url'),
    field(14, 'Files received', 'file'),
    field(15, 'Confidence', 'rating', { max: 5 }),
    field(16, 'Expected close date', 'date'),
    field(17, 'Customer', 'reference', { project: '1', multiple: false }),
    field(18, 'Deal source', 'select', { options: [] }),
    field(19, 'Loss reason', 'select', { options: [] }),
    field(20, 'Customer size', 'select', { options: [] }),
  ],
})
