import type { Api } from "../../shared/api";
import { useLoaded } from "../page/loading";

/** A candidate may come in while a dialog is open. */
const LOOK_EVERY_MS = 5000;

/** Whether the candidate is in the interview right now. */
export function useIsHere(api: Api, id: string): boolean {
  const now = useLoaded(
    id,
    (signal) => api.get("/api/sessions/{session_id}", { path: { session_id: id }, signal }),
    () => LOOK_EVERY_MS,
  );
  return now.data?.candidate_is_here === true;
}
