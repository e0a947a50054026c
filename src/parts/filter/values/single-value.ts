import type { Subject } from '../subject.ts'

export interface SingleValueProps {
  subject: Subject
  label: string
  value: unknown
  /** what was typed, where that is no value */
  draftText: unknown
  /** undefined: what was typed doesn't fit */
  onChange: (value: unknown, draftText?: unknown) => void
}
