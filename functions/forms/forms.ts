import { and, sql as drizzleSql, eq, isNull } from 'drizzle-orm'
import type { FormDefinition, FormInput, FormPatch } from '../../src/core/api/form/index.ts'
import { invalid, issue, notFound } from '../../src/core/errors/index.ts'
import { typeOf } from '../../src/core/fields/index.ts'
import { idFrom, type Json, type Level, type Project } from '../../src/core/model/index.ts'
import { accessOf, includes } from '../../src/core/permissions/index.ts'
import { Change } from '../changes/index.ts'
import { createUniqueIndex } from '../changes/unique.ts'
import type { Context } from '../context/index.ts'
import { newSecret } from '../crypto.ts'
import { orderOf, type Paging, pageOf } from '../db/page.ts'
import { forms } from '../db/schema/index.ts'
import { selectAll, selectColumns } from '../db/select-columns.ts'
import { selectWorkspaceAddress } from '../workspace/index.ts'
import { definitionById } from './definition.ts'
import { reservedHeight } from './height.ts'
import { liveFields, mayTakeIn } from './live-form.ts'
import { stillThere } from './still-there.ts'

const MOST = 100

export type FormRow = typeof forms.$inferSelect
export interface FormOf {
  form: FormRow
  project: Project
}

/** One of a project that the reader manages. */
export const formParam = {
  noun: 'form',
  async find(context: Context, sent: string, level: Level): Promise<FormOf> {
    const [[form]] = await context.batch(
      context.db
        .select(selectAll(forms))
        .from(forms)
        .where(and(eq(forms.id, idFrom(sent) ?? 0), isNull(forms.deletedAt))),
    )
    if (!form) throw notFound()
    return { form, project: context.project(form.projectId, level) }
  },
} as const

export async function readForms(context: Context, project: Project, paging: Paging) {
  const { after, by, rows, cut } = pageOf(orderOf('forms', 'forms.id', false), paging)
  const { db } = context
  const [[workspace], found] = await context.batch(
    selectWorkspaceAddress(db),
    db
      .select(selectAll(forms))
      .from(forms)
      .where(and(eq(forms.projectId, project.id), isNull(forms.deletedAt), after))
      .orderBy(by)
      .limit(rows),
  )
  const { page, next } = cut(found, ({ id }) => [id])
  return { forms: page.map((form) => formAnswer(context, { form, project }, workspace!.address)), next }
}

/** Makes one. What is sent in there becomes records with its maker's rights. */
export async function createForm(context: Context, project: Project, { name, open, ...sent }: FormInput) {
  const definition = definitionById(context, project, sent)
  const { db } = context
  const [others] = await context.batch(
    db
      .select(selectColumns({ id: forms.id }))
      .from(forms)
      .where(and(eq(forms.projectId, project.id), isNull(forms.deletedAt))),
  )
  if (others.length >= MOST) throw invalid('', 'tooMany', { name: 'forms', max: MOST })
  const change = new Change(context)
  const created = change.createEntity('form', project.id, {
    ...newForm(context, project, { name, open, definition }),
    position: drizzleSql`(SELECT coalesce(max(position), 0) + 1 FROM forms)`,
  })
  change.add(...matchIndexes(project, definition))
  const [[workspace]] = await change.commit(selectWorkspaceAddress(db))
  const form = created.result[0]!
  return { form: formAnswer(context, { form, project }, workspace!.address), change: change.id }
}

interface NewForm {
  name: string
  open: boolean
  definition: FormDefinition
}

/** A form's row; whoever makes it is its owner. */
export const newForm = ({ person }: Context, project: Project, { name, open, definition }: NewForm) => ({
  projectId: project.id,
  key: newFormKey(),
  name,
  isOpen: open,
  ownerId: person.id,
  definition: definition as unknown as Json,
})

export async function updateForm(context: Context, { form, project }: FormOf, { name, open, ...sent }: FormPatch) {
  const isNew = Object.keys(sent).length > 0
  const saved = definitionOf(form)
  const before = stillThere(context, project, saved)
  const checked = isNew ? definitionById(context, project, { ...before, ...sent }) : saved
  // What its reader doesn't see of another project stays as it was.
  // biome-ignore lint/suspicious/noThenProperty: api.md's name for what follows
  const definition = sent.then === undefined && !before.then ? { ...checked, then: saved.then } : checked
  const change = new Change(context)
  // Who changes what it takes in and may do less than its owner becomes its owner: nobody gives a form rights that they haven't got.
  const ownerId = isNew && !mayActFor(context, form.ownerId) ? context.person.id : form.ownerId
  change.updateEntity('form', project.id, form.id, {
    name,
    isOpen: open,
    ...(isNew && { definition: definition as unknown as Json }),
    ...(ownerId !== form.ownerId && { ownerId }),
  })
  change.add(...matchIndexes(project, definition))
  const [[workspace], [updated]] = await change.commit(
    selectWorkspaceAddress(context.db),
    context.db.select(selectAll(forms)).from(forms).where(eq(forms.id, form.id)),
  )
  return { form: formAnswer(context, { form: updated!, project }, workspace!.address), change: change.id }
}

export async function deleteForm(context: Context, { form, project }: FormOf) {
  const change = new Change(context)
  change.updateEntity('form', project.id, form.id, { deletedAt: context.now }, 'deleted')
  await change.commit()
  return { change: change.id }
}

export const definitionOf = ({ definition }: Pick<FormRow, 'definition'>): FormDefinition =>
  definition as unknown as FormDefinition

/** 80 bits in letters that can be read out: nobody goes through them all. */
const newFormKey = (): string =>
  newSecret()
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 14)

/** By what customers are found again: the same index as that of a field whose values are unique. */
export const matchIndexes = (project: Project, { match }: FormDefinition) =>
  match ? matchFields(project, match.by).map((field) => createUniqueIndex(project, field)) : []

const CONTACTS = { email: 'mail', phone: 'phone' } as const

/** The fields by which a visitor is found among the records that are there. */
export const matchFields = ({ fields }: Project, by: readonly ('email' | 'phone')[]) =>
  fields.filter(({ type }) => {
    const { contact, unique } = typeOf(type) ?? {}
    return unique && by.some((one) => CONTACTS[one] === contact)
  })

function mayActFor({ catalog, access, person }: Context, id: number): boolean {
  const owner = catalog.people.find((one) => one.id === id)
  return owner !== undefined && (id === person.id || includes(access.rights, accessOf(catalog, owner).rights))
}

function formAnswer(context: Context, { form, project }: FormOf, address: string) {
  const definition = stillThere(context, project, definitionOf(form))
  const owner = context.catalog.people.find(({ id }) => id === form.ownerId)
  const code =
    form.isOpen && !mayTakeIn(context.catalog, form) ? (owner?.deactivated ? 'ownerGone' : 'ownerMayNot') : null
  return {
    id: String(form.id),
    project: String(form.projectId),
    name: form.name,
    open: form.isOpen,
    url: `${address}/f/${form.key}`,
    owner: owner ? { id: String(owner.id), name: owner.name } : null,
    paused: code && { code, message: issue('', code, { name: owner?.name ?? '' }).message },
    height: reservedHeight(definition, liveFields(project, definition)),
    ...definition,
  }
}
