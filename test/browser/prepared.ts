import { prepared } from '../fixtures.ts'

/** Before each test file that needs the site and what the set-up leaves. */
await prepared('browser')
