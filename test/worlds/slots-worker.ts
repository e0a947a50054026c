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

/** A request with it only says what else that slot's environment has, as JSON; it comes before the first of the others. */
export const VARS_HEADER = 'x-test-vars'

/** A tick of cron says it in the words of its schedule. */
export const cronOf = (slot: number) => `slot ${slot}`

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

export default {
  fetch(request, env, context) {
    const slot = slotOf(request)
    const slotVars = request.headers.get('${VARS_HEADER}')
    if (!slotVars) return worker.fetch(request, envOf(slot, env), context)
    vars[slot] = JSON.parse(slotVars)
    return new Response()
  },
  scheduled: (event, env, context) => worker.scheduled(event, envOf(Number(event.cron.split(' ')[1]), env), context),
}
${objects.join('\n')}
`
}
