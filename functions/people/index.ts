export { findPerson, requireSubordinate } from './people.ts'
