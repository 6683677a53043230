/** `1 question`, `3,000 questions`: for languages that have two forms, and take the second one for none. */
export function countingIn(language: string): (n: number, one: string, many: string) => string {
  const number = new Intl.NumberFormat(language);
  return (n, one, many) => `${number.format(n)} ${n === 1 ? one : many}`;
}
