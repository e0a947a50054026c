import { runBatch } from '../../../functions/db/batch.ts'
import { openDatabase } from '../../../functions/db/client.ts'
import type { ProjectAnswer } from '../../../src/core/api/answers.ts'
import { recountCube } from '../../../src/core/charts/index.sql.ts'
import type { Project } from '../../../src/core/model/index.ts'
import { fold } from '../../../src/core/text/fold.ts'
import type { World } from '../../world.ts'
import { HIDDEN_TEXT } from './notify-people.ts'
import { HIDDEN_VALUE } from './run-automations.ts'
import { slotsOfType } from './slots-of-type.ts'

interface Hidden {
  random: () => number
  projects: Record<string, ProjectAnswer>
  hiddenFields: readonly string[]
  mine: readonly string[]
  others: readonly string[]
  people: { other: string; owner: string }
}

interface FieldRow {
  id: number
  project_id: number
  name: string
  type: string
  slot: number | null
  slot2: number | null
  cubeSlot: number | null
  config: string
}

type Row = Record<string, string | number | null>

/** Changes everything that the junior may not see, and nothing else. */
export async function scramble(
  world: World,
  { random, projects, hiddenFields, others, people }: Hidden,
): Promise<void> {
  const db = await world.db()
  const all = async <T = Row>(text: string, ...values: unknown[]) =>
    (
      await db
        .prepare(text)
        .bind(...values)
        .all<T>()
    ).results
  const statements: D1PreparedStatement[] = []
  const add = (text: string, ...values: (string | number | null)[]) => statements.push(db.prepare(text).bind(...values))
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const word = () => pick(['Lotus', 'Naga', 'Apsara', 'ទន្លេ', 'Bayon', 'Kouprey']) + Math.floor(random() * 10_000)
  const fields = await all<FieldRow>('SELECT *, cube_slot AS cubeSlot FROM fields WHERE deleted_at IS NULL')
  const hidden = new Set(hiddenFields.map(Number))
  const of = (project: ProjectAnswer) => fields.filter((field) => field.project_id === Number(project.id))
  const { customers, opportunities, invoices } = projects as Record<
    'customers' | 'opportunities' | 'invoices',
    ProjectAnswer
  >

  const put = (id: number, field: FieldRow) => {
    if (field.slot === null) return
    const [value, second] = slotsOfType(field, { random, word })
    add(`UPDATE records SET s${field.slot} = ? WHERE id = ?`, value, id)
    if (field.slot2 !== null) add(`UPDATE records SET s${field.slot2} = ? WHERE id = ?`, second, id)
    if (typeof value === 'string')
      add(
        `UPDATE texts SET text = ? WHERE id = ?`,
        fold(field.type === 'phone' || field.type === 'text' || field.type === 'longText' ? value : word()),
        id * 128 + field.slot,
      )
  }
  const records = await all<{ id: number; project_id: number; title: string }>(
    'SELECT id, project_id, title FROM records',
  )
  const away = new Set(others.map(Number))
  // The title of what a visible record points at is seen with it.
  const pointed = new Set(
    (
      await all<{ to_id: number }>(
        'SELECT to_id FROM links l JOIN fields f ON f.id = l.field_id WHERE f.project_id = ?',
        Number(projects.deliveries!.id),
      )
    ).map((row) => row.to_id),
  )
  for (const { id, project_id } of records) {
    const project = Object.values(projects).find((one) => Number(one.id) === project_id)
    if (!project) continue
    const gone = away.has(id) || project === invoices
    for (const field of of(project)) if (gone || hidden.has(field.id)) put(id, field)
    if (!gone) continue
    const title = word()
    const keepsTitle = pointed.has(id)
    if (!keepsTitle) {
      add('UPDATE records SET title = ? WHERE id = ?', title, id)
      add('UPDATE texts SET text = ? WHERE id = ?', fold(title), id * 128)
    }
    const list = Number(pick(project.lists).id)
    const time = Date.UTC(2024, Math.floor(random() * 24), 5)
    add(
      `UPDATE records SET list_id = ?, position = ?, description = ?, due = ?, created_at = ?, updated_at = ?, entered_list_at = ?, closed_at = ?, archived_at = ? WHERE id = ?`,
      list,
      word(),
      word(),
      `2025-0${1 + Math.floor(random() * 9)}-01`,
      time,
      time,
      time,
      random() < 0.5 ? time : null,
      keepsTitle || random() < 0.8 ? null : time,
      id,
    )
    if (!keepsTitle) add('UPDATE records SET deleted_at = ? WHERE id = ?', random() < 0.8 ? null : time, id)
    add('UPDATE texts SET text = ? WHERE id = ?', fold(word()), id * 128 + 127)
    add('DELETE FROM record_tags WHERE record_id = ?', id)
    if (project.tags.length > 0)
      add('INSERT INTO record_tags (record_id, tag_id) VALUES (?, ?)', id, Number(pick(project.tags).id))
    add('DELETE FROM assignees WHERE record_id = ?', id)
    add('INSERT INTO assignees (record_id, person_id) VALUES (?, ?)', id, Number(pick([people.other, people.owner])))
    add('UPDATE comments SET body = ? WHERE record_id = ?', word(), id)
    add('UPDATE files SET name = ?, size = ? WHERE record_id = ?', `${word()}.txt`, 7, id)
    if (random() < 0.5) add('DELETE FROM notifications WHERE record_id = ?', id)
    else add('UPDATE notifications SET at = ?, text = ? WHERE record_id = ?', time, `{"parts":["${word()}"]}`, id)
  }
  add('UPDATE notifications SET text = replace(text, ?, ?)', HIDDEN_TEXT, word())
  for (const column of ['seen', 'actions', 'error'])
    add(`UPDATE runs SET ${column} = replace(${column}, ?, ?)`, HIDDEN_VALUE, word())
  // What hidden references point at, of seen and unseen deals; and what unseen deals point at at all.
  const customerIds = records.filter((one) => one.project_id === Number(customers.id)).map((one) => one.id)
  const links = await all<{ field_id: number; from_id: number; to_id: number }>('SELECT * FROM links')
  for (const { field_id, from_id, to_id } of links) {
    const isDealField = of(opportunities).some((field) => field.id === field_id)
    if (isDealField && (hidden.has(field_id) || away.has(from_id)))
      add(
        'UPDATE links SET to_id = ? WHERE field_id = ? AND from_id = ? AND to_id = ?',
        pick(customerIds),
        field_id,
        from_id,
        to_id,
      )
  }
  // Files in a hidden field, and what history says of all this.
  for (const id of hidden) add('UPDATE files SET name = ?, size = 9 WHERE field_id = ?', `${word()}.txt`, id)
  const history = await all<{ seq: number; kind: string; thing_id: number; fields: string }>(
    "SELECT seq, kind, thing_id, fields FROM history WHERE kind = 'record'",
  )
  for (const row of history) {
    const values = JSON.parse(row.fields) as Record<string, unknown[]>
    const gone = away.has(row.thing_id)
    const keys = Object.keys(values).filter((key) => gone || hidden.has(Number(key)))
    if (keys.length === 0) continue
    for (const key of keys)
      if (/^\d+$/.test(key) || gone)
        values[key] = JSON.parse(JSON.stringify(values[key]).replace(/\d/g, () => String(1 + Math.floor(random() * 9))))
    add('UPDATE history SET fields = ? WHERE seq = ?', JSON.stringify(values), row.seq)
  }
  // Names of hidden fields, their options, and what a chart asks of them.
  for (const field of fields)
    if (hidden.has(field.id)) {
      add('UPDATE fields SET name = ? WHERE id = ?', word(), field.id)
      if (field.type === 'select')
        add(
          "UPDATE fields SET config = replace(replace(config, 'Low', ?), 'High', ?) WHERE id = ?",
          word(),
          word(),
          field.id,
        )
    }
  // What a list asks: of the one a hidden field, of the other none.
  const hiddenField = of(opportunities).find(({ id }) => hidden.has(id))!.id
  const ask = `json_insert(asks, '$[#]', json_object('field', ${hiddenField}, 'required', json('false')))`
  add(`UPDATE lists SET asks = ${ask} WHERE project_id = ?`, Number(opportunities.id))
  add("UPDATE charts SET definition = replace(definition, '1000', '2222')")
  add('UPDATE projects SET name = ?, record_name = ? WHERE id = ?', word(), word(), Number(invoices.id))
  add('UPDATE lists SET name = name || ? WHERE project_id = ?', word(), Number(invoices.id))
  await db.batch(statements)

  const { results: spaces } = await db.prepare('SELECT zone FROM workspace').all<{ zone: string }>()
  for (const project of Object.values(projects)) {
    const cubeProject = { id: Number(project.id), fields: of(project) } as unknown as Project
    await runBatch(openDatabase(db), recountCube(cubeProject, spaces[0]!.zone))
  }
}
