import { type FieldErrors, lengthProblem } from "../../shared/field-errors";
import { MAX_PASSWORD, MIN_PASSWORD } from "../../shared/limits";
import { t } from "./words";

/** What a new password lacks, by the name of its field. */
export function passwordProblems(field: string, password: string): FieldErrors {
  if (Array.from(password).length < MIN_PASSWORD) return { [field]: () => t.value.passwordTooShort(MIN_PASSWORD) };
  const tooLong = lengthProblem(password, MAX_PASSWORD);
  return tooLong ? { [field]: tooLong } : {};
}
