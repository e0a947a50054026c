/*
 * Order keys: texts that are compared byte by byte, made so that a place between any two can always be found and no
 * neighbour has to be rewritten. Every key ends in MIDDLE, so no key is another's with zeros behind it.
 */
export const MIDDLE = 'i'
const ROOM = 36 ** 9

/** Before every key given out earlier: newest first. `i` tells apart what is made in one go, in its order. */
export const firstKey = (now: number, i = 0): string => `a${base36(ROOM - 1 - now, 9)}${base36(i, 4)}${MIDDLE}`

/** After every key given out earlier. */
export const lastKey = (now: number, i = 0): string => `n${base36(now, 9)}${base36(i, 4)}${MIDDLE}`

const base36 = (value: number, width: number) => value.toString(36).padStart(width, '0')
