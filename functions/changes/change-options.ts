export interface ChangeOptions {
  /** joins an earlier change: an import's chunks are one */
  part?: number
  /** the change that this takes back; negative while more of it is to come */
  undoes?: number
  /** what acted for the person, and which one: ('import', 12) */
  via?: string
  viaId?: number
  /** as of a transaction */
  interim?: boolean
}
