/**
 * What the page decides about an answer, for pages without a browser. A line of JSON in for all that the page hears; out
 * "over" when the answer is, "spoke_on" when it goes on after all, "prepare" when the feedback is to be made from the
 * words so far, and "told" once all before is decided.
 */

import { createInterface } from "node:readline";

import { Endpointer } from "../../static_site/candidate/conversation/endpointer";
import { REVERSIBLE_MS } from "../../static_site/candidate/interview/interview-machine";
import { Preparation } from "../../static_site/candidate/interview/preparation";

const FRAME_MS = 100;

const answers = new Map();

class Answer {
  words = "";
  /** How long it has been over; null while it is given. */
  overMs = null;
  isInterviewerHeard = false;

  constructor(id, silenceS) {
    this.id = id;
    const over = () => {
      this.overMs = 0;
      this.endpointer.end();
      this.tell("over");
    };
    const spokeOn = () => {
      this.overMs = null;
      this.isInterviewerHeard = false;
      this.endpointer.resume(true);
      this.preparation.drop();
      this.tell("spoke_on");
    };
    this.endpointer = new Endpointer(silenceS, over, spokeOn);
    const prepare = () => Promise.resolve(this.tell("prepare"));
    this.preparation = new Preparation(prepare, () => this.words);
    this.endpointer.open();
  }

  tell(event) {
    process.stdout.write(`${JSON.stringify({ id: this.id, event })}\n`);
  }

  hear({ begin, recognises, words, turn, interviewer, level, told }) {
    if (begin) {
      this.overMs = null;
      this.endpointer.begin();
    }
    if (recognises !== undefined) this.endpointer.recognise(recognises);
    if (words !== undefined) this.endpointer.hearWords((this.words = words));
    if (turn) {
      this.endpointer.judge(turn.confidence);
      if (this.overMs === null) this.preparation.turned(turn);
    }
    if (interviewer) this.isInterviewerHeard = true;
    if (level !== undefined) this.hearFrame(level);
    if (told) this.tell("told");
  }

  hearFrame(level) {
    this.endpointer.hear(level, FRAME_MS);
    if (this.overMs === null) this.endpointer.hearAnswer(level, FRAME_MS);
    else if ((this.overMs += FRAME_MS) < REVERSIBLE_MS) {
      this.endpointer.hearAfter(level, FRAME_MS, this.isInterviewerHeard);
    }
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const { id, silence_s, ...heard } = JSON.parse(line);
  if (silence_s !== undefined) answers.set(id, new Answer(id, silence_s));
  answers.get(id).hear(heard);
}
