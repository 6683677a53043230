import type { JSX } from "preact";

import { count } from "../../shared/format";
import type { Conductor } from "../conductor";
import { Heading, Page } from "./page";

/** The last chunks are on their way. */
export function Delivering({ conductor }: { conductor: Conductor }): JSX.Element {
  const { bytes, totalBytes, chunks, answers, isOffline } = conductor.delivery.progress.value;
  const isWaiting = chunks > 0 || answers > 0;
  return (
    <Page title={conductor.interview.title}>
      <Heading>Sending your answers</Heading>
      <div class="card stack">
        <p>All questions are answered. Please leave this page open until everything has arrived.</p>
        <progress
          class="delivery"
          max={Math.max(1, totalBytes)}
          value={totalBytes - bytes}
          aria-label="How much has arrived"
        />
        <p class="quiet" role="status">
          {isWaiting ? `${count(chunks, "piece")} left, ${megabytes(bytes)}.` : "Everything is there. Closing up…"}
        </p>
        {isOffline && (
          <p class="notice notice-warn" role="status">
            Your connection is away. We go on by ourselves when it is back; nothing is lost.
          </p>
        )}
      </div>
    </Page>
  );
}

export function Done({ conductor }: { conductor: Conductor }): JSX.Element {
  return (
    <Page title={conductor.interview.title}>
      <Heading>Thank you</Heading>
      <div class="card stack">
        <p>Your interview has arrived, every answer of it. You can close this window now.</p>
        <p class="quiet">
          The recruiting team looks at it and gets back to you. This link is closed; nothing of the recording stays on
          this device.
        </p>
      </div>
    </Page>
  );
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
