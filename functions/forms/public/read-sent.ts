import { CAPTURES } from '../../../src/core/api/form/index.ts'
import { shownFields } from '../../../src/core/forms/is-shown.ts'
import type { LiveField } from '../live-form.ts'
import type { OpenForm } from './open-form.ts'

/** What came in, before anything of it is believed. */
export interface Sent {
  /** by names of controls */
  typed: Record<string, string[]>
  files: (readonly [name: string, file: File])[]
  token: string
  /** the control that people don't see was filled in */
  isTrapped: boolean
  consented: boolean
  /** where the visitor comes from */
  captured: Record<string, string>
  /** Turnstile's answer */
  proof: string
  /** names of what stands in no such form */
  unknown: string[]
}

const OWN = new Set(['token', 'homepage', 'consent', 'cf-turnstile-response', ...CAPTURES])
const LONGEST_CAPTURE = 500

/** A form's fields and files by name. What isn't one of its controls is told, not taken. */
export function readSent(data: FormData, fields: readonly LiveField[]): Sent {
  const names = new Set(fields.map(({ name }) => name))
  const sent: Sent = {
    typed: {},
    files: [],
    token: textIn(data, 'token'),
    isTrapped: textIn(data, 'homepage') !== '',
    consented: textIn(data, 'consent') !== '',
    captured: {},
    proof: textIn(data, 'cf-turnstile-response'),
    unknown: [],
  }
  for (const [name, value] of data as unknown as Iterable<[string, string | File]>) {
    const field = fields.find((one) => one.name === name)
    if (field?.control === 'files' ? typeof value === 'string' : typeof value !== 'string') sent.unknown.push(name)
    else if (typeof value !== 'string') sent.files.push([name, value])
    else if (names.has(name)) sent.typed[name] = [...(sent.typed[name] ?? []), value.replaceAll('\r\n', '\n')]
    else if (!OWN.has(name)) sent.unknown.push(name)
  }
  for (const name of CAPTURES) {
    const value = textIn(data, name).slice(0, LONGEST_CAPTURE)
    if (value !== '' && value.isWellFormed() && !value.includes('\0')) sent.captured[name] = value
  }
  return sent
}

const textIn = (data: FormData, name: string): string => {
  const value = data.get(name) as unknown
  return typeof value === 'string' ? value : ''
}

/** What the record gets: of fields that are shown what stands in them, as their types read it. */
export function valuesOf({ fields }: Pick<OpenForm, 'fields'>, { typed, files }: Pick<Sent, 'typed' | 'files'>) {
  const named = (name: string) =>
    files.filter(([one, file]) => one === name && file.name !== '').map(([, { name }]) => name)
  const shown = shownFields(fields, (name) => [...(typed[name] ?? []), ...named(name)])
  const values: Record<string, string | string[]> = {}
  const missing: LiveField[] = []
  for (const field of fields) {
    if (!shown.has(field.name)) continue
    const given = (typed[field.name] ?? []).filter((one) => one.trim() !== '')
    const isEmpty = field.control === 'files' ? named(field.name).length === 0 : given.length === 0
    if (isEmpty && field.required) missing.push(field)
    if (field.control === 'files' || isEmpty) continue
    values[field.key] = field.control === 'choices' ? given : given[0]!
  }
  return { values, missing, shown }
}
