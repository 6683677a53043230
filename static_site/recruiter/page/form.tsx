import type { JSX, RefObject } from "preact";
import { useRef, useState } from "preact/hooks";

import {
  FieldError,
  type FieldErrors,
  type Problem,
  described,
  fieldErrorsOf,
  useFieldErrors,
  withoutField,
} from "../../shared/field-errors";

/** What is typed, by the names of the fields. */
export type Given = Readonly<Record<string, string>>;

interface SentForm {
  readonly problems: FieldErrors;
  readonly error: unknown;
  readonly busy: boolean;
  readonly form: {
    readonly ref: RefObject<HTMLFormElement | null>;
    readonly noValidate: true;
    readonly onInput: (event: { target: EventTarget | null }) => void;
    readonly onSubmit: (event: SubmitEvent) => void;
  };
}

/**
 * A form of text fields that is sent once it lacks nothing. What the API says of a field is shown there, and whatever else
 * went wrong is `error`; `refused` says of one that it belongs to a field.
 */
export function useForm({
  lacks,
  send,
  refused = () => null,
}: {
  lacks: (given: Given) => FieldErrors;
  send: (given: Given) => Promise<void>;
  refused?: (error: unknown) => FieldErrors | null;
}): SentForm {
  const ref = useRef<HTMLFormElement>(null);
  const { errors: problems, find, keep } = useFieldErrors(ref);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  async function submit(fields: HTMLFormElement): Promise<void> {
    if (busy) return;
    const given = Object.fromEntries(
      [...new FormData(fields)].map(([name, value]) => [name, typeof value === "string" ? value : ""]),
    );
    const lacking = lacks(given);
    find(lacking);
    setError(null);
    if (Object.keys(lacking).length > 0) return;
    setBusy(true);
    try {
      await send(given);
    } catch (reason) {
      const ofFields = refused(reason) ?? fieldErrorsOf(reason);
      if (Object.keys(ofFields).length > 0) find(ofFields);
      else setError(reason);
    }
    setBusy(false);
  }

  return {
    problems,
    error,
    busy,
    form: {
      ref,
      noValidate: true,
      onInput: ({ target }) => keep((errors) => withoutField(errors, target)),
      onSubmit: (event) => {
        event.preventDefault();
        void submit(event.currentTarget as HTMLFormElement);
      },
    },
  };
}

/** A text field with its label, what is wrong with it, and a hint. */
export function TextField({
  id,
  label,
  problem,
  hint,
  type = "text",
  ...input
}: {
  id: string;
  name: string;
  label: string;
  problem: Problem | undefined;
  hint?: string;
  type?: "text" | "email" | "password";
  autocomplete: "off" | "name" | "organization" | "username" | "current-password" | "new-password" | "one-time-code";
  inputMode?: "numeric" | "text";
  maxLength?: number;
  value?: string;
  defaultValue?: string;
  readOnly?: boolean;
}): JSX.Element {
  // The elements' types tell fields apart by a type that is known when it is written.
  const ofType = { type, ...input } as JSX.IntrinsicElements["input"];
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        class="input"
        id={id}
        {...ofType}
        {...described(id, problem, hint === undefined ? undefined : `${id}-hint`)}
      />
      <FieldError id={id} problem={problem} />
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
