import { createMemo } from 'solid-js'
import { createStore, produce, unwrap } from 'solid-js/store'
import type { ProjectAnswer } from '../../core/api/answers.ts'

import type { Filter } from '../../core/query/filters/ast.ts'
import { compileDraft, draftOf, type Group, newGroup, newRow, type Part, partOf, type Row } from './draft.ts'

import { isComplete } from './is-complete.ts'
import { arityOf, convertValue, operatorsFor } from './operators.ts'
import type { Subject } from './subject.ts'
import { subjectNamed } from './subjects.ts'

/** The draft of the last closed builder, so that incomplete rows are there when it is reopened. */
let suspended: { project: string; filter: string; draft: Group } | null = null

/** The editing state of a filter: adds, changes and removes conditions and groups. */
export function editFilter(project: () => ProjectAnswer, filter: Filter | null) {
  const projectId = project().id
  const resumed =
    suspended?.project === projectId && suspended.filter === JSON.stringify(filter) ? suspended.draft : null
  const [draft, setDraft] = createStore<Group>(resumed ?? draftOf(filter))
  const finished = (row: Row) => isComplete(row, subjectNamed(project(), row.field))
  const result = createMemo(() => compileDraft(draft, finished))

  /** Finds the part by id from the root and updates it in place. */
  function change(id: number, update: (part: Part, parent: Group | null) => void): void {
    setDraft(
      produce((root) => {
        const visit = (part: Part, parent: Group | null): boolean => {
          if (part.id === id) {
            update(part, parent)
            return true
          }
          return part.kind === 'group' && part.parts.some((child) => visit(child, part))
        }
        visit(root, null)
      }),
    )
  }

  const inRow = (id: number, update: (row: Row) => void) => change(id, (part) => part.kind === 'row' && update(part))
  const inGroup = (id: number, update: (group: Group) => void) =>
    change(id, (part) => part.kind === 'group' && update(part))

  return {
    draft,
    result,
    /** returns the id of the new row */
    add(group: number, subject: Subject): number {
      const row = rowFor(subject)
      inGroup(group, ({ parts }) => parts.push(row))
      return row.id
    },
    addGroup: (group: number) =>
      inGroup(group, (parent) => parent.parts.push(newGroup(parent.join === 'and' ? 'or' : 'and'))),
    /** skips conditions that exist already */
    addReady(conditions: Filter[]): void {
      const existing = new Set(
        draft.parts.map((part) => JSON.stringify(compileDraft(newGroup('and', [unwrap(part)]), finished).filter)),
      )
      const added = conditions
        .map(partOf)
        .filter((part) => !existing.has(JSON.stringify(compileDraft(newGroup('and', [part]), finished).filter)))
      inGroup(draft.id, ({ parts }) => parts.push(...added))
    },
    setField: (id: number, subject: Subject) =>
      inRow(id, (row) => {
        const before = subjectNamed(project(), row.field)
        row.field = subject.name
        if (before?.type === subject.type && before.kind === subject.kind && !subject.config.options) return
        const { op, value } = rowFor(subject)
        Object.assign(row, { op, value, draftText: undefined })
      }),
    setOp: (id: number, op: string) =>
      inRow(id, (row) => {
        const kind = subjectNamed(project(), row.field)?.kind ?? 'text'
        const [from, to] = [arityOf(row.op, kind), arityOf(op, kind)]
        row.value = convertValue(row.value, from, to)
        row.draftText = convertValue(row.draftText, from, to)
        row.op = op
      }),
    setValue: (id: number, value: unknown, draftText?: unknown) =>
      inRow(id, (row) => Object.assign(row, { value, draftText })),
    toggleNot: (id: number) =>
      change(id, (part) => {
        part.negated = !part.negated
      }),
    setJoin: (id: number, join: Group['join'], negated: boolean) =>
      inGroup(id, (group) => Object.assign(group, { join, negated })),
    remove: (id: number) =>
      change(id, (part, parent) => {
        if (parent) parent.parts = parent.parts.filter((child) => child.id !== part.id)
      }),
    clear: () => setDraft({ parts: [], join: 'and', negated: false }),
    /** remembers the draft for when the builder is reopened with that filter, which is its own as text */
    leave(filterText: string): void {
      suspended = { project: projectId, filter: filterText, draft: structuredClone(unwrap(draft)) }
    },
  }
}

export type Editing = ReturnType<typeof editFilter>

function rowFor(subject: Subject): Row {
  const op = operatorsFor(subject)[0]!
  if (subject.kind === 'boolean') return newRow(subject.name, op, true)
  const dated = arityOf(op, subject.kind) === 'one' && (subject.kind === 'date' || subject.kind === 'instant')
  return newRow(subject.name, op, dated ? { relative: 'today' } : undefined)
}
