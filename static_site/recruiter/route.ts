/**
 * What the address after `#` shows. Where it says nothing of the list (null), it is the one that was shown last; of an
 * interview, and of several side by side, the question that is shown, from 1, and of an interview where on the recording's
 * clock it is played from, in milliseconds; of a new template the one that it begins as a copy of.
 */
export type Route =
  | { page: "sessions"; query: string | null }
  | { page: "session"; id: string; question?: number; at?: number }
  | { page: "ask"; query: string }
  | { page: "compare"; ids: readonly string[]; question?: number }
  | { page: "templates" }
  | { page: "template"; id: string | null; copyOf?: string }
  | { page: "versions"; id: string }
  | { page: "analytics"; query: string }
  | { page: "invitations"; id: string | null }
  | { page: "settings"; section: string | null }
  | { page: "unknown" };

const NUMBER = /^[1-9]\d{0,3}$/;
const MOMENT = /^\d{1,8}$/;
const SECTION = /^[a-z-]{1,30}$/;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

export function routeOf(hash: string): Route {
  const [path = "", query] = hash.replace(/^#\/?/, "").split("?");
  const [first = "", second, ...more] = path.split("/");
  if (first === "sessions" && second !== undefined && UUID.test(second)) {
    const [part, number, ...rest] = more;
    if (part === undefined) return { page: "session", id: second };
    if (part !== "q" || rest.length > 0 || !NUMBER.test(number ?? "")) return { page: "unknown" };
    const at = new URLSearchParams(query).get("at") ?? "";
    return { page: "session", id: second, question: Number(number), ...(MOMENT.test(at) && { at: Number(at) }) };
  }
  if (first === "templates" && second !== undefined && UUID.test(second) && more.join("/") === "versions")
    return { page: "versions", id: second };
  if (more.length > 0) return { page: "unknown" };
  if (first === "" && second === undefined) {
    return { page: "sessions", query: query ?? null };
  }
  if (first === "compare" && second === undefined) return comparing(new URLSearchParams(query));
  if (first === "analytics" && second === undefined) return { page: "analytics", query: query ?? "" };
  if (first === "settings" && (second === undefined || SECTION.test(second)))
    return { page: "settings", section: second ?? null };
  if (first === "invitations" && (second === undefined || UUID.test(second)))
    return { page: "invitations", id: second ?? null };
  if (first === "ask" && second === undefined) return { page: "ask", query: query ?? "" };
  if (first === "templates" && second === undefined) return { page: "templates" };
  if (first === "templates" && second === "new") {
    const copyOf = new URLSearchParams(query).get("copy");
    return copyOf !== null && UUID.test(copyOf)
      ? { page: "template", id: null, copyOf }
      : { page: "template", id: null };
  }
  if (first === "templates" && second !== undefined && UUID.test(second)) return { page: "template", id: second };
  return { page: "unknown" };
}

function comparing(given: URLSearchParams): Route {
  const ids = [...new Set(given.getAll("id"))].filter((id) => UUID.test(id));
  const question = given.get("q") ?? "";
  return { page: "compare", ids, ...(NUMBER.test(question) && { question: Number(question) }) };
}

export function hashOf(route: Route): string {
  switch (route.page) {
    case "sessions":
      return route.query === null ? "#/" : `#/?${route.query}`;
    case "session":
      return `#/sessions/${route.id}${route.question === undefined ? "" : `/q/${route.question}${from(route.at)}`}`;
    case "ask":
      return route.query === "" ? "#/ask" : `#/ask?${route.query}`;
    case "compare": {
      const ids = route.ids.map((id) => `id=${id}`);
      return `#/compare?${[...ids, ...(route.question === undefined ? [] : [`q=${route.question}`])].join("&")}`;
    }
    case "templates":
      return "#/templates";
    case "template":
      return `#/templates/${route.id ?? "new"}${route.copyOf === undefined ? "" : `?copy=${route.copyOf}`}`;
    case "versions":
      return `#/templates/${route.id}/versions`;
    case "analytics":
      return route.query === "" ? "#/analytics" : `#/analytics?${route.query}`;
    case "settings":
      return route.section === null ? "#/settings" : `#/settings/${route.section}`;
    case "invitations":
      return route.id === null ? "#/invitations" : `#/invitations/${route.id}`;
    case "unknown":
      return "#/";
  }
}

function from(at: number | undefined): string {
  return at === undefined ? "" : `?at=${at}`;
}
