// Arithmetic with instants in UTC: no zone, no daylight saving, every day has 24 hours.

import type { Instant, Weekday } from '../../types.ts';
import { WEEKDAYS } from './policy.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Milliseconds since 1970. */
export const millisOf = (instant: Instant): number => Date.parse(instant);

/** The instant of milliseconds since 1970. */
export const instantOf = (millis: number): Instant => new Date(millis).toISOString().replace(/\.\d+Z$/, 'Z');

/** The instant some days later, or earlier. */
export const addDays = (instant: Instant, days: number): Instant => instantOf(millisOf(instant) + days * DAY);

/** Days from one instant to another, with their fraction. */
export const daysBetween = (from: Instant, to: Instant): number => (millisOf(to) - millisOf(from)) / DAY;

/** Day of the week in UTC. */
export const weekdayOf = (instant: Instant): Weekday => WEEKDAYS[new Date(millisOf(instant)).getUTCDay()] ?? 'sunday';

/** `2 days 3 hours`, `1 hour`, `5 minutes`: the two greatest units, rounded down. */
export function duration(millis: number): string {
  const minutes = Math.floor(Math.abs(millis) / 60_000);
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(minutes / 1440), 'day'],
    [Math.floor(minutes / 60) % 24, 'hour'],
    [minutes % 60, 'minute'],
  ];
  const first = parts.findIndex(([amount]) => amount > 0);
  if (first < 0) return 'less than a minute';
  return parts
    .slice(first, first + 2)
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount} ${unit}${amount === 1 ? '' : 's'}`)
    .join(' ');
}

/** `in 2 days 3 hours`, `1 hour ago`, `now`. */
export function distance(from: Instant, to: Instant): string {
  const millis = millisOf(to) - millisOf(from);
  if (millis === 0) return 'now';
  return millis < 0 ? `${duration(millis)} ago` : `in ${duration(millis)}`;
}

/** `Tuesday 2026-12-01 12:00 UTC`. */
export function momentText(instant: Instant): string {
  const day = weekdayOf(instant);
  const seconds = instant.slice(17, 19) === '00' ? '' : instant.slice(16, 19);
  return `${capital(day)} ${instant.slice(0, 10)} ${instant.slice(11, 16)}${seconds} UTC`;
}

/** `Tuesday, 1 December 2026, 12:00 UTC`. */
export function momentWords(instant: Instant): string {
  const date = new Date(millisOf(instant));
  const month = MONTHS[date.getUTCMonth()] ?? '';
  const day = `${capital(weekdayOf(instant))}, ${date.getUTCDate()} ${month} ${instant.slice(0, 4)}`;
  return `${day}, ${momentText(instant).split(' ').slice(2).join(' ')}`;
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** `1 day`, `14 days`. */
export const plural = (days: number): string => `${days} day${days === 1 ? '' : 's'}`;

/** `Friday`. */
export const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
