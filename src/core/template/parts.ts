import type { Color, ListKind } from '../model/index.ts'
import type { FieldName, ListName, TemplateWords } from './words.ts'

export type ProjectKey = 'customers' | 'opportunities' | 'delivery' | 'invoices'

export interface TemplateList {
  name: string
  kind: ListKind
  probability: number
  staleAfterDays: number | null
  color: Color
  /** of which fields a record that comes into it is asked, by their keys */
  asks: FieldName[]
}

export interface TemplateField {
  key: FieldName
  name: string
  type: string
  /** names projects and fields by their keys */
  config: Record<string, unknown>
  /** under which heading it stands on a record; none above all others */
  section?: string
}

export interface TemplateProject {
  name: string
  recordName: string
  titleName: string
  icon: string
  lists: TemplateList[]
  fields: TemplateField[]
  tags: { name: string; color: Color }[]
}

/** What the template's projects are put together from. */
export const lister =
  (words: TemplateWords) =>
  (key: ListName, kind: ListKind, probability: number, staleAfterDays: number | null, color: Color): TemplateList => ({
    name: words.lists[key],
    kind,
    probability,
    staleAfterDays,
    color,
    asks: asksOf(kind),
  })

/** Why a deal was lost is asked where it goes then; nobody has to say it. */
export const asksOf = (kind: ListKind): FieldName[] => (kind === 'lost' ? ['lossReason'] : [])

export const maker =
  (words: TemplateWords) =>
  (key: FieldName, type: string, config: Record<string, unknown> = {}): TemplateField => ({
    key,
    name: words.fields[key],
    type,
    config,
  })

export const inSection = (section: string, fields: TemplateField[]): TemplateField[] =>
  fields.map((field) => ({ ...field, section }))

const OPTION_COLORS = ['teal', 'blue', 'purple', 'amber', 'orange', 'pink'] as const

/** Options by their keys, coloured in turn. */
export const options = (words: TemplateWords, keys: string[]) => ({
  options: keys.map((key, i) => ({
    id: key,
    name: words.options[key]!,
    color: OPTION_COLORS[i % OPTION_COLORS.length]!,
  })),
})

/** Dollars and riel go side by side here. */
export const otherCurrencies = (currency: string) => ['USD', 'KHR'].filter((code) => code !== currency)
