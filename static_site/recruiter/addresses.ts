export const LONGEST_ADDRESS = 254;
export const NO_ADDRESS = "This is no e-mail address.";

/** Whether the API would take it as an e-mail address. */
export function isAddress(text: string): boolean {
  return /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text.trim());
}
