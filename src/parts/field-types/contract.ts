import type { Component, JSX } from 'solid-js'
import type { FieldAnswer, ProjectAnswer } from '../../core/api/answers.ts'
import type { Kind } from '../../core/fields/contract.ts'
import type { Json } from '../../core/model/json.ts'
import type { Key } from '../../i18n/index.ts'
import type { Choice } from '../../widgets/picker.tsx'

/**
 * How a field type looks and is edited: one file per type, one registry (index.ts). What a value means is defined in
 * core/fields. Only `kind`, `group` and `icon` are required; everything else has a default by kind.
 *
 * All of it comes with the first board, so a type names its larger pieces (look, picture, editor, settings, filter value) and does
 * not import them. Each is fetched by the part that needs it, whose table has one for every name, or the program does not
 * compile: displays.tsx, icons.ts, values/field-editor.tsx, filter/values/value-edit.tsx, and the settings' field-config.tsx.
 */
export interface FieldWidget {
  /** how values compare. core/fields says the same (a test holds them together), but weighs too much for a board */
  readonly kind: Kind
  /** where the chooser of types offers it */
  readonly group: Group
  /** by its name in icons.ts, or itself, where a board has it anyway or a single type brings one of its own */
  readonly icon: IconName | Component<{ size: number }>
  /** names of this type in other products, for the type search */
  readonly aliases?: Key

  /** an answered value as a person reads it; absent: the name, title or text that it has, or what it is */
  text?(value: Json): string
  /** how it is displayed in records and table cells; default: its text */
  readonly show?: DisplayName
  /** of a `link`: where it leads, nowhere if undefined; and its text where there is little room */
  href?(value: string): string | undefined
  briefText?(text: string): string
  /** the type that one member of a list is shown like */
  readonly member?: string
  /** the name of a group of records that share this key; absent: the label that the API gives */
  groupLabel?(key: string): string
  /** a field of it has what several records have, each shown as its own type does */
  readonly list?: true
  /** right-aligned */
  readonly figure?: true
  /** too long to group by */
  readonly long?: true
  /** px of its column in a table */
  readonly width?: number
  /** false: its column can't be sorted by */
  readonly sortable?: false
  /** what a column may be folded into; the sum, where it is among them, without being asked */
  readonly totals?: readonly MeasureOp[]
  /** a total, rounded; absent: its text */
  totalText?(total: number): string

  /** how a value is edited; absent: as its kind is (values/editing.ts) */
  readonly editor?: Editor | 'none'
  /** the keyboard of a `line`; absent: any text, or of numbers a decimal */
  readonly input?: LineInput
  /** what its values are chosen from: the field's options, people, records of another project, or a list of its own */
  readonly choices?: 'options' | 'people' | 'records' | (() => Promise<Choice[]>)

  /** how a filter's value is edited; absent: as its kind is (filter/values/value-edit.tsx) */
  readonly filter?: FilterEditor
  /** for numbers in filters: the unit's label, and how many of the value's base unit it is */
  readonly unit?: { name(): string; size: number }
  /** a filter's value as its sentence says it; absent: as its kind is (filter/sentence.ts) */
  conditionText?(value: unknown): string

  /** the settings it asks for besides its name */
  readonly config?: ConfigForm
  /** the settings it begins with */
  defaultConfig?(context: ConfigContext): FieldAnswer['config']
  /** a relative default (today, me), resolved when a record is created */
  readonly defaultWord?: 'today' | 'me'
  /** may be unique (the same as in core/fields) */
  readonly unique?: true
  /** its place among the new fields that an import offers; absent: it makes none */
  readonly importPlace?: number
}

export type Group = 'texts' | 'figures' | 'choices' | 'days' | 'contact' | 'linked' | 'computed' | 'kept'
export type DisplayName =
  | 'text'
  | 'figure'
  | 'long'
  | 'link'
  | 'option'
  | 'options'
  | 'person'
  | 'people'
  | 'records'
  | 'files'
  | 'members'
  | 'stars'
  | 'tick'
  | 'span'
export type IconName =
  | 'arrow-up-right'
  | 'banknote'
  | 'calendar'
  | 'calendar-clock'
  | 'calendar-plus'
  | 'calendar-sync'
  | 'circle-dot'
  | 'fingerprint-pattern'
  | 'globe'
  | 'hash'
  | 'hourglass'
  | 'link'
  | 'list-checks'
  | 'map-pin'
  | 'paperclip'
  | 'percent'
  | 'phone'
  | 'sigma'
  | 'square-check'
  | 'square-function'
  | 'star'
  | 'text-align-start'
  | 'timer'
  | 'type'
  | 'user'
  | 'user-pen'
  | 'user-plus'
export type Editor = 'line' | 'area' | 'money' | 'day' | 'pick' | 'reference' | 'toggle' | 'stars' | 'files'
export type FilterEditor = 'text' | 'figure' | 'money' | 'day' | 'stars' | 'flag'
export type ConfigForm =
  | 'options'
  | 'currency'
  | 'rating'
  | 'uniqueId'
  | 'reference'
  | 'people'
  | 'duration'
  | 'lookup'
  | 'rollup'
  | 'formula'
export type MeasureOp = 'none' | 'sum' | 'average' | 'min' | 'max'

export interface LineInput {
  type: 'text' | 'email' | 'tel' | 'url'
  mode: 'text' | 'decimal' | 'email' | 'tel' | 'url'
}

export interface DisplayProps {
  field: FieldAnswer
  value: Json | undefined
  text: string
  /** there is little room, and no link in it is a tab stop */
  compact?: boolean | undefined
  /** one member of a list, as its own type shows it */
  member: (value: Json) => JSX.Element
}

/** What `defaultConfig` may use. */
export interface ConfigContext {
  project: ProjectAnswer
  /** the workspace's main one */
  currency: string
  /** it had another type before */
  isRetyped: boolean
  /** the options of that type, if it had any */
  options: Json | undefined
}
