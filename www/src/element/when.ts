/** Dates in the reader's own form. A certificate's dates are UTC, so they are shown as UTC everywhere. */

import type { Language } from "../contract.js";

const DAY = 86_400_000;

/** Made once for each language: making one takes longer than formatting a hundred dates. */
function once<T>(make: (language: Language) => T): (language: Language) => T {
  const made = new Map<Language, T>();
  return (language) => {
    const known = made.get(language) ?? make(language);
    made.set(language, known);
    return known;
  };
}

/** “24 Nov 2026, 12:00:00”, as the report's own sentences have their dates: read alike on both sides of the Atlantic. */
const locale = (language: Language): string => (language === "en" ? "en-GB" : language);

const days = once((language) => new Intl.DateTimeFormat(locale(language), { dateStyle: "medium", timeZone: "UTC" }));
const moments = once((language) => new Intl.DateTimeFormat(locale(language), { dateStyle: "medium", timeStyle: "medium", timeZone: "UTC" }));
const distances = once((language) => new Intl.RelativeTimeFormat(language, { numeric: "auto" }));
const counts = once((language) => new Intl.NumberFormat(language));

export function parseTime(text: string | null): Date | null {
  if (text === null) return null;
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? null : time;
}

/** Numbers stand apart from characters, as in the report's own sentences. */
const spaced = (text: string): string => text.replace(/(?<=\d)(?=[年月日])|(?<=[年月])(?=\d)/g, " ");

const apart = (text: string): string => text.replace(/(?<=\d)(?=[\u4e00-\u9fff])/g, " ");

export function day(text: string, language: Language): string {
  const time = parseTime(text);
  if (!time) return text;
  return spaced(days(language).format(time));
}

export function moment(text: string, language: Language): string {
  const time = parseTime(text);
  if (!time) return text;
  return `${spaced(moments(language).format(time))} UTC`;
}

/** “in 34 days”, “3 months ago”: how far `text` lies from `from`. */
export function distance(text: string, from: string | null, language: Language): string {
  const time = parseTime(text);
  const origin = parseTime(from);
  if (!time || !origin) return "";
  const passed = (time.getTime() - origin.getTime()) / DAY;
  const relative = distances(language);
  const size = Math.abs(passed);
  const told = (value: number, unit: "hour" | "day" | "month" | "year"): string => apart(relative.format(Math.trunc(value), unit));
  if (size < 1) return told(passed * 24, "hour");
  if (size < 90) return told(passed, "day");
  if (size < 730) return told(passed / 30.44, "month");
  return told(passed / 365.25, "year");
}

export function count(value: number, language: Language): string {
  return counts(language).format(value);
}
