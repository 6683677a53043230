/** `1 question`, `3 questions`: for languages that have two forms, and take the second one for none. */
export function count(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}
