/** R2 takes at most so many keys in one call. */
const MOST_KEYS = 1000

/** Deletes the bytes of files, however many. */
export async function deleteFiles(bucket: R2Bucket, keys: readonly { key: string }[]): Promise<void> {
  for (let done = 0; done < keys.length; done += MOST_KEYS)
    await bucket.delete(keys.slice(done, done + MOST_KEYS).map(({ key }) => key))
}
