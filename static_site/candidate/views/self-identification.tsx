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
 * Asked when everything is over, of who likes to answer. One press leaves it, and one takes it back. What was said is
 * shown no more, once it is sent: whoever sent the link may open it, too.
 */
export function SelfIdentification({ result, hasSaid }: { result: Result; hasSaid: boolean }): JSX.Element {
  const words = resultWords.value.selfIdentification;
  const [sex, setSex] = useState<Sex | "">("");
  const [race, setRace] = useState<Race | "">("");
  const [isLeft, setLeft] = useState(false);
  const { isSending, error, send } = useSending();
  const identify = (...said: Parameters<Result["identify"]>): void =>
    send(async () => {
      await result.identify(...said);
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
              if (sex !== "" || race !== "") identify(sex || null, race || null);
            }}
          >
            <Choice label={words.sex} of={SEXES} told={words.sexes} chosen={sex} onChoose={setSex} />
            <Choice label={words.race} of={RACES} told={words.races} chosen={race} onChoose={setRace} />
            <div class="row">
              <button class="button button-quiet" aria-disabled={isSending}>
                {hasSaid ? words.change : words.send}
              </button>
              {hasSaid ? (
                <button
                  type="button"
                  class="button button-quiet"
                  aria-disabled={isSending}
                  onClick={() => identify(null, null)}
                >
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

/** One of some, or none. */
function Choice<C extends string>({
  label,
  of,
  told,
  chosen,
  onChoose,
}: {
  label: string;
  of: readonly C[];
  told: Readonly<Record<C, string>>;
  chosen: C | "";
  onChoose: (chosen: C | "") => void;
}): JSX.Element {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        class="input"
        value={chosen}
        onChange={({ currentTarget: { value } }) => onChoose(of.find((each) => each === value) ?? "")}
      >
        <option value="">{resultWords.value.selfIdentification.choose}</option>
        {of.map((each) => (
          <option key={each} value={each}>
            {told[each]}
          </option>
        ))}
      </select>
    </div>
  );
}
