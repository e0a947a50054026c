export { type AuditEntry, auditEntry } from './audit-entry.ts'
export { Change, type EntityPatch, type EntityValues } from './change.ts'
export { type Pending, Transaction } from './transaction.ts'
