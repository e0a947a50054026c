import { sql } from '../../sql/index.ts'
import type { FieldSql } from '../contract.sql.ts'

export const location = {
  json: ([slot]) => sql`json(${slot!})`,
  sort: ([slot]) => sql`json_extract(${slot!}, '$.text')`,
  formula: ([slot]) => sql`${slot!} ->> '$.text'`,
} satisfies FieldSql
