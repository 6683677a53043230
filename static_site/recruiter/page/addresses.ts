import { t } from "../words";

/** What is wrong with what is none. */
export function noAddress(): string {
  return t.value.noAddress;
}

/** Whether the API would take it as an e-mail address. */
export function isAddress(text: string): boolean {
  return /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text.trim());
}
