/** A place in a recording: `1:05`, `1:01:05`. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (n: number): string => String(n).padStart(2, "0");
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** A length of time, rounded for people: `45 seconds`, `3 minutes`, `2 min 30 s`, `3 h 5 min`. */
export function spanInWords(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 60) return seconds === 1 ? "1 second" : `${seconds} seconds`;
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  const [hours, beyond] = [Math.floor(minutes / 60), minutes % 60];
  if (hours >= 2) return beyond === 0 ? `${hours} hours` : `${hours} h ${beyond} min`;
  if (rest === 0 || minutes >= 10) return minutes === 1 ? "1 minute" : `${minutes} minutes`;
  return `${minutes} min ${rest} s`;
}

/** A length of time that is only estimated, in steps that a reader can follow: `less than a minute`. */
export function roughSpan(ms: number): string {
  const minutes = Math.ceil(ms / 60_000);
  if (minutes <= 1) return "less than a minute";
  return minutes < 60 ? `about ${minutes} minutes` : `about ${count(Math.round(minutes / 60), "hour")}`;
}

const dateTime = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const date = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });

/** `21 Nov 2026, 16:05`, in the reader's language and time zone. */
export function dateAndTime(iso: string): string {
  return dateTime.format(new Date(iso));
}

export function day(iso: string): string {
  return date.format(new Date(iso));
}

const time = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });

/** `16:05:30`. */
export function timeOfDay(iso: string): string {
  return time.format(new Date(iso));
}

const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/** `5 minutes ago`, `in 3 days`, `now`. */
export function ago(iso: string, now: number = Date.now()): string {
  const distance = new Date(iso).getTime() - now;
  const [unit, ms] = UNITS.find(([, length]) => Math.abs(distance) >= length) ?? ["second", Infinity];
  return relative.format(Math.trunc(distance / ms), unit);
}

/** `1 question`, `3 questions`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}
