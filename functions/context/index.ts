export { Context, type ContextParts } from './context.ts'
export { createContext } from './create-context.ts'
export { type ClientInfo, type Credential, SESSION_LIFETIME } from './credential.ts'
export { isCached, isolateCache, loadCache, loadHolder } from './isolate-cache.ts'
