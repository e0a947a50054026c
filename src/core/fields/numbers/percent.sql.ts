import { tidySql } from '../../formula/index.sql.ts'
import { sql } from '../../sql/index.ts'
import type { FieldSql } from '../contract.sql.ts'

export const percent = {
  // 15 % is kept as 15, and means 0.15; 33.3 % means 0.333, which dividing the double misses.
  formula: ([slot]) => tidySql(sql`${slot!} / 100.0`),
} satisfies FieldSql
