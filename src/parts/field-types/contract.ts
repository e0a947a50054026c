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
 * These files are part of the board's first bundle, so a type names its larger parts (display, icon, editor, config form, filter
 * editor) instead of importing them. The module that uses a part has a table with an entry for every name, or it does not
 * compile: displays.tsx, icons.ts, values/field-editor.tsx, filter/values/value-edit.tsx, and the settings' field-config.tsx.
 */
export interface FieldWidget {
  /** how values compare; repeats core/fields, which is too large for the board (a test keeps them equal) */
  readonly kind: Kind
  /** where the chooser of types offers it */
  readonly group: Group
  /** its name in icons.ts, or the component where the board has it anyway */
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
  /** the label of a group with this key; default: the API's label */
  groupLabel?(key: string): string
  /** it has no value, but something to press */
  readonly isPressed?: true
  /** values are lists from several records, each member shown by its own type */
  readonly list?: true
  /** right-aligned */
  readonly figure?: true
  /** too long to group by */
  readonly long?: true
  /** px of its column in a table */
  readonly width?: number
  /** false: its column can't be sorted by */
  readonly sortable?: false
  /** the aggregates of a column; the default is the sum, if included */
  readonly totals?: readonly MeasureOp[]
  /** a total, rounded; absent: its text */
  totalText?(total: number): string

  /** how a value is edited; absent: as its kind is (values/editing.ts) */
  readonly editor?: Editor | 'none'
  /** the keyboard of a `line`; absent: any text, or of numbers a decimal */
  readonly input?: LineInput
  /** the source of its choices: the field's options, people, records, or a list that the type loads */
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
  | 'mouse-pointer-click'
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
  | 'button'
export type MeasureOp = 'none' | 'count' | 'sum' | 'average' | 'min' | 'max'

export interface LineInput {
  type: 'text' | 'email' | 'tel' | 'url'
  mode: 'text' | 'decimal' | 'email' | 'tel' | 'url'
}

export interface DisplayProps {
  field: FieldAnswer
  value: Json | undefined
  text: string
  /** in a table cell: little room, and links are no tab stops */
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
