export { type HistoryRow, historyEntries, selectHistory } from './read.ts'
