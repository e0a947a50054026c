import type { Route } from '../route.ts'
import { health } from './health.ts'

/** Every route there is: what isn't here isn't mounted. */
export const routes: readonly Route[] = [...health]
