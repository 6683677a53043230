import type { ComponentChildren, JSX, Ref } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

import type { InterviewController } from "../interview/interview-controller";
import { mayHurry, mayStay } from "../interview/interview-machine";
import { mayExtend } from "../interview/question-time";
import { t } from "../words";

interface Props {
  controller: InterviewController;
}

/** The next step of each phase that has one. */
export function MainAction({ controller }: Props): JSX.Element | null {
  const { phase, leased, written, ahead } = controller.state.value;
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    // The button that had the focus may be gone: the next one takes it, nothing else is disturbed.
    if (phase !== "writing" && document.activeElement === document.body) button.current?.focus();
  }, [phase]);
  const { feed } = controller;
  const { conversation: words, practice } = t.value;
  const main = (text: string, onClick: () => void, isDisabled = false): JSX.Element => (
    <button key={phase} type="button" class="button" ref={button} disabled={isDisabled} onClick={onClick}>
      {text}
    </button>
  );
  const answer = (): void => feed({ type: "answer_requested" });
  const finish = (): void => feed({ type: "finished_answer" });
  switch (phase) {
    case "practice":
      return main(practice.tryIt, answer);
    case "practised":
      return main(practice.goOn, () => feed({ type: "next" }));
    case "thinking":
      return main(words.startAnswering, answer, !leased);
    case "practising":
    case "answering":
      return main(words.done, finish);
    case "writing":
      return main(words.send, finish, !written);
    case "feedback": {
      const next = ahead.length > 0 ? words.next : words.finish;
      return main(controller.correcting.isUnsaved.value ? words.saveAndGoOn : next, () => void controller.goOn());
    }
    default:
      return null;
  }
}

/** What may be done instead. */
export function OtherActions({ controller }: Props): JSX.Element | null {
  const { phase, leased, used, reversible } = controller.state.value;
  const { feed } = controller;
  const { conversation: words, practice, tryAgain } = t.value;
  const answer = (): void => feed({ type: "answer_requested" });
  const next = (): void => feed({ type: "next" });
  const moreTime = (
    <Other isDisabled={!mayExtend(used)} onClick={() => feed({ type: "more_time" })}>
      {words.moreTime}
    </Other>
  );
  const goOn = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    // The end may have been none, and there are seconds to say so: the focus that "I'm done" had goes there.
    if (phase === "awaiting_feedback" && document.activeElement === document.body) goOn.current?.focus();
  }, [phase]);
  const notFinished = reversible && (
    <Other button={goOn} onClick={() => feed({ type: "not_finished" })}>
      {words.notFinished}
    </Other>
  );
  // What is being heard is no waiting.
  const isWaiting =
    mayHurry(controller.state.value, controller.now.value) && !controller.conversation.isInterviewerHeard;
  const hurry = isWaiting ? <Other onClick={next}>{words.hurry}</Other> : null;
  switch (phase) {
    case "practice":
    case "practising":
      return <Other onClick={next}>{practice.skip}</Other>;
    case "practised":
      return <Other onClick={answer}>{tryAgain}</Other>;
    case "thinking":
    case "answering":
      return (
        <>
          {moreTime}
          {controller.interview.accommodations.text_answers && (
            <Other onClick={() => controller.writeInstead()}>{words.write}</Other>
          )}
        </>
      );
    case "writing":
      return (
        <>
          {moreTime}
          <Other isDisabled={!leased} onClick={answer}>
            {words.speak}
          </Other>
        </>
      );
    case "awaiting_feedback":
      return notFinished ?? hurry;
    case "greeting":
    case "asking":
    case "goodbye":
      return hurry;
    case "feedback":
      return (
        <>
          {notFinished}
          {mayStay(controller.state.value) && <Other onClick={() => feed({ type: "stay" })}>{words.stay}</Other>}
          {controller.correcting.fault.value !== null && <Other onClick={next}>{words.goOnUncorrected}</Other>}
        </>
      );
    default:
      return null;
  }
}

interface OtherProps {
  button?: Ref<HTMLButtonElement>;
  isDisabled?: boolean;
  onClick: () => void;
  children: ComponentChildren;
}

function Other({ button = null, isDisabled = false, onClick, children }: OtherProps): JSX.Element {
  return (
    <button ref={button} type="button" class="button button-quiet" disabled={isDisabled} onClick={onClick}>
      {children}
    </button>
  );
}
