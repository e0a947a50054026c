import type { Tag } from '../route.ts'

export const INFO = {
  title: 'Tonle',
  version: '1',
  license: { name: 'MIT', identifier: 'MIT' },
  description: `Everything that the screens do. JSON both ways, UTF-8.

- **Who asks**: the cookie that signing in sets, or \`Authorization: Bearer <API key>\`.
- **Errors** are problem JSON (RFC 9457); each fault has its place in what was sent, a code and a sentence. What isn’t there and what one may not see give the same 404.
- **Pages**: \`limit\` up to 200, \`next\` is the \`cursor\` of the page that follows.
- **Idempotency-Key** on any write: the same key answers the same result; with another body, or another file, it is a 422.
- **Undo**: every changing call answers \`change\`; \`POST /api/changes/{id}/undo\` takes it back.
- **View-As**: with a role’s id in this header, who may give that role reads what it would see, and changes nothing.
- **Fields** are named by id or exact name. Ids are opaque texts, instants ISO 8601 in UTC, dates \`YYYY-MM-DD\`, money a decimal text with its currency.`,
}

const TAGGED: Record<Tag, string> = {
  project: 'A database of records, with its lists, fields and tags',
  list: 'The steps of a project',
  field: 'What a project’s records have',
  tag: 'Labels of records',
  record: 'What a project holds: a deal, a customer',
  comment: 'What people say of a record',
  file: 'What hangs on a record',
  search: 'Finding across projects',
  change: 'What was done, and taking it back',
  import: 'Rows of a file that become records',
  automation: 'What happens by itself',
  dashboard: 'Charts side by side',
  chart: 'One question and its answer',
  inbound: 'What comes in from other programs',
  form: 'What anybody may fill in, and what was sent in',
  webhook: 'Telling other programs what happens',
  template: 'The sales CRM, made at once',
  workspace: 'What holds for everybody',
  person: 'Who works here',
  notification: 'What one is told of',
  role: 'What people may see and do',
  team: 'Groups of people',
  key: 'API keys',
  invitation: 'Asking somebody in',
  audit: 'Who did what that matters',
  'sign-in': 'Getting in and out',
  api: 'The API itself',
}

export const TAGS = Object.entries(TAGGED).map(([name, description]) => ({ name, description }))
