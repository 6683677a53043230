/** The calls of our API that a candidate's page makes. */

import { type Api, ApiError } from "../../shared/api";
import type {
  CandidateResultView,
  ConsentTextView,
  ContestView,
  CorrectionView,
  FollowUpView,
  InterviewView,
  Language,
  SaidView,
  SatisfactionView,
  UploadTestView,
} from "../../shared/api-types";
import type { DeliveryApi } from "./delivery";
import type { ResultApi, Said } from "./result";
import type { TimeApi } from "./times";
import { EXPIRES_AFTER_MS } from "../keeping";

export type { InterviewView };

/** What to tell the candidate about an answer, and what to ask next because of it. */
export interface GivenFeedback {
  readonly feedback: string;
  readonly followUp: FollowUpView | null;
}

/** Which text was agreed to; `hash` null where the page did not show one. */
export interface Agreed {
  readonly version: string;
  readonly hash: string | null;
  readonly humanReviewOnly: boolean;
}

const AT_ONCE_MS = 3_000;
const FEEDBACK_EVERY_MS = 700;
const FEEDBACK_TIMEOUT_MS = 12_000;

export class CandidateApi implements DeliveryApi, ResultApi, TimeApi {
  constructor(private readonly api: Api) {}

  interview(): Promise<InterviewView> {
    // Letters tell times in it.
    const { timeZone: time_zone } = new Intl.DateTimeFormat().resolvedOptions();
    return this.api.get("/api/interview", { query: { time_zone } });
  }

  consentText(language: Language): Promise<ConsentTextView> {
    return this.api.get("/api/interview/consent", { query: { language } });
  }

  /** To begin twice is to begin once: what failed at once, as on a connection that died unseen, is asked once more. */
  async start(name: string, { version, hash, humanReviewOnly }: Agreed, language: Language): Promise<InterviewView> {
    const consent = { text_version: version, text_hash: hash, human_review_only: humanReviewOnly };
    const call = (): Promise<InterviewView> =>
      this.api.post("/api/interview/start", { body: { name, consent, language } });
    const began = performance.now();
    try {
      return await call();
    } catch (error) {
      const isAtOnce = performance.now() - began < AT_ONCE_MS;
      if (!(error instanceof ApiError && error.status === 0 && isAtOnce)) throw error;
      return await call();
    }
  }

  lease: DeliveryApi["lease"] = (question, contentType, ahead) =>
    this.api.post("/api/interview/questions/{question_index}/uploads", {
      path: { question_index: question },
      body: { content_type: contentType, ahead },
    });

  storeManifest: DeliveryApi["storeManifest"] = (question, manifest) =>
    this.api.put("/api/interview/questions/{question_index}/manifest", {
      path: { question_index: question },
      body: manifest,
    });

  keepTime: TimeApi["keepTime"] = (question, told) =>
    this.api.put("/api/interview/questions/{question_index}/time", { path: { question_index: question }, body: told });

  /** Leave to find out how fast the connection is. */
  uploadTest(): Promise<UploadTestView> {
    return this.api.post("/api/interview/upload-test");
  }

  /** Raises ApiError: `correction_too_large` where it is rather another answer. */
  correct(question: number, text: string): Promise<CorrectionView> {
    const path = { question_index: question };
    return this.api.put("/api/interview/questions/{question_index}/correction", { path, body: { text } });
  }

  /** Raises ApiError. A later text replaces an earlier one; it was finished so long ago. */
  async writeAnswer(question: number, text: string, agoMs: number): Promise<void> {
    const path = { question_index: question };
    const body = { text, written_ago_ms: Math.min(EXPIRES_AFTER_MS, Math.max(0, Math.round(agoMs))) };
    await this.api.put("/api/interview/questions/{question_index}/text-answer", { path, body });
  }

  tellEvents: DeliveryApi["tellEvents"] = (events) =>
    this.api.post("/api/interview/events", { body: { events: [...events] } });

  /** Whether feedback can be given; what gives it is at work after this. */
  async canGiveFeedback(): Promise<boolean> {
    try {
      await this.api.get("/api/interview/feedback");
      return true;
    } catch {
      return false;
    }
  }

  /** Have it made of the words so far, and kept until it is asked for. Raises ApiError. */
  async prepareFeedback(question: number, signal: AbortSignal): Promise<void> {
    const path = { question_index: question };
    await this.api.post("/api/interview/questions/{question_index}/feedback/preparation", { path, signal });
  }

  /** Null where it cannot be had in time. */
  async feedback(question: number, signal: AbortSignal): Promise<GivenFeedback | null> {
    const path = { question_index: question };
    const until = performance.now() + FEEDBACK_TIMEOUT_MS;
    try {
      while (performance.now() < until) {
        const given = await this.api.post("/api/interview/questions/{question_index}/feedback", { path, signal });
        if ("written" in given) return { feedback: given.written, followUp: given.follow_up };
        await new Promise((resolve) => setTimeout(resolve, FEEDBACK_EVERY_MS));
        signal.throwIfAborted();
      }
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
    return null;
  }

  async voiceTicket(): Promise<string> {
    return (await this.api.post("/api/interview/voice-ticket")).ticket;
  }

  async liveTicket(): Promise<string> {
    return (await this.api.post("/api/live-tickets", { body: {} })).ticket;
  }

  async finish(): Promise<void> {
    await this.api.post("/api/interview/finish");
  }

  result(): Promise<CandidateResultView> {
    return this.api.get("/api/interview/result");
  }

  contest(text: string): Promise<ContestView> {
    return this.api.put("/api/interview/result/contest", { body: { text } });
  }

  rate(rating: number, comment: string): Promise<SatisfactionView> {
    return this.api.put("/api/interview/result/satisfaction", { body: { rating, comment } });
  }

  identify(sex: Said["sex"], race_ethnicity: Said["race_ethnicity"]): Promise<SaidView> {
    return this.api.put("/api/interview/result/self-identification", { body: { sex, race_ethnicity } });
  }
}
