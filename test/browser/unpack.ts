import sparticuz from '@sparticuz/chromium'

/** Unpacks the browser before two test files would at once. */
export default async function setup(): Promise<void> {
  await sparticuz.executablePath()
}
