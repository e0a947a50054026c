import { sql } from '../../sql/index.ts'
import type { FieldSql } from '../contract.sql.ts'

export const percent = {
  // 15 % is kept as 15, and means 0.15.
  formula: ([slot]) => sql`${slot!} / 100.0`,
} satisfies FieldSql
