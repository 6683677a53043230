import { t } from "../words";

/** What a mail reads as more than an address, and what divides a domain: as the API has it (`domain/text.py`). */
const ADDRESS =
  /^[^@\s()<>[\],;:\\"]+@[^@\s()<>[\],;:\\".\u3002\uff0e\uff61]+(\.[^@\s()<>[\],;:\\".\u3002\uff0e\uff61]+)+$/;

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
  return ADDRESS.test(text.trim());
}

/** Whether a letter can be sent there: letters of other alphabets stand in its domain alone. */
export function isMailable(text: string): boolean {
  return isAddress(text) && /^[!-~]+@/.test(text.trim());
}
