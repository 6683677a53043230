/** What is to be read of what the interviewer says: nothing that stands on the page anyway. */
export function captionBeside(caption: string, shown: readonly (string | null | undefined)[]): string {
  return shown.some((text) => text?.includes(caption)) ? "" : caption;
}
