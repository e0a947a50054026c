import { prepared } from './fixtures.ts'

/** Before each test file that needs the built Worker and its fixtures. */
await prepared('worker')
