/** So long this device keeps what nobody has taken yet. */
export const EXPIRES_AFTER_MS = 7 * 24 * 60 * 60 * 1000;
