import type { NewInboundAnswer } from '../../../core/api/answers.ts'
import type { Mapped } from '../../../core/api/outside/inbound.ts'
import { sayHook } from '../../../i18n/webhook/index.ts'
import { Copied } from '../../../parts/copied/copied.tsx'
import css from '../webhooks.module.css'

export type NewAddress = NewInboundAnswer

/** An address with its token, shown once, and a message that fits its mapping. */
export function NewAddressBox(props: { address: NewAddress }) {
  const example = () =>
    `curl -X POST ${props.address.url} -H 'content-type: application/json' -d '${JSON.stringify(exampleOf(props.address.mapping ?? []))}'`
  return (
    <div class={css.told} role="status">
      <p>{sayHook('secretOnce')}</p>
      <Copied label={sayHook('in.url')} text={props.address.url} />
      <Copied label={sayHook('in.example')} text={example()} />
    </div>
  )
}

type Example = { [key: string]: Example | string }

/** With something at each path that is asked for. */
function exampleOf(mapping: readonly Mapped[]): Example {
  const paths = mapping.flatMap((entry) => ('path' in entry ? [entry.path] : []))
  const example: Example = paths.length > 0 ? {} : { name: 'Vanna Keo' }
  for (const path of paths) {
    const keys = path.split('.')
    let inner = example
    for (const key of keys.slice(0, -1)) {
      if (typeof inner[key] !== 'object') inner[key] = {}
      inner = inner[key] as Example
    }
    inner[keys.at(-1)!] ??= '…'
  }
  return example
}
