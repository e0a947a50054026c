import { baseName } from '../../files/index.ts'
import type { OpenForm } from './open-form.ts'
import type { SentFile } from './read-files.ts'
import type { StoredFile } from './take-in.ts'

/** Where files of forms lie, by the hour in which they came: so those that no row speaks of are found. */
export const folderOf = (time: number): string => `forms/${new Date(time).toISOString().slice(0, 13)}/`

/**
 * The files of one submission. Their bytes lie in R2 before a row says so; where none comes to say so they are dropped again, now or
 * by cron.
 */
export class FileStore {
  readonly #bucket: R2Bucket
  readonly #folder: string
  #stored: StoredFile[] | undefined
  #isKept = false

  constructor(bucket: R2Bucket, now: number) {
    this.#bucket = bucket
    this.#folder = folderOf(now)
  }

  /** Once, however often the step around it is done again. */
  async put({ fields }: OpenForm, files: readonly SentFile[]): Promise<readonly StoredFile[]> {
    if (this.#stored) return this.#stored
    this.#stored = []
    for (const { name, file, type } of files) {
      const key = this.#folder + crypto.randomUUID()
      this.#stored.push({
        fieldId: fields.find((one) => one.name === name)?.field?.id ?? null,
        name: baseName(file.name),
        size: file.size,
        type,
        key,
      })
      await this.#bucket.put(key, file.stream(), { httpMetadata: { contentType: type } })
    }
    return this.#stored
  }

  keep(): void {
    this.#isKept = true
  }

  get isLeft(): boolean {
    return !this.#isKept && this.#stored !== undefined && this.#stored.length > 0
  }

  async drop(): Promise<void> {
    await this.#bucket.delete((this.#stored ?? []).map(({ key }) => key))
  }
}
