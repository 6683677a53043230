import type { JSX } from "preact";

import type { Api } from "../../shared/api";
import type { GivenConsentView } from "../../shared/api-types";
import { Busy } from "../../shared/busy";
import { ErrorNotice } from "../../shared/error-notice";
import { dateAndTime } from "../../shared/format";
import { Dialog } from "../page/dialog";
import { useLoaded } from "../page/loading";
import { ConsentPoints } from "../settings/consent/consent-points";
import { t } from "../words";

/** Word for word what the candidate agreed to. */
export function ConsentDialog({
  api,
  sessionId,
  onClose,
}: {
  api: Api;
  sessionId: string;
  onClose: () => void;
}): JSX.Element {
  const words = t.value.session.privacy;
  const { data, error, reload } = useLoaded<GivenConsentView>(sessionId, (signal) =>
    api.get("/api/sessions/{session_id}/consent", { path: { session_id: sessionId }, signal }),
  );
  return (
    <Dialog title={words.agreed} onClose={onClose}>
      {error !== null && <ErrorNotice error={error} onRetry={reload} />}
      {data === null ? (
        error === null && <Busy>{words.loading}</Busy>
      ) : (
        <>
          <p>{words.given(dateAndTime(data.given_at))}</p>
          {data.human_review_only && <p>{words.peopleOnly}</p>}
          {data.text ? (
            <>
              <ConsentPoints text={data.text} />
              <p class="small quiet">{words.hash(data.text.id)}</p>
            </>
          ) : (
            <p>{words.noText(data.text_version)}</p>
          )}
        </>
      )}
    </Dialog>
  );
}
