import { t } from "../words";

/** What is wrong with what is none. */
export function noAddress(): string {
  return t.value.noAddress;
}

/** What is wrong with one that no letter reaches. */
export function notMailable(): string {
  return t.value.notMailable;
}

/** Whether the API would take it as an e-mail address. */
export function isAddress(text: string): boolean {
  return /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text.trim());
}

/** Whether a letter can be sent there: letters of other alphabets stand in its domain alone. */
export function isMailable(text: string): boolean {
  return isAddress(text) && /^[!-~]+@/.test(text.trim());
}
