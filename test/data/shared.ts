/** Files of others, which may lie beside a clone: an extra on top of the data that tests make themselves. */
export const SHARED = new URL('../../../shared/data/', import.meta.url).pathname
