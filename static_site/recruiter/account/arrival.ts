import { useEffect, useState } from "preact/hooks";

import { isOrganisation } from "./provider";

/**
 * By what somebody comes who need not be signed in: an invitation, a link to another password, or no password; the link of
 * an organisation that signs in with its own accounts, or from where it keeps those.
 */
export type Arrival =
  | { by: "join" | "password"; token: string }
  | { by: "forgotten" }
  | { by: "provider"; organisation: string }
  | { by: "back"; answer: ProviderAnswer | null };

/** What a provider wrote into the address: null where it signed nobody in. */
export interface ProviderAnswer {
  state: string;
  code: string;
  iss: string | null;
}

const TOKEN = /^[\w-]{20,128}$/;

export function arrivalOf(hash: string, search = ""): Arrival | null {
  const query = new URLSearchParams(search);
  const [state, code] = [query.get("state"), query.get("code")];
  if (state !== null && (code !== null || query.has("error")))
    return { by: "back", answer: code === null ? null : { state, code, iss: query.get("iss") } };
  const [first, token = "", ...more] = hash.replace(/^#\/?/, "").split("/");
  if (first === "forgotten" && token === "") return { by: "forgotten" };
  if (first === "sign-in" && isOrganisation(token) && more.length === 0) return { by: "provider", organisation: token };
  if ((first !== "join" && first !== "password") || more.length > 0) return null;
  // What is no token is shown as a link that is over.
  return { by: first, token: TOKEN.test(token) ? token : "-" };
}

/** What the address says of it. */
export function useArrival(): Arrival | null {
  const [arrival, setArrival] = useState(() => arrivalOf(location.hash, location.search));
  useEffect(() => {
    const follow = (): void => setArrival(arrivalOf(location.hash, location.search));
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  return arrival;
}
