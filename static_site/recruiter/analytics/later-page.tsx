import type { JSX } from "preact";

import type { Api } from "../../shared/api";
import { later } from "../../shared/later";
import { useTitle } from "../page/title";
import { t } from "../words";

/** No part of the first script: few look at it, and seldom. */
const analyticsPage = later(async () => (await import("./analytics-page")).AnalyticsPage);

/** The page of figures. Its heading is there at once, and has the focus. */
export function LaterAnalyticsPage(shown: { api: Api; address: string }): JSX.Element {
  const { analytics } = t.value.frame;
  useTitle(analytics);
  return (
    <div class="stack">
      <h1 tabIndex={-1}>{analytics}</h1>
      <analyticsPage.View {...shown} />
    </div>
  );
}
