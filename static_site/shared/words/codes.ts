/** What the API says in codes, worded. */

interface Reason {
  readonly code: string;
  readonly params: unknown;
}

type ParamsOf<R extends Reason, C> = R extends { code: infer Codes; params: infer Params }
  ? C extends Codes
    ? Params
    : never
  : never;

/** A sentence, or how to make it of what it names. */
export type Words<P> = string | ((params: P) => string);

export function said<P>(words: Words<P>, params: P): string {
  return typeof words === "string" ? words : words(params);
}

/** Words for every code of a union of reasons, given what the code names. */
export type ReasonWords<R extends Reason> = {
  readonly [C in R["code"]]: Words<ParamsOf<R, C>>;
};

/** The words of a reason. `otherwise` is for a code that came into the API after this page. */
export function say<R extends Reason>(words: ReasonWords<R>, { code, params }: R, otherwise: string): string {
  return said((words as Partial<Record<string, Words<unknown>>>)[code] ?? otherwise, params);
}

/** The words of a code that names nothing else. */
export function wordOf<C extends string>(words: Readonly<Record<C, string>>, code: C, otherwise: string): string {
  return (words as Partial<Record<string, string>>)[code] ?? otherwise;
}
