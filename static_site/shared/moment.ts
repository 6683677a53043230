import { locales } from "./format";

/**
 * `Tue, 1 Dec 2026, 14:05 CET`: a moment that somebody keeps to, or proves, with the time zone that it is told in. An hour
 * comes twice when clocks are put back; the zone's short name tells the two apart.
 */
export function moment(iso: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(locales.value, {
    ...{ weekday: "short", day: "numeric", month: "short", year: "numeric" },
    ...{ hour: "2-digit", minute: "2-digit", timeZoneName: "short" },
    timeZone,
  }).format(new Date(iso));
}
