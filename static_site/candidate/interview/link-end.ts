/** Why a link takes no more answers. */

import { ApiError } from "../../shared/api";

/**
 * `expired`: its time is over, and what was recorded before is still taken. `closed`: the interview is locked;
 * `cancelled`: by the recruiter.
 */
export type LinkEnd = "expired" | "closed" | "cancelled";

/** null where it is not the link that the API refuses. */
export function linkEnd(error: unknown): LinkEnd | null {
  if (!(error instanceof ApiError) || error.status !== 410) return null;
  return endOf(error.code);
}

export function endOf(code: string): LinkEnd {
  return code === "link_expired" ? "expired" : code === "interview_cancelled" ? "cancelled" : "closed";
}

/** Tells of the link's end where that is why the API refuses what it is asked. */
export async function orLinkEnd<T>(asked: Promise<T>, onEnd: (end: LinkEnd) => void): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    const end = linkEnd(error);
    if (end) onEnd(end);
    throw error;
  }
}
