import { cache } from '../cache.ts'

/** The counts beside a project's tags are read again. */
export const refreshTags = (project: string) => cache.invalidateQueries({ queryKey: ['tags', project] })
