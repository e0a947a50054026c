import { api } from '../../client/api.ts'
import { toastError } from '../../client/error-message.ts'
import { focusBeside } from '../focus-next.ts'

/** A list of what projects have set up, as it is kept here. */
interface LineList<T> {
  /** of the API, without the id */
  path: string
  update: (project: string, change: (all: T[]) => T[]) => void
  refetch: (project: string) => Promise<void>
}

/** What can be done to one of a list. It shows at once; what the server has is read anew after that, whether it took it or refused. */
export function lineActions<T extends { id: string }>(
  { path, update, refetch }: LineList<T>,
  { project, id }: { project: () => string; id: () => string },
) {
  const one = () => `${path}/${id()}`
  async function change(step: () => Promise<unknown>): Promise<void> {
    try {
      await step()
    } catch (error) {
      await toastError(error)
    } finally {
      await refetch(project())
    }
  }
  return {
    /** Does it, and tells where it is refused. */
    change,
    patch(patch: Partial<T>): Promise<void> {
      const changed = id()
      update(project(), (all) => all.map((line) => (line.id === changed ? { ...line, ...patch } : line)))
      return change(() => api('PATCH', one(), patch))
    },
    /** `add`: the end of the address where one more is made, which has the focus once the last line is gone. */
    remove: (row: Element, add: string, onRemoved: (change: string) => void): Promise<void> =>
      change(async () => {
        const gone = one()
        const removed = id()
        focusBeside(row, () => document.querySelector(`main a[href$="${add}"]`))
        update(project(), (all) => all.filter((line) => line.id !== removed))
        const { change } = await api<{ change: string }>('DELETE', gone)
        onRemoved(change)
      }),
  }
}
