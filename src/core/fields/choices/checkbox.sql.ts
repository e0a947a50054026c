import { sql } from '../../sql/index.ts'
import type { FieldSql } from '../contract.sql.ts'

export const checkbox = {
  json: ([slot]) => sql`iif(${slot!} IS NULL, NULL, json(iif(${slot!}, 'true', 'false')))`,
} satisfies FieldSql
