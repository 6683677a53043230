import type { JSX } from "preact";

import type { Role } from "../../../shared/api-types";
import { t } from "./words";

export const ROLES: readonly Role[] = ["admin", "recruiter", "reviewer", "interviewer"];

export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}

/** A role, chosen where the page says whose by other means than a visible label. */
export function RoleSelect({
  label,
  value,
  onChange,
}: {
  label: string;
  value: Role;
  onChange: (role: Role) => void;
}): JSX.Element {
  const { roles, mayDo } = t.value;
  return (
    <select
      class="input settings-role"
      aria-label={label}
      title={mayDo[value]}
      value={value}
      onChange={({ currentTarget }) => {
        if (isRole(currentTarget.value)) onChange(currentTarget.value);
      }}
    >
      {ROLES.map((role) => (
        <option key={role} value={role}>
          {roles[role]}
        </option>
      ))}
    </select>
  );
}
