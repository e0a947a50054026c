export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** Whether two values are stored alike; keys of objects stand in the order in which they were written. */
export const isSameJson = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
