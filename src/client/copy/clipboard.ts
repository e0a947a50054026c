/**
 * Puts a text on the clipboard; whether it is there. A browser may refuse: by a setting, within another site's frame, or where a page
 * comes without TLS. Whoever asked for it must hear of that: what was copied before would be pasted instead.
 */
export async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
