import { computed } from "@preact/signals";

import { language } from "./words/languages";
import { t } from "./words/shared";

/** A place in a recording: `1:05`, `1:01:05`. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (n: number): string => String(n).padStart(2, "0");
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** A length of time, rounded for people: `45 seconds`, `3 minutes`, `2 min 30 s`, `3 h 5 min`. */
export function spanInWords(ms: number): string {
  const { spans } = t.value;
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 60) return spans.seconds(seconds);
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  const [hours, beyond] = [Math.floor(minutes / 60), minutes % 60];
  if (hours >= 2) return beyond === 0 ? spans.hours(hours) : spans.hoursAndMinutes(hours, beyond);
  return rest === 0 || minutes >= 10 ? spans.minutes(minutes) : spans.minutesAndSeconds(minutes, rest);
}

/** A length of time that is only estimated, in steps that a reader can follow: `less than a minute`. */
export function roughSpan(ms: number): string {
  const { spans } = t.value;
  const minutes = Math.ceil(ms / 60_000);
  if (minutes <= 1) return spans.underAMinute;
  return spans.about(minutes < 60 ? spans.minutes(minutes) : spans.hours(Math.round(minutes / 60)));
}

/** Dates and numbers are written as the reader's own locale does where it is of the page's language. */
export const locales = computed(() => {
  const own = new Intl.DateTimeFormat().resolvedOptions().locale;
  return own.split("-", 1)[0] === language.value ? own : language.value;
});

const formats = computed(() => {
  const locale = locales.value;
  return {
    dateTime: new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }),
    date: new Intl.DateTimeFormat(locale, { dateStyle: "medium" }),
    time: new Intl.DateTimeFormat(locale, { timeStyle: "medium" }),
    relative: new Intl.RelativeTimeFormat(locale, { numeric: "auto" }),
    list: new Intl.ListFormat(locale),
    number: new Intl.NumberFormat(locale),
    signed: new Intl.NumberFormat(locale, { signDisplay: "exceptZero", maximumFractionDigits: 1 }),
    dollars: new Intl.NumberFormat(locale, { style: "currency", currency: "USD", maximumFractionDigits: 4 }),
    percent: new Intl.NumberFormat(locale, { style: "percent" }),
    megabytes: new Intl.NumberFormat(locale, {
      ...{ style: "unit", unit: "megabyte", minimumFractionDigits: 1, maximumFractionDigits: 1 },
    }),
    oneDecimal: new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
  };
});

/** `21 Nov 2026, 16:05`, in the reader's time zone. */
export function dateAndTime(iso: string): string {
  return formats.value.dateTime.format(new Date(iso));
}

export function day(iso: string): string {
  return formats.value.date.format(new Date(iso));
}

/** `16:05:30`. */
export function timeOfDay(iso: string): string {
  return formats.value.time.format(new Date(iso));
}

/** `the first, the second, and the third`. */
export function list(names: readonly string[]): string {
  return formats.value.list.format(names);
}

/** `1,000`. */
export function number(n: number): string {
  return formats.value.number.format(n);
}

/** `0.5 MB`, of at least a tenth. */
export function megabytes(bytes: number): string {
  return formats.value.megabytes.format(Math.max(0.1, bytes / 1_000_000));
}

/** `7.0`. */
export function oneDecimal(n: number): string {
  return formats.value.oneDecimal.format(n);
}

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/** `5 minutes ago`, `in 3 days`, `now`. */
export function ago(iso: string, now: number = Date.now()): string {
  const distance = new Date(iso).getTime() - now;
  const [unit, ms] = UNITS.find(([, length]) => Math.abs(distance) >= length) ?? ["second", Infinity];
  return unit === "second" ? t.value.spans.now : formats.value.relative.format(Math.trunc(distance / ms), unit);
}

/** `40 %`, of a share of one. */
export function percent(share: number): string {
  return formats.value.percent.format(share);
}

/** `+1.5`, `−1`, `0`: how much more it is. */
export function signed(difference: number): string {
  return formats.value.signed.format(difference);
}

export function dollars(amount: number): string {
  return formats.value.dollars.format(amount);
}
