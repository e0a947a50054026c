import { createSignal } from 'solid-js'
import type { FieldAnswer, Named } from '../../../../core/api/answers.ts'
import { isSameJson, type Json } from '../../../../core/model/json.ts'
import { widgetOf } from '../../../../parts/field-types/index.ts'

export type Config = FieldAnswer['config']

/** The draft of a field's settings. Unsaved changes outlive the panel. */
export interface Draft {
  name: string
  type: string
  config: Config
  /** `config` as it was read: what others have changed since is not overwritten */
  base: Config
  help: string
  section: string
  required: boolean
  unique: boolean
  hidden: boolean
  /** a value, or the word of a relative default (default-text.ts) */
  default: Json
}

export const EMPTY: Draft = {
  name: '',
  type: '',
  config: {},
  base: {},
  help: '',
  section: '',
  required: false,
  unique: false,
  hidden: false,
  default: null,
}

export const draftOf = (field: FieldAnswer): Draft => ({
  name: field.name,
  type: field.type,
  config: copyOf(field.config),
  base: copyOf(field.config),
  help: field.help,
  section: field.section,
  required: field.required,
  unique: field.unique ?? false,
  hidden: field.hidden ?? false,
  default: copyOf(field.default ?? null),
})

/** Copies by JSON: structuredClone can't clone a store's proxy. */
export const copyOf = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

/** The changed properties of the draft, as the API takes them. */
export function changesOf(draft: Draft, saved: Draft): { [part: string]: Json } {
  const isChanged = (part: keyof Draft) =>
    part === 'config' ? !isSameJson(draft.config, draft.base) : part !== 'base' && !isSameJson(draft[part], saved[part])
  const parts = (Object.keys(draft) as (keyof Draft)[]).filter(isChanged)
  return Object.fromEntries(parts.map((part) => [part, toApi(draft, part)]))
}

function toApi(draft: Draft, part: keyof Draft): Json {
  if (part === 'default') return defaultToApi(draft.type, draft.default)
  const value = draft[part]
  return typeof value === 'string' ? value.trim() : (value as Json)
}

function defaultToApi(type: string, display: Json): Json {
  if (display === null || typeof display !== 'object') return display
  const ids = (value: Json) => (value as unknown as Named[]).map((item) => (typeof item === 'string' ? item : item.id))
  const { kind, choices } = widgetOf(type)
  if (kind === 'set') return Array.isArray(display) ? ids(display) : display
  if (choices === 'options') return (display as unknown as Named).id
  return display
}

const [unsaved, setUnsaved] = createSignal<{ [field: string]: Draft }>({})

/** Drafts by `project/field`; they live as long as the tab. */
export const unsavedDraft = (key: string): Draft | undefined => unsaved()[key]

export function keepDraft(key: string, draft: Draft | undefined): void {
  const { [key]: _, ...otherDrafts } = unsaved()
  setUnsaved(draft ? { ...otherDrafts, [key]: copyOf(draft) } : otherDrafts)
}
