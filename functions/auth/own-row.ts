import { and, eq } from 'drizzle-orm'
import { notFound } from '../../src/core/errors/index.ts'
import { idFrom } from '../../src/core/model/index.ts'
import type { Context } from '../context/index.ts'
import type { passkeys, sessions } from '../db/schema/index.ts'
import { selectColumns } from '../db/select-columns.ts'

/** What a path names of one's own: 404 for what is somebody else's, as for what never was. */
export const ownRow = <const N extends string>(noun: N, table: typeof sessions | typeof passkeys) => ({
  noun,
  async find(context: Context, sent: string): Promise<number> {
    const id = idFrom(sent) ?? 0
    const [[row]] = await context.batch(
      context.db
        .select(selectColumns({ id: table.id }))
        .from(table)
        .where(and(eq(table.id, id), eq(table.personId, context.person.id))),
    )
    if (!row) throw notFound()
    return id
  },
})
