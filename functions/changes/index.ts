export { type AuditEntry, auditEntry } from './audit-entry.ts'
export { Change } from './change.ts'
export { type Pending, Transaction } from './transaction.ts'
