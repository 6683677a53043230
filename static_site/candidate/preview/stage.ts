import type { begin, isAwaited, step } from "../interview/interview-machine";
import type { NOTHING_USED } from "../interview/question-time";
import type { timing } from "../interview/questions";
import type { Busy } from "../../shared/busy";
import type { Consent } from "../views/consent";
import type { Conversation } from "../views/conversation";
import type { Heading, KindScreen, Page } from "../views/page";

/** The interview's phases. */
export interface Phases {
  readonly begin: typeof begin;
  readonly step: typeof step;
  readonly isAwaited: typeof isAwaited;
  readonly timing: typeof timing;
  readonly NOTHING_USED: typeof NOTHING_USED;
}

/**
 * What a preview shows of the interview. It is handed over, not imported: a module that two parts of a page import
 * becomes a part of its own, and every candidate would wait for more.
 */
export interface Stage extends Phases {
  readonly Busy: typeof Busy;
  readonly Consent: typeof Consent;
  readonly Conversation: typeof Conversation;
  readonly Heading: typeof Heading;
  readonly KindScreen: typeof KindScreen;
  readonly Page: typeof Page;
}
