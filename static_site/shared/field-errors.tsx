import type { JSX, RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

import { ApiError } from "./api";
import { count } from "./format";

/** What is wrong, in words, by field: named as the API names them, positions joined by dots. */
export type FieldErrors = Readonly<Record<string, string>>;

export const NO_ERRORS: FieldErrors = {};

/** What the API says of single fields; the first of each counts. */
export function fieldErrorsOf(error: unknown): FieldErrors {
  if (!(error instanceof ApiError)) return NO_ERRORS;
  return Object.fromEntries(error.details.toReversed().map(({ field, problem }) => [field, problem]));
}

const NUMBER = new Intl.NumberFormat("en");

/** How many letters are too many, as the API counts them; "" where all fit. */
export function lengthProblem(text: string, most: number): string {
  const surplus = Array.from(text.trim()).length - most;
  return surplus > 0 ? `${count(surplus, "letter")} too many: at most ${NUMBER.format(most)} fit here.` : "";
}

interface Description {
  "aria-invalid"?: "true";
  "aria-describedby"?: string;
}

/** For the control itself: what says that something is wrong with it, and where that is described. */
export function described(id: string, problem: string | undefined, hint?: string): Description {
  const by = [problem && `${id}-problem`, hint].filter(Boolean).join(" ");
  return {
    ...(problem ? { "aria-invalid": "true" as const } : {}),
    ...(by ? { "aria-describedby": by } : {}),
  };
}

/** The words below a control. */
export function FieldError({ id, problem }: { id: string; problem: string | undefined }): JSX.Element | null {
  return problem ? (
    <p class="field-problem" id={`${id}-problem`}>
      {problem}
    </p>
  ) : null;
}

/** Leads to the first field that has to be looked at again, whenever there are other errors than before. */
export function useFirstError(form: RefObject<HTMLFormElement | null>, errors: FieldErrors): void {
  useLayoutEffect(() => {
    if (Object.keys(errors).length === 0) return;
    const first = form.current?.querySelector<HTMLElement>("[aria-invalid=true]");
    first?.focus({ preventScroll: true });
    first?.closest(".field")?.scrollIntoView({ block: "center" });
  }, [errors]);
}

/** Said to everybody when a form was not sent; what is wrong stands at the fields. */
export function LookAgain({ errors }: { errors: FieldErrors }): JSX.Element | null {
  const count = Object.keys(errors).length;
  if (count === 0) return null;
  return (
    <p class="notice notice-bad" role="alert">
      {count === 1 ? "One field needs another look." : `${count} fields need another look.`}
    </p>
  );
}
