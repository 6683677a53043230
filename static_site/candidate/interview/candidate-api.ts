/** The calls of our API that a candidate's page makes. */

import { type Api, ApiError } from "../../shared/api";
import type { CorrectionView, FollowUpView, InterviewView, UploadTestView } from "../../shared/api-types";
import type { DeliveryApi } from "./delivery";
import type { TimeApi } from "./times";
import { EXPIRES_AFTER_MS } from "../keeping";

export type { InterviewView };

/** What to tell the candidate about an answer, and what to ask next because of it. */
export interface ReviewedAnswer {
  readonly feedback: string;
  readonly followUp: FollowUpView | null;
}

const REVIEW_EVERY_MS = 700;
const REVIEW_WITHIN_MS = 12_000;

export class CandidateApi implements DeliveryApi, TimeApi {
  constructor(private readonly api: Api) {}

  interview(): Promise<InterviewView> {
    return this.api.get("/api/interview");
  }

  start(name: string, textVersion: string, humanReviewOnly: boolean): Promise<InterviewView> {
    const consent = { text_version: textVersion, human_review_only: humanReviewOnly };
    return this.api.post("/api/interview/start", { body: { name, consent } });
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

  /** Whether answers can be reviewed; what reviews them is at work after this. */
  async canReview(): Promise<boolean> {
    try {
      await this.api.get("/api/interview/reviews");
      return true;
    } catch {
      return false;
    }
  }

  /** Null where it cannot be had in time. */
  async review(question: number, signal: AbortSignal): Promise<ReviewedAnswer | null> {
    const path = { question_index: question };
    const until = performance.now() + REVIEW_WITHIN_MS;
    try {
      while (performance.now() < until) {
        const review = await this.api.post("/api/interview/questions/{question_index}/review", { path, signal });
        if ("feedback" in review) return { feedback: review.feedback, followUp: review.follow_up };
        await new Promise((resolve) => setTimeout(resolve, REVIEW_EVERY_MS));
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
}
