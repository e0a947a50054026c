import { RUN_BATCH, type SentStatement } from './d1-over-http.ts'

/** The Durable Objects and bindings of which each world in a process has its own, and the variables that all have. */
export interface Separate {
  classes: string[]
  bindings: string[]
  variables: string[]
}

/** What something of the Worker's is called in that slot. */
export const inSlot = (name: string, slot: number) => `${name}_${slot}`

/** Which slot a request is for that comes to another address than the slot's own. */
export const SLOT_HEADER = 'x-test-slot'

/** Which of the commands a request is: `Commands`. Its body is what that takes, its answer what comes of it, as JSON. */
export const COMMAND_HEADER = 'x-test-command'

/** What a test asks of a slot beside the Worker in it, and what each takes. */
export interface Commands {
  /** what else that slot's environment has; before the first request that is for the Worker */
  vars: Record<string, string>
  /** one batch of its database */
  batch: SentStatement[]
  /** a tick of cron as of that time, in milliseconds; answers when all that it began is done */
  scheduled: number
}

/**
 * A module around the built one: the Worker with the bindings of the slot that a request is for, which its port tells. What the
 * Worker remembers, it remembers by its database (context/isolate-cache.ts), so the slots don't see each other.
 */
export function slotModule(ports: number[], { classes, bindings, variables }: Separate): string {
  const objects = ports.flatMap((_, slot) =>
    classes.map(
      (name) => `export class ${inSlot(name, slot)} extends ${name} {
  constructor(state, env) { super(state, envOf(${slot}, env)) }
}`,
    ),
  )
  return `import worker, { ${classes.join(', ')} } from './index.js'

const envs = new Map()
const vars = []
function envOf(slot, env) {
  if (!envs.has(slot)) {
    const bindings = {}
    for (const name of ${JSON.stringify(variables)}) bindings[name] = env[name]
    for (const name of ${JSON.stringify(bindings)}) bindings[name] = env[name + '_' + slot]
    envs.set(slot, Object.assign(bindings, vars[slot]))
  }
  return envs.get(slot)
}

const ports = ${JSON.stringify(ports)}
const slotOf = ({ url, headers }) => Number(headers.get('${SLOT_HEADER}') ?? ports.indexOf(Number(new URL(url).port)))

${RUN_BATCH}
const commands = {
  vars(body, slot) {
    vars[slot] = body
  },
  batch: (body, slot, env) => runBatch(envOf(slot, env).DB, body),
  async scheduled(scheduledTime, slot, env) {
    const pending = []
    await worker.scheduled({ cron: '* * * * *', scheduledTime }, envOf(slot, env), { waitUntil: (promise) => pending.push(promise) })
    await Promise.all(pending)
  },
}

export default {
  async fetch(request, env, context) {
    const slot = slotOf(request)
    const command = request.headers.get('${COMMAND_HEADER}')
    if (!command) return worker.fetch(request, envOf(slot, env), context)
    try {
      return Response.json((await commands[command](await request.json(), slot, env)) ?? null)
    } catch (error) {
      return new Response(String(error), { status: 500 })
    }
  },
}
${objects.join('\n')}
`
}
