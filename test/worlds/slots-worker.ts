/** The Durable Objects and bindings of which each world in a process has its own, and the variables that all have. */
export interface Separate {
  classes: string[]
  bindings: string[]
  variables: string[]
}

/** What something of the Worker's is called in that slot. */
export const inSlot = (name: string, slot: number) => `${name}_${slot}`

/** Which slot a request is for that doesn't come to an address of the slot's own. */
export const SLOT_HEADER = 'x-test-slot'

/** A tick of cron says it in the words of its schedule. */
export const cronOf = (slot: number) => `slot ${slot}`

const numbers = (slots: number) => Array.from({ length: slots }, (_, slot) => slot)

/**
 * A module around the built one: the Worker once for each slot, with bindings of its own. What the Worker remembers, it remembers
 * by its database (context/isolate-cache.ts), so the slots don't see each other.
 */
export function slotModule(slots: number, { classes, bindings, variables }: Separate): string {
  const one = (slot: number) => `
export const ${entrypointOf(slot)} = { fetch: (request, env, context) => worker.fetch(request, envOf(${slot}, env), context) }
${classes
  .map(
    (name) => `export class ${inSlot(name, slot)} extends ${name} {
  constructor(state, env) { super(state, envOf(${slot}, env)) }
}`,
  )
  .join('\n')}`
  return `import worker, { ${classes.join(', ')} } from './index.js'

const envs = new Map()
function envOf(slot, env) {
  if (!envs.has(slot)) {
    const own = {}
    for (const name of ${JSON.stringify(variables)}) own[name] = env[name]
    for (const name of ${JSON.stringify(bindings)}) own[name] = env[name + '_' + slot]
    envs.set(slot, own)
  }
  return envs.get(slot)
}

export default {
  fetch: (request, env, context) => worker.fetch(request, envOf(Number(request.headers.get('${SLOT_HEADER}')), env), context),
  scheduled: (event, env, context) => worker.scheduled(event, envOf(Number(event.cron.split(' ')[1]), env), context),
}
${numbers(slots).map(one).join('\n')}
`
}

/** Before the Worker, where the site's files are: only what comes to its default entrypoint is answered by them. */
export const frontModule = (slots: number) => `
const forward = (slot) => ({
  fetch(request, env) {
    const headers = new Headers(request.headers)
    headers.set('${SLOT_HEADER}', slot)
    return env.WORKER.fetch(new Request(request, { headers }))
  },
})
export default { fetch: (request, env) => env.WORKER.fetch(request) }
${numbers(slots)
  .map((slot) => `export const ${entrypointOf(slot)} = forward(${slot})`)
  .join('\n')}
`

export const entrypointOf = (slot: number) => `slot${slot}`
