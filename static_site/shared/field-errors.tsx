import type { JSX, RefObject } from "preact";
import { useCallback, useLayoutEffect, useState } from "preact/hooks";

import { ApiError } from "./api";
import type { Detail } from "./api-types";
import { said } from "./words/codes";
import { problems } from "./words/problems";
import { t } from "./words/shared";

/** What is wrong, worded where it is shown: in the language that the page speaks then. */
export type Problem = () => string;

/** What is wrong, by field: named as the API names them, positions joined by dots. */
export type FieldErrors = Readonly<Record<string, Problem>>;

export const NO_ERRORS: FieldErrors = {};

/** What the API says of single fields; the first of each counts. */
export function fieldErrorsOf(error: unknown): FieldErrors {
  if (!(error instanceof ApiError)) return NO_ERRORS;
  return Object.fromEntries(error.details.toReversed().map((detail) => [detail.field, () => problemOf(detail)]));
}

/** What is wrong with a field, by the API's code. */
export function problemOf({ code, params }: Pick<Detail, "code" | "params">): string {
  const { fields } = problems.value;
  return said((fields as Partial<typeof fields>)[code] ?? fields.unreadable, params);
}

/** How many letters are too many, as the API counts them; undefined where all fit. */
export function lengthProblem(text: string, most: number): Problem | undefined {
  const surplus = Array.from(text.trim()).length - most;
  return surplus > 0 ? () => t.value.fields.tooLong(surplus, most) : undefined;
}

interface Description {
  "aria-invalid"?: "true";
  "aria-describedby"?: string;
}

/** For the control itself: what says that something is wrong with it, and where that is described. */
export function described(id: string, problem: Problem | undefined, hint?: string): Description {
  const by = [problem && `${id}-problem`, hint].filter(Boolean).join(" ");
  return {
    ...(problem ? { "aria-invalid": "true" as const } : {}),
    ...(by ? { "aria-describedby": by } : {}),
  };
}

/** The words below a control. */
export function FieldError({ id, problem }: { id: string; problem: Problem | undefined }): JSX.Element | null {
  return problem ? (
    <p class="field-problem" id={`${id}-problem`}>
      {problem()}
    </p>
  ) : null;
}

interface FieldErrorsOf {
  readonly errors: FieldErrors;
  /** A form was sent, or was about to be: leads to the first field that has to be looked at again. */
  readonly find: (errors: FieldErrors) => void;
  /** Something was changed: what is no longer true is no longer said. */
  readonly keep: (left: (errors: FieldErrors) => FieldErrors) => void;
}

/** What is wrong with the fields of a form, until they are changed. */
export function useFieldErrors(form: RefObject<HTMLFormElement | null>): FieldErrorsOf {
  const [errors, setErrors] = useState(NO_ERRORS);
  const [found, setFound] = useState(NO_ERRORS);
  useLayoutEffect(() => {
    if (Object.keys(found).length === 0) return;
    const first = form.current?.querySelector<HTMLElement>("[aria-invalid=true]");
    first?.focus({ preventScroll: true });
    first?.closest(".field")?.scrollIntoView({ block: "center" });
  }, [found]);
  const find = useCallback((next: FieldErrors) => {
    setErrors(next);
    setFound(next);
  }, []);
  return { errors, find, keep: setErrors };
}

/** What was said of a field was about what stood in it before. */
export function withoutField(errors: FieldErrors, target: EventTarget | null): FieldErrors {
  const { name } = target as HTMLInputElement;
  return name in errors ? Object.fromEntries(Object.entries(errors).filter(([field]) => field !== name)) : errors;
}

/** Said to everybody when a form was not sent; what is wrong stands at the fields. */
export function LookAgain({ errors }: { errors: FieldErrors }): JSX.Element | null {
  const count = Object.keys(errors).length;
  if (count === 0) return null;
  return (
    <p class="notice notice-bad" role="alert">
      {t.value.fields.lookAgain(count)}
    </p>
  );
}
