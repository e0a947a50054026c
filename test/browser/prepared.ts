import { prepared } from '../fixtures.ts'

/** Before each test file that needs a browser, the site and the fixtures. */
await Promise.all([prepared('browser'), prepared('worker')])
