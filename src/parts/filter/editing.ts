import { createMemo } from 'solid-js'
import { createStore, produce, unwrap } from 'solid-js/store'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import type { Filter } from '../../core/query/filters/ast.ts'
import { draftOf, type Group, newGroup, newRow, type Part, partOf, type Row, written } from './draft.ts'
import { isFinished } from './finished.ts'
import { adapted, arityOf, operatorsFor } from './operators.ts'
import { type Subject, subjectNamed } from './subjects.ts'

/** What was being edited when the builder was closed: unfinished rows are still there when it is opened again. */
let left: { project: string; filter: string; draft: Group } | null = null

/** A filter under the hands: rows and groups that come, change and go. */
export function editFilter(project: () => ProjectAnswer, filter: Filter | null) {
  const known = left?.project === project().id && left.filter === JSON.stringify(filter) ? left.draft : null
  const [draft, setDraft] = createStore<Group>(known ?? draftOf(filter))
  const finished = (row: Row) => isFinished(row, subjectNamed(project(), row.field))
  const result = createMemo(() => written(draft, finished))

  /** Every change is one walk to what is meant; the outermost group is `draft` itself. */
  function change(id: number, how: (part: Part, around: Group | null) => void): void {
    setDraft(
      produce((whole) => {
        const walk = (part: Part, around: Group | null): boolean => {
          if (part.id === id) {
            how(part, around)
            return true
          }
          return part.kind === 'group' && part.parts.some((one) => walk(one, part))
        }
        walk(whole, null)
      }),
    )
  }

  const inRow = (id: number, how: (row: Row) => void) => change(id, (part) => part.kind === 'row' && how(part))
  const inGroup = (id: number, how: (group: Group) => void) => change(id, (part) => part.kind === 'group' && how(part))

  return {
    draft,
    result,
    /** answers the new row's identity */
    add(group: number, subject: Subject): number {
      const row = rowFor(subject)
      inGroup(group, ({ parts }) => parts.push(row))
      return row.id
    },
    addGroup: (group: number) => inGroup(group, (one) => one.parts.push(newGroup(one.join === 'and' ? 'or' : 'and'))),
    /** what is there already does not come twice */
    addReady(conditions: Filter[]): void {
      const had = new Set(
        draft.parts.map((part) => JSON.stringify(written(newGroup('and', [unwrap(part)]), finished).filter)),
      )
      const news = conditions
        .map(partOf)
        .filter((part) => !had.has(JSON.stringify(written(newGroup('and', [part]), finished).filter)))
      inGroup(draft.id, ({ parts }) => parts.push(...news))
    },
    setField: (id: number, subject: Subject) =>
      inRow(id, (row) => {
        const before = subjectNamed(project(), row.field)
        row.field = subject.name
        if (before?.type === subject.type && before.kind === subject.kind && !subject.config.options) return
        const { op, value } = rowFor(subject)
        Object.assign(row, { op, value, typed: undefined })
      }),
    setOp: (id: number, op: string) =>
      inRow(id, (row) => {
        const kind = subjectNamed(project(), row.field)?.kind ?? 'text'
        const [from, to] = [arityOf(row.op, kind), arityOf(op, kind)]
        row.value = adapted(row.value, from, to)
        row.typed = adapted(row.typed, from, to)
        row.op = op
      }),
    setValue: (id: number, value: unknown, typed?: unknown) => inRow(id, (row) => Object.assign(row, { value, typed })),
    toggleNot: (id: number) =>
      change(id, (part) => {
        part.not = !part.not
      }),
    setJoin: (id: number, join: Group['join'], not: boolean) =>
      inGroup(id, (group) => Object.assign(group, { join, not })),
    remove: (id: number) =>
      change(id, (part, around) => {
        if (around) around.parts = around.parts.filter((one) => one.id !== part.id)
      }),
    clear: () => setDraft({ parts: [], join: 'and', not: false }),
    /** kept for when the builder is opened again with the same filter */
    leave(): void {
      const filter = JSON.stringify(result().filter)
      left = { project: project().id, filter, draft: structuredClone(unwrap(draft)) }
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
