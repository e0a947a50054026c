import { createSignal, For, Show } from 'solid-js'
import { say } from '../../i18n/docs.ts'
import type { Document, Schema } from './operations.ts'
import { bounds, type Property, propertiesOf, resolveRef, typeText } from './schema.ts'
import css from './schema-tree.module.css'

/** A schema as a tree. Nested schemas open on demand, since some (filters) are recursive. */
export function SchemaTree(props: { document: Document; schema: Schema; isRequest?: boolean }) {
  const properties = () => propertiesOf(props.document, props.schema)
  return (
    <div class={css.tree}>
      <Show when={!props.schema.properties}>
        <p class={css.type}>{typeText(props.schema)}</p>
      </Show>
      <Properties {...props} properties={properties()} />
    </div>
  )
}

function Properties(props: { document: Document; properties: Property[]; isRequest?: boolean | undefined }) {
  return (
    <Show when={props.properties.length > 0}>
      <ul class={css.properties}>
        <For each={props.properties}>
          {(property) => (
            <li>
              <PropertyLine document={props.document} property={property} isRequest={props.isRequest} />
            </li>
          )}
        </For>
      </ul>
    </Show>
  )
}

function PropertyLine(props: { document: Document; property: Property; isRequest?: boolean | undefined }) {
  const [open, setOpen] = createSignal(false)
  const nested = () => propertiesOf(props.document, props.property.schema)
  return (
    <Show
      when={nested().length > 0}
      fallback={
        <div class={css.line}>
          <SchemaDetails {...props} />
        </div>
      }
    >
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary class={css.line}>
          <SchemaDetails {...props} />
        </summary>
        <Show when={open()}>
          <Properties document={props.document} properties={nested()} isRequest={props.isRequest} />
        </Show>
      </details>
    </Show>
  )
}

function SchemaDetails(props: { document: Document; property: Property; isRequest?: boolean | undefined }) {
  const schema = () => props.property.schema
  const initial = () => schema().default
  return (
    <>
      <Show when={props.property.name}>
        <code class={css.name}>{props.property.name}</code>
      </Show>
      <span class={css.type}>{typeText(schema())}</span>
      <Show when={props.isRequest && props.property.name}>
        <span class={props.property.required ? css.required : css.soft}>
          {say(props.property.required ? 'required' : 'optional')}
        </span>
      </Show>
      <Show when={bounds(resolveRef(props.document, schema()))}>
        {(text) => <span class={css.soft}>{text()}</span>}
      </Show>
      <Show when={props.isRequest && initial() !== undefined && initial() !== null}>
        <span class={css.soft}>
          {say('default')} {JSON.stringify(initial())}
        </span>
      </Show>
      <Show when={schema().description}>{(text) => <span class={css.said}>{text()}</span>}</Show>
    </>
  )
}
