import type { JSX } from "preact";

import { FieldError, type Problem, described } from "../../shared/field-errors";

/** A whole number; `hint` says what it comes to. */
export function NumberField({
  id,
  label,
  value,
  min,
  max,
  problem,
  hint,
  onChange,
}: {
  id: string;
  label: string;
  value: number;
  min: number;
  max: number;
  problem: Problem | undefined;
  hint?: string;
  onChange: (value: number) => void;
}): JSX.Element {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        class="input"
        id={id}
        type="number"
        inputMode="numeric"
        required
        min={min}
        max={max}
        step={1}
        value={Number.isNaN(value) ? "" : value}
        onInput={(event) => onChange(event.currentTarget.valueAsNumber)}
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
