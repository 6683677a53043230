import { useEffect, useState } from "preact/hooks";

/** By what somebody comes who need not be signed in: an invitation, a link to another password, or no password. */
export type Arrival = { by: "join" | "password"; token: string } | { by: "forgotten" };

const TOKEN = /^[\w-]{20,128}$/;

export function arrivalOf(hash: string): Arrival | null {
  const [first, token = "", ...more] = hash.replace(/^#\/?/, "").split("/");
  if (first === "forgotten" && token === "") return { by: "forgotten" };
  if ((first !== "join" && first !== "password") || more.length > 0) return null;
  // What is no token is shown as a link that is over.
  return { by: first, token: TOKEN.test(token) ? token : "-" };
}

/** What the address says of it. */
export function useArrival(): Arrival | null {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const follow = (): void => setHash(location.hash);
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  return arrivalOf(hash);
}
