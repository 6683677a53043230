import type { Detail, ErrorAnswer, ErrorBody, paths } from "./api-types";

type Method = "get" | "post" | "put" | "delete";
type Operation<P extends keyof paths, M extends Method> = NonNullable<paths[P][M]>;
type PathsWith<M extends Method> = { [P in keyof paths]: paths[P] extends Record<M, object> ? P : never }[keyof paths];
type Content<A> = A extends { content: { "application/json": infer Body } } ? Body : undefined;
type Answer<O> = O extends { responses: infer R }
  ? { [Status in keyof R & (200 | 201 | 202 | 204)]: Content<R[Status]> }[keyof R & (200 | 201 | 202 | 204)]
  : never;

export interface CallOptions {
  /** What stands in the path's braces. */
  path?: Record<string, string | number>;
  /** A list is given once for each of its values. */
  query?: Record<string, string | number | readonly string[] | null | undefined>;
  body?: unknown;
  /** The version that is to be changed. */
  ifMatch?: string;
  signal?: AbortSignal;
  /** The page may be going away: the browser sends the request all the same. */
  keepalive?: boolean;
}

type Reply<P extends keyof paths, M extends Method> = Promise<Answer<Operation<P, M>>>;

type Options<O> = Omit<CallOptions, "path" | "body"> &
  (O extends { parameters: { path: infer Path } } ? { path: Path } : object) &
  (O extends { requestBody: { content: { "application/json": infer Body } } } ? { body: Body } : object);
type Arguments<O> = object extends Options<O> ? [options?: Options<O>] : [options: Options<O>];

export interface ApiSettings {
  /** The credential of this page, if it has one by now. */
  token: () => string | null;
  /** Called when the API no longer takes the credential. */
  onRefused?: (error: ApiError) => void;
  /** Called when the role of who is signed in does not allow a call. */
  onForbidden?: () => void;
  fetch?: typeof fetch;
  /** How long one attempt may take. */
  timeoutMs?: number;
  sleep?: (ms: number) => Promise<void>;
}

export const UNKNOWN = "unknown";
const MAX_TRIES = 3;
/** A connection that died without a word would otherwise be waited for, for minutes. */
const USUAL_TIMEOUT_MS = 30_000;
const MAX_PAUSE_MS = 10_000;

/**
 * The API refused, or could not be reached (`status` 0, `code` "offline"). The message is for developers: a page words
 * the code.
 */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly requestId: string,
    readonly details: readonly Detail[] = [],
    readonly retryAfterMs: number | null = null,
    /** What the words of the error name. */
    readonly params: Partial<NonNullable<ErrorBody["params"]>> = {},
  ) {
    super(message);
  }

  /**
   * Whether the same call may succeed later without anybody changing anything. What is not of our API's shape says
   * nothing about the call: a gateway or a network's sign-in page stood in between.
   */
  get isPassing(): boolean {
    return this.status === 0 || this.code === UNKNOWN || (this.status === 429 && !this.isUsedUp) || this.status >= 500;
  }

  /** Whether our API has said it. */
  get isOurs(): boolean {
    return this.code !== UNKNOWN;
  }

  /** The interview, or the organisation, has had all that it may ask for of this: the words say what helps. */
  get isUsedUp(): boolean {
    return this.code === "quota_exceeded";
  }
}

/** How long whoever asks again waits at least: as long as the server wishes. */
export function wishedPauseMs(error: unknown): number {
  return error instanceof ApiError ? (error.retryAfterMs ?? 0) : 0;
}

/** Typed calls of our own API. A 503 that says when to come back is asked again, up to three times in all. */
export class Api {
  constructor(private readonly settings: ApiSettings) {}

  get<P extends PathsWith<"get">>(path: P, ...[options]: Arguments<Operation<P, "get">>): Reply<P, "get"> {
    return this.call("get", path, options);
  }

  post<P extends PathsWith<"post">>(path: P, ...[options]: Arguments<Operation<P, "post">>): Reply<P, "post"> {
    return this.call("post", path, options);
  }

  put<P extends PathsWith<"put">>(path: P, ...[options]: Arguments<Operation<P, "put">>): Reply<P, "put"> {
    return this.call("put", path, options);
  }

  delete<P extends PathsWith<"delete">>(path: P, ...[options]: Arguments<Operation<P, "delete">>): Reply<P, "delete"> {
    return this.call("delete", path, options);
  }

  private async call<T>(method: Method, path: string, options: CallOptions = {}): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return (await this.once(method, path, options)) as T;
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        if (error.status === 401) this.settings.onRefused?.(error);
        if (error.code === "forbidden") this.settings.onForbidden?.();
        const pause = error.status === 503 ? error.retryAfterMs : null;
        if (pause === null || pause > MAX_PAUSE_MS || attempt === MAX_TRIES) throw error;
        await (this.settings.sleep ?? sleep)(pause);
        options.signal?.throwIfAborted();
      }
    }
  }

  private async once(method: Method, path: string, options: CallOptions): Promise<unknown> {
    const requestId = crypto.randomUUID();
    const headers = new Headers({ accept: "application/json", "x-request-id": requestId });
    const token = this.settings.token();
    if (token) headers.set("authorization", `Bearer ${token}`);
    if (options.ifMatch !== undefined) headers.set("if-match", options.ifMatch);
    const request: RequestInit = { method: method.toUpperCase(), headers, cache: "no-store" };
    if (options.body !== undefined) {
      headers.set("content-type", "application/json");
      request.body = JSON.stringify(options.body);
    }
    const timeout = AbortSignal.timeout(this.settings.timeoutMs ?? USUAL_TIMEOUT_MS);
    request.signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
    if (options.keepalive) request.keepalive = true;

    let response: Response;
    let answer: unknown;
    try {
      response = await (this.settings.fetch ?? fetch)(address(path, options), request);
      answer = response.ok && response.status !== 204 ? await response.json() : undefined;
    } catch {
      options.signal?.throwIfAborted();
      throw new ApiError(0, "offline", "The server cannot be reached.", requestId, [], null);
    }
    if (!response.ok) throw await refusal(response, requestId);
    return answer;
  }
}

/** The path with its braces filled and its query. */
export function address(path: string, { path: values = {}, query = {} }: CallOptions): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new TypeError(`${path} needs ${name}`);
    return encodeURIComponent(value);
  });
  const given = Object.entries(query).flatMap(([name, value]) =>
    [value ?? []].flat().map((each) => [name, String(each)]),
  );
  const asked = new URLSearchParams(given).toString();
  return asked ? `${filled}?${asked}` : filled;
}

async function refusal(response: Response, requestId: string): Promise<ApiError> {
  const after = Number(response.headers.get("retry-after") ?? Number.NaN);
  const retryAfterMs = Number.isFinite(after) ? after * 1000 : null;
  const answer = (await response.json().catch(() => null)) as ErrorAnswer | null;
  // What stands in front of the API answers errors of its own, which are not of this shape.
  if (!answer || typeof answer !== "object" || typeof answer.error !== "object") {
    return new ApiError(
      response.status,
      UNKNOWN,
      `The server answered with an error (${response.status}).`,
      requestId,
      [],
      retryAfterMs,
    );
  }
  const { code, message, request_id, details, params } = answer.error;
  return new ApiError(response.status, code, message, request_id, details ?? [], retryAfterMs, params ?? {});
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
