import type {
  FieldAnswer,
  ImportAnswer,
  ProjectAnswer,
  QueryAnswer,
  RecordAnswer,
} from '../../../src/core/api/answers.ts'
import { guessMapping, type Mapping, type Member, profileOf, type Table } from '../../../src/core/csv/index.ts'
import type { Sales } from '../sales-world.ts'

export type Imports = ReturnType<typeof importsOf>

/** Tables imported as the screen does it, into projects of their own. */
export function importsOf({ owner }: Sales) {
  let counter = 0
  async function newProject(fields: object[] = []): Promise<ProjectAnswer> {
    const { project } = await owner.post<{ project: ProjectAnswer }>('/api/projects', { name: `Case ${++counter}` })
    for (const field of fields) await owner.post(`/api/projects/${project.id}/fields`, field)
    return (await owner.get<{ project: ProjectAnswer }>(`/api/projects/${project.id}`)).project
  }

  /** As the import screen proposes it, or as `mapping` says; `chunks` of its rows are sent one after another. */
  async function importTable(
    project: ProjectAnswer,
    { rows, ...table }: Table,
    mapping?: Partial<Mapping>,
    chunks: string[][][] = [rows],
  ): Promise<ImportAnswer> {
    const { people } = await owner.get<{ people: Member[] }>('/api/people')
    const guessed = guessMapping(profileOf({ rows, ...table }), project, { people, currency: 'USD' })
    const path = `/api/projects/${project.id}/imports`
    let { import: answer } = await owner.post<{ import: ImportAnswer }>(path, { ...guessed, ...mapping })
    let first = 1
    for (const chunk of chunks) {
      const sent = { rows: chunk }
      answer = (await owner.put<{ import: ImportAnswer }>(`/api/imports/${answer.id}/rows/${first}`, sent)).import
      first += chunk.length
    }
    return answer
  }

  async function recordsOf(project: ProjectAnswer): Promise<RecordAnswer[]> {
    const body = { limit: 200, sort: [{ field: 'number' }] }
    return (await owner.post<QueryAnswer>(`/api/projects/${project.id}/query`, body)).records
  }

  const fieldsOf = async (project: ProjectAnswer) =>
    (await owner.get<{ project: ProjectAnswer }>(`/api/projects/${project.id}`)).project.fields

  async function valuesOf(project: ProjectAnswer, name: string) {
    const { id } = (await fieldsOf(project)).find((field: FieldAnswer) => field.name === name)!
    return (await recordsOf(project)).map((record) => record.values[id])
  }

  return { newProject, importTable, recordsOf, fieldsOf, valuesOf }
}
