/** Cells with several values part them by a semicolon, a bar or a line break; by a comma only where there is none of these. */
export const partsOf = (text: string, comma = true): string[] =>
  text
    .split(comma && !/[;|\n]/.test(text) ? ',' : /[;|\r\n]/)
    .map((one) => one.trim())
    .filter((one) => one)
