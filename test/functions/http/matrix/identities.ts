import type { FieldAnswer, ProjectAnswer } from '../../../../src/core/api/answers.ts'
import type { Level } from '../../../../src/core/model/rights.ts'
import { Client } from '../../../client.ts'
import { type Sales, startSales } from '../../sales-world.ts'
import { StandIns } from '../../stand-ins.ts'

/** Who asks, and what they may: said here in words of the test, which knows nothing of how rights are worked out. */
export interface Identity {
  name: string
  client: Client
  /** 401 to all that is somebody's */
  nobody?: true
  /** changes nothing, whatever the role says */
  readOnly?: true
  /** an API key: a session's own affairs are not its */
  key?: true
  /** in the opportunities */
  level: Level
  /** the rights over the workspace: all of them or none */
  workspace: boolean
  owner?: true
  /** some records of a project that they see are hidden from them */
  rows?: true
  /** makes what this identity sees; of these nouns there is nothing */
  seen: StandIns
  without?: readonly string[]
  /** makes what is there and this identity doesn't see; by noun, or nothing of it */
  unseen: (noun: string) => StandIns | null
  /** a field of the opportunities that is hidden from this identity */
  hidden?: FieldAnswer
}

export interface Cast {
  sales: Sales
  identities: Identity[]
  /** a project that only managers and viewers enter */
  vault: ProjectAnswer
}

/** Sends an API key, or looks through the eyes of a role, by a header of its own. */
class Headed extends Client {
  private readonly headers: Record<string, string>

  constructor(of: Client, headers: Record<string, string>, withCookie: boolean) {
    super(of.base)
    this.cookie = withCookie ? of.cookie : ''
    this.headers = headers
  }

  override send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    return super.send(method, path, body, { ...headers, ...this.headers })
  }
}

const IN_PROJECT = ['project', 'list', 'field', 'tag', 'record', 'comment', 'file']
const ON_RECORD = ['record', 'comment', 'file']
/** whoever made them has them alone, but for who manages the project */
const OWN = ['session', 'passkey', 'key', 'import', 'change']

export async function startCast(): Promise<Cast> {
  const sales = await startSales()
  const { owner, opportunities, customers, world } = sales
  const vault = await makeVault(sales)
  const role = async (name: string, projects: object) =>
    (await owner.post<{ role: { id: string } }>('/api/roles', { name, projects })).role.id
  const key = async (name: string, scopes = ['read'], projects: string[] | null = null) =>
    owner.post<{ key: { id: string; secret: string } }>('/api/keys', { name, scopes, projects })
  const bearer = (secret: string) => new Headed(owner, { authorization: `Bearer ${secret}` }, false)

  const strangerRole = await role('Stranger', { '*': { access: 'none' }, [customers.id]: { access: 'view' } })
  const ownRole = await role('Own only', { '*': { access: 'edit', records: 'own' } })
  const fields = { Cost: 'hidden', Profit: 'hidden' }
  const edit = { access: 'edit' }
  const juniorRole = await role('Junior', {
    '*': { access: 'none' },
    [customers.id]: edit,
    [opportunities.id]: { ...edit, fields },
  })
  const stranger = await world.person('Stranger', strangerRole)
  const viewer = await world.person('Viewer', 'viewer')
  const ownReader = await world.person('Own', ownRole)
  const junior = await world.person('Junior', juniorRole)
  const reading = await key('Reads')
  const gone = await key('Gone')
  const writing = await key('Writes', ['read', 'write'])
  const elsewhere = await key('Elsewhere', ['read', 'write'], [customers.id])
  await owner.delete(`/api/keys/${gone.key.id}`)

  const there = new StandIns(sales)
  const invault = new StandIns({ ...sales, opportunities: vault })
  const me = async (client: Client) => (await client.get<{ person: { id: string } }>('/api/me')).person.id
  /** the owner's sessions, passkeys and keys are nobody else's */
  const owners = (noun: string) => (OWN.includes(noun) ? there : null)
  const cost = opportunities.fields.find(({ name }) => name === 'Cost')!
  const none = { level: 'none', workspace: false } as const

  const identities: Identity[] = [
    { name: 'nobody', client: world.stranger(), nobody: true, ...none, seen: there, unseen: () => null },
    { name: 'a revoked key', client: bearer(gone.key.secret), nobody: true, ...none, seen: there, unseen: () => null },
    {
      name: 'a stranger to the project',
      client: stranger,
      ...none,
      seen: new StandIns(sales, { me: stranger }),
      without: [...IN_PROJECT, 'import', 'change', 'key'],
      unseen: (noun) => (IN_PROJECT.includes(noun) ? there : owners(noun)),
    },
    {
      name: 'a viewer',
      client: viewer,
      level: 'view',
      workspace: false,
      seen: new StandIns(sales, { me: viewer }),
      without: ['import', 'change', 'key'],
      unseen: owners,
    },
    {
      name: 'one who sees only their own',
      client: ownReader,
      level: 'edit',
      workspace: false,
      rows: true,
      seen: new StandIns(sales, { me: ownReader, author: ownReader, given: { assignees: [await me(ownReader)] } }),
      without: ['key'],
      unseen: (noun) => (ON_RECORD.includes(noun) ? there : owners(noun)),
    },
    {
      name: 'a junior without costs',
      client: junior,
      level: 'edit',
      workspace: false,
      seen: new StandIns(sales, { me: junior, author: junior }),
      without: ['key'],
      unseen: (noun) => (IN_PROJECT.includes(noun) ? invault : owners(noun)),
      hidden: cost,
    },
    {
      name: 'the owner, seeing as a junior does',
      client: new Headed(owner, { 'view-as': juniorRole }, true),
      level: 'edit',
      workspace: false,
      readOnly: true,
      seen: there,
      unseen: (noun) => (IN_PROJECT.includes(noun) ? invault : null),
      hidden: cost,
    },
    {
      name: 'a key that reads',
      client: bearer(reading.key.secret),
      level: 'manage',
      workspace: true,
      readOnly: true,
      key: true,
      owner: true,
      seen: there,
      unseen: () => null,
    },
    {
      name: 'a key that writes',
      client: bearer(writing.key.secret),
      level: 'manage',
      workspace: true,
      key: true,
      owner: true,
      seen: there,
      unseen: () => null,
    },
    {
      name: 'a key for other projects',
      client: bearer(elsewhere.key.secret),
      ...none,
      key: true,
      owner: true,
      seen: there,
      without: [...IN_PROJECT, 'import', 'change'],
      unseen: (noun) => ([...IN_PROJECT, 'import', 'change'].includes(noun) ? there : null),
    },
  ]
  return { sales, identities, vault }
}

/** What the examples of the opportunities name must be here too, or another reason to refuse would come first. */
async function makeVault({ owner }: Sales): Promise<ProjectAnswer> {
  const { project } = await owner.post<{ project: ProjectAnswer }>('/api/projects', { name: 'Vault' })
  await owner.post(`/api/projects/${project.id}/fields`, { name: 'Amount', type: 'currency' })
  await owner.post(`/api/projects/${project.id}/lists`, { name: 'Closed won', kind: 'won' })
  return (await owner.get<{ project: ProjectAnswer }>(`/api/projects/${project.id}`)).project
}
