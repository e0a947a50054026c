export { Context, type ContextParts } from './context.ts'
export { createContext } from './create-context.ts'
export { type ClientInfo, type Credential, SESSION_LIFETIME, type SignedIn } from './credential.ts'
export { isCached, isolateCache, keepSignedToken, loadCache, loadCatalog, loadHolder } from './isolate-cache.ts'
