import type { JSX } from "preact";

import { t } from "../../account/words";
import type { SectionShown } from "../settings-page";
import { PasswordForm } from "./password-form";
import { SecondStep } from "./second-step";
import { SignIns } from "./sign-ins";

/** One's own account. */
export function AccountSection({ api, user, onSignedOut }: SectionShown): JSX.Element {
  return (
    <>
      <p class="quiet">
        <bdi>{user.name}</bdi> · <bdi>{user.email}</bdi>
      </p>
      {user.has_password ? (
        <>
          <PasswordForm api={api} user={user} />
          <SecondStep api={api} />
        </>
      ) : (
        <p class="card">{t.value.own.noPassword}</p>
      )}
      <SignIns api={api} onSignedOut={onSignedOut} />
    </>
  );
}
