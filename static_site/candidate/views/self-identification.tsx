import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";

import type { SelfIdentificationRequest } from "../../shared/api-types";
import { NotSent } from "../../shared/error-notice";
import type { Result } from "../interview/result";
import { resultWords } from "../result-words";
import { useSending } from "./sending";

type Sex = NonNullable<SelfIdentificationRequest["sex"]>;
type Race = NonNullable<SelfIdentificationRequest["race_ethnicity"]>;

const SEXES = ["female", "male", "undisclosed"] as const satisfies readonly Sex[];
const RACES = [
  "hispanic_or_latino",
  "white",
  "black_or_african_american",
  "native_hawaiian_or_pacific_islander",
  "asian",
  "native_american_or_alaska_native",
  "two_or_more",
  "undisclosed",
] as const satisfies readonly Race[];

/**
 * Asked when everything is over, of who likes to answer. One press leaves it, and one takes it back. What was said comes
 * back from nowhere: whoever sent the link may open it, too.
 */
export function SelfIdentification({ result, hasSaid }: { result: Result; hasSaid: boolean }): JSX.Element {
  const words = resultWords.value.selfIdentification;
  const id = useId();
  const [sex, setSex] = useState<Sex | "">("");
  const [race, setRace] = useState<Race | "">("");
  const [isLeft, setLeft] = useState(false);
  const { isSending, error, send } = useSending();
  const takeBack = (): void =>
    send(async () => {
      await result.identify(null, null);
      setSex("");
      setRace("");
    });
  return (
    <section class="card stack" aria-labelledby="self-identification">
      <h2 id="self-identification">{words.heading}</h2>
      {isLeft ? (
        <div class="row">
          <p role="status">{words.left}</p>
          <button type="button" class="button button-quiet" onClick={() => setLeft(false)}>
            {words.afterAll}
          </button>
        </div>
      ) : (
        <>
          <p>{words.what}</p>
          <p class="quiet">{words.apart}</p>
          <form
            class="stack"
            onSubmit={(event) => {
              event.preventDefault();
              if (sex !== "" || race !== "") send(() => result.identify(sex || null, race || null));
            }}
          >
            <div class="field">
              <label for={`${id}-sex`}>{words.sex}</label>
              <select
                id={`${id}-sex`}
                class="input"
                value={sex}
                onChange={(event) => setSex(event.currentTarget.value as typeof sex)}
              >
                <option value="">{words.choose}</option>
                {SEXES.map((each) => (
                  <option key={each} value={each}>
                    {words.sexes[each]}
                  </option>
                ))}
              </select>
            </div>
            <div class="field">
              <label for={`${id}-race`}>{words.race}</label>
              <select
                id={`${id}-race`}
                class="input"
                value={race}
                onChange={(event) => setRace(event.currentTarget.value as typeof race)}
              >
                <option value="">{words.choose}</option>
                {RACES.map((each) => (
                  <option key={each} value={each}>
                    {words.races[each]}
                  </option>
                ))}
              </select>
            </div>
            <div class="row">
              <button class="button button-quiet" aria-disabled={isSending}>
                {hasSaid ? words.change : words.send}
              </button>
              {hasSaid ? (
                <button type="button" class="button button-quiet" aria-disabled={isSending} onClick={takeBack}>
                  {words.takeBack}
                </button>
              ) : (
                <button type="button" class="button button-quiet" onClick={() => setLeft(true)}>
                  {words.leave}
                </button>
              )}
              <p role="status" class="small">
                {isSending ? resultWords.value.sending : hasSaid && words.sent}
              </p>
            </div>
            <NotSent error={error} />
          </form>
        </>
      )}
    </section>
  );
}
