/**
 * How a cell of a file is read into a type, before the type's own `parse`: csv/read.ts has a reader for each. line: on one
 * line · address: a mail address without what stands around it · decimal, percent, amount: figures as any country writes
 * them · date, instant: days in the order that the column's cells tell · several: parted by signs · people: the same, of
 * people · records: titles, numbers or keys of another project's records
 */
export type Cell =
  | 'line'
  | 'address'
  | 'decimal'
  | 'stars'
  | 'percent'
  | 'amount'
  | 'date'
  | 'instant'
  | 'several'
  | 'people'
  | 'records'
