import { Fragment, type JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import type { DismissalView, Flag } from "../../shared/api-types";
import { ErrorNotice } from "../../shared/error-notice";
import { clock, dateAndTime, timeOfDay } from "../../shared/format";
import { own } from "../page/own";
import { t } from "../words";
import { DismissalDialog, type Dismissing } from "./flag-dismissal";
import { nameOf } from "./flags";
import type { FlagsOf } from "./noticed";

/**
 * The flags that are here, under headings where `groups` has some, and a way to the rest. `placeMs` says where on the
 * recording each was noticed, if it says; `onSeek` takes the place. `dismissing` is null for who may set none aside.
 */
export function FlagList({
  noticed: { flags, count, setAside, more },
  groups = [["", flags]],
  placeMs = () => null,
  onSeek,
  dismissing,
}: {
  noticed: FlagsOf;
  groups?: [heading: string, flags: readonly Flag[]][];
  placeMs?: (flag: Flag) => number | null;
  onSeek?: (recordedMs: number) => void;
  dismissing: Dismissing | null;
}): JSX.Element {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [asked, setAsked] = useState<Flag | null>(null);

  async function load(): Promise<void> {
    setBusy(true);
    setError(null);
    await more().catch(setError);
    setBusy(false);
  }

  // Where those of other questions come first, none of this one's may be here.
  const lacksAll = flags.length === 0 && count > 0;
  useEffect(() => {
    if (lacksAll) void load();
  }, [lacksAll]);

  const words = t.value.flags;
  return (
    <>
      {groups.map(([heading, some]) => (
        <Fragment key={heading}>
          {heading && <h3>{heading}</h3>}
          <ul class="flags small">
            {some.map((flag) => {
              const place = placeMs(flag);
              const dismissal = setAside(flag);
              return (
                <li key={flag.id}>
                  {place !== null && onSeek ? (
                    <button type="button" class="button button-link" onClick={() => onSeek(place)}>
                      {clock(place)}
                    </button>
                  ) : (
                    <time class="quiet" dateTime={flag.at} title={dateAndTime(flag.at)}>
                      {timeOfDay(flag.at)}
                    </time>
                  )}{" "}
                  {dismissal ? <SetAside flag={flag} dismissal={dismissal} /> : nameOf(flag)}{" "}
                  {dismissing && (
                    <button
                      type="button"
                      class="button button-link"
                      aria-label={(dismissal ? words.dismissal.takeBackNamed : words.dismissal.setAsideNamed)(
                        nameOf(flag),
                      )}
                      onClick={() => setAsked(flag)}
                    >
                      {dismissal ? words.dismissal.takeBack : words.dismissal.setAside}
                    </button>
                  )}
                </li>
              );
            })}
          </ul>
        </Fragment>
      ))}
      {error !== null && <ErrorNotice error={error} />}
      {flags.length < count && (
        <div class="row small">
          <span class="quiet" role="status">
            {words.shown(flags.length, count)}
          </span>
          <button
            type="button"
            class="button button-quiet button-small"
            onClick={() => void load()}
            aria-disabled={busy}
          >
            {busy ? words.loading : words.more}
          </button>
        </div>
      )}
      {asked && dismissing && (
        <DismissalDialog
          flag={asked}
          isSetAside={setAside(asked) !== undefined}
          dismissing={dismissing}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

/** It stays where it is, struck out, with who said so and why. */
function SetAside({ flag, dismissal: { author, reason } }: { flag: Flag; dismissal: DismissalView }): JSX.Element {
  return (
    <>
      <s>{nameOf(flag)}</s> <span class="quiet">{t.value.flags.dismissal.by(own, author.name, reason)}</span>
    </>
  );
}
