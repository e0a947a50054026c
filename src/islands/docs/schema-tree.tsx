import { createSignal, For, Show } from 'solid-js'
import { say } from '../../i18n/docs.ts'
import type { Document, Schema } from './operations.ts'
import { bounds, inside, meant, type Property, typeText } from './schema.ts'
import css from './schema-tree.module.css'

/** A shape as a tree: what is inside of what; the inner ones open when asked for, since filters hold filters. */
export function SchemaTree(props: { document: Document; schema: Schema; sent?: boolean }) {
  const own = () => inside(props.document, props.schema)
  return (
    <div class={css.tree}>
      <Show when={!props.schema.properties}>
        <p class={css.type}>{typeText(props.schema)}</p>
      </Show>
      <Properties {...props} properties={own()} />
    </div>
  )
}

function Properties(props: { document: Document; properties: Property[]; sent?: boolean | undefined }) {
  return (
    <Show when={props.properties.length > 0}>
      <ul class={css.properties}>
        <For each={props.properties}>
          {(property) => (
            <li>
              <PropertyLine document={props.document} property={property} sent={props.sent} />
            </li>
          )}
        </For>
      </ul>
    </Show>
  )
}

function PropertyLine(props: { document: Document; property: Property; sent?: boolean | undefined }) {
  const [open, setOpen] = createSignal(false)
  const inner = () => inside(props.document, props.property.schema)
  return (
    <Show
      when={inner().length > 0}
      fallback={
        <div class={css.line}>
          <Told {...props} />
        </div>
      }
    >
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary class={css.line}>
          <Told {...props} />
        </summary>
        <Show when={open()}>
          <Properties document={props.document} properties={inner()} sent={props.sent} />
        </Show>
      </details>
    </Show>
  )
}

function Told(props: { document: Document; property: Property; sent?: boolean | undefined }) {
  const schema = () => props.property.schema
  const initial = () => schema().default
  return (
    <>
      <Show when={props.property.name}>
        <code class={css.name}>{props.property.name}</code>
      </Show>
      <span class={css.type}>{typeText(schema())}</span>
      <Show when={props.sent && props.property.name}>
        <span class={props.property.required ? css.required : css.soft}>
          {say(props.property.required ? 'required' : 'optional')}
        </span>
      </Show>
      <Show when={bounds(meant(props.document, schema()))}>{(text) => <span class={css.soft}>{text()}</span>}</Show>
      <Show when={props.sent && initial() !== undefined && initial() !== null}>
        <span class={css.soft}>
          {say('default')} {JSON.stringify(initial())}
        </span>
      </Show>
      <Show when={schema().description}>{(text) => <span class={css.said}>{text()}</span>}</Show>
    </>
  )
}
