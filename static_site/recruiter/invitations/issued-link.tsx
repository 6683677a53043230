import type { JSX } from "preact";

import type { LinkView } from "../../shared/api-types";
import { dateAndTime } from "../../shared/format";
import { CopyLink } from "../page/link";
import { t } from "../words";

/** A link that was just issued; nobody can show it again. */
export function IssuedLink({ issued }: { issued: LinkView }): JSX.Element {
  const words = t.value.link;
  const { candidate_name, expires_at } = issued.session;
  return (
    <div class="stack">
      <p>
        {words.send(
          (name) => (
            <strong>{name}</strong>
          ),
          candidate_name,
          dateAndTime(expires_at),
        )}
      </p>
      {issued.session.by_email && <p class="notice">{words.byEmail(issued.session.candidate_email ?? "")}</p>}
      <CopyLink label={words.label} path={issued.link_path} />
      <p class="small quiet">{words.whoHasIt}</p>
    </div>
  );
}
