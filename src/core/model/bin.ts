/** So many days what was deleted can be brought back; then it is gone for good. */
export const BIN_DAYS = 30
