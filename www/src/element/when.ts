/** Dates in the reader's own form. A certificate's dates are UTC, so they are shown as UTC everywhere. */

import type { Language } from "../contract.js";

const DAY = 86_400_000;

export function parseTime(text: string | null): Date | null {
  if (text === null) return null;
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? null : time;
}

export function day(text: string, language: Language): string {
  const time = parseTime(text);
  if (!time) return text;
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" }).format(time);
}

export function moment(text: string, language: Language): string {
  const time = parseTime(text);
  if (!time) return text;
  const formatted = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "medium", timeZone: "UTC" }).format(time);
  return `${formatted} UTC`;
}

/** “in 34 days”, “3 months ago”: how far `text` lies from `from`. */
export function distance(text: string, from: string | null, language: Language): string {
  const time = parseTime(text);
  const origin = parseTime(from);
  if (!time || !origin) return "";
  const days = (time.getTime() - origin.getTime()) / DAY;
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const size = Math.abs(days);
  if (size < 1) return relative.format(Math.trunc(days * 24), "hour");
  if (size < 90) return relative.format(Math.trunc(days), "day");
  if (size < 730) return relative.format(Math.trunc(days / 30.44), "month");
  return relative.format(Math.trunc(days / 365.25), "year");
}

export function count(value: number, language: Language): string {
  return new Intl.NumberFormat(language).format(value);
}
