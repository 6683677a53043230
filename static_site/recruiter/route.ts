/** What the address after `#` shows. Where it names no tab (null), it is the one that was shown last. */
export type Route =
  | { page: "sessions"; tab: string | null }
  | { page: "session"; id: string }
  | { page: "templates" }
  | { page: "template"; id: string | null }
  | { page: "unknown" };

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

export function routeOf(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?");
  const [first = "", second, ...more] = path.split("/");
  if (more.length > 0) return { page: "unknown" };
  if (first === "" && second === undefined) {
    return { page: "sessions", tab: new URLSearchParams(query).get("show") };
  }
  if (first === "sessions" && second !== undefined && UUID.test(second)) return { page: "session", id: second };
  if (first === "templates" && second === undefined) return { page: "templates" };
  if (first === "templates" && second === "new") return { page: "template", id: null };
  if (first === "templates" && second !== undefined && UUID.test(second)) return { page: "template", id: second };
  return { page: "unknown" };
}

export function hashOf(route: Route): string {
  switch (route.page) {
    case "sessions":
      return route.tab === null ? "#/" : `#/?show=${route.tab}`;
    case "session":
      return `#/sessions/${route.id}`;
    case "templates":
      return "#/templates";
    case "template":
      return `#/templates/${route.id ?? "new"}`;
    case "unknown":
      return "#/";
  }
}
