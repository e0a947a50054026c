import { fill } from '../../../src/core/errors/index.ts'
import type { FormKey } from '../../../src/i18n/form/index.ts'

const MB = 1024 * 1024
export const MOST_FILES = 5
const LARGEST = 10 * MB
const LARGEST_TOGETHER = 20 * MB

export interface SentFile {
  /** of the control */
  name: string
  file: File
  type: string
}

export interface FileFault {
  name: string
  key: FormKey
  parts: Record<string, string>
}

/** The files of a form, looked into: what calls itself a PDF must begin as one. */
export async function readFiles(
  sent: readonly (readonly [name: string, file: File])[],
): Promise<{ files: SentFile[]; faults: FileFault[] }> {
  // A file control that nothing was chosen in sends one without name.
  const chosen = sent.filter(([, file]) => file.name !== '' || file.size > 0)
  const [first] = chosen
  if (!first) return { files: [], faults: [] }
  const fault = (name: string, key: FormKey, parts = {}): FileFault => ({ name, key, parts })
  if (chosen.length > MOST_FILES) return { files: [], faults: [fault(first[0], 'filesMany')] }
  if (chosen.reduce((sum, [, { size }]) => sum + size, 0) > LARGEST_TOGETHER)
    return { files: [], faults: [fault(first[0], 'filesLarge')] }
  const files: SentFile[] = []
  const faults: FileFault[] = []
  for (const [name, file] of chosen) {
    const type = await typeOfFile(file)
    if (file.size > LARGEST) faults.push(fault(name, 'fileLarge', { name: file.name }))
    else if (file.size === 0) faults.push(fault(name, 'fileEmpty', { name: file.name }))
    else if (type === null) faults.push(fault(name, 'fileKind', { name: file.name }))
    else files.push({ name, file, type })
  }
  return { files, faults }
}

export const faultText = ({ parts }: FileFault, sentence: string): string => fill(sentence, parts)

interface Kind {
  type: string
  /** what it begins with */
  begins?: readonly string[]
  /** what an archive of that kind holds */
  holds?: string
}

const ZIP = 'PK\x03\x04'
const OLE = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'
const office = (part: string, name: string): Kind => ({
  type: `application/vnd.openxmlformats-officedocument.${name}`,
  begins: [ZIP],
  holds: part,
})
const openDocument = (name: string): Kind => ({
  type: `application/vnd.oasis.opendocument.${name}`,
  begins: [ZIP],
  holds: `application/vnd.oasis.opendocument.${name}`,
})

/** By a name's ending. */
const KINDS: Record<string, Kind> = {
  png: { type: 'image/png', begins: ['\x89PNG\r\n\x1a\n'] },
  jpg: { type: 'image/jpeg', begins: ['\xff\xd8\xff'] },
  jpeg: { type: 'image/jpeg', begins: ['\xff\xd8\xff'] },
  gif: { type: 'image/gif', begins: ['GIF87a', 'GIF89a'] },
  webp: { type: 'image/webp', begins: ['RIFF'], holds: 'WEBP' },
  pdf: { type: 'application/pdf', begins: ['%PDF-'] },
  docx: office('word/', 'wordprocessingml.document'),
  xlsx: office('xl/', 'spreadsheetml.sheet'),
  pptx: office('ppt/', 'presentationml.presentation'),
  odt: openDocument('text'),
  ods: openDocument('spreadsheet'),
  odp: openDocument('presentation'),
  doc: { type: 'application/msword', begins: [OLE] },
  xls: { type: 'application/vnd.ms-excel', begins: [OLE] },
  ppt: { type: 'application/vnd.ms-powerpoint', begins: [OLE] },
  txt: { type: 'text/plain' },
  csv: { type: 'text/csv' },
}

/** Its media type where name and content agree on one that is taken; else null. */
async function typeOfFile(file: File): Promise<string | null> {
  const ending = /\.([a-z]{2,4})$/i.exec(file.name)?.[1]?.toLowerCase() ?? ''
  const kind = Object.hasOwn(KINDS, ending) ? KINDS[ending]! : null
  if (!kind || file.size > LARGEST) return kind?.type ?? null
  const bytes = new Uint8Array(await file.arrayBuffer())
  const start = String.fromCharCode(...bytes.subarray(0, 16))
  if (!kind.begins) return isPlainText(start, bytes) ? kind.type : null
  const holds = !kind.holds || new TextDecoder('latin1').decode(bytes).includes(kind.holds)
  return holds && kind.begins.some((one) => start.startsWith(one)) ? kind.type : null
}

/** Programs and pictures hold zeros, and text doesn't, but for UTF-16, which says so itself. */
const isPlainText = (start: string, bytes: Uint8Array): boolean =>
  !start.startsWith('MZ') && (/^(\xff\xfe|\xfe\xff)/.test(start) || !bytes.includes(0))
