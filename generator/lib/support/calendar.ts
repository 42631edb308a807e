// The one writer of iCalendar (RFC 5545, https://www.rfc-editor.org/rfc/rfc5545): lines end with CRLF and are folded at
// 75 octets (section 3.1), texts are escaped (section 3.3.11).

/** A day, or a moment, in a calendar. */
export type CalendarEvent = {
  /** Permanent: a client that knows it moves the event instead of adding one. */
  readonly uid: string;
  /** `2026-12-01`, or the instant `2026-12-01T12:00:00Z`. */
  readonly day: string;
  /** When it was put down; in a file of the site never the time of the build. */
  readonly stamp: string;
  readonly summary: string;
  readonly description: string;
  readonly url?: string;
  /** Not for everybody who may see the calendar (RFC 5545, 3.8.1.3). */
  readonly isConfidential?: boolean;
};

/** The calendar as text. The format wants at least one event, though readers take an empty calendar. */
export function calendar(name: string, program: string, events: readonly CalendarEvent[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:${text(program)}`,
    // RFC 7986 has `NAME`; older clients know the other one.
    `NAME:${text(name)}`,
    `X-WR-CALNAME:${text(name)}`,
    ...events.flatMap((event) => [
      'BEGIN:VEVENT',
      `UID:${text(event.uid)}`,
      `DTSTAMP:${event.stamp.replace(/[-:]/g, '')}`,
      `DTSTART${event.day.includes('T') ? '' : ';VALUE=DATE'}:${event.day.replace(/[-:]/g, '')}`,
      `SUMMARY:${text(event.summary)}`,
      `DESCRIPTION:${text(event.description)}`,
      ...(event.url === undefined ? [] : [`URL:${plain(event.url)}`]),
      ...(event.isConfidential ? ['CLASS:CONFIDENTIAL'] : []),
      // A day to know about, not a day that is taken.
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function text(value: string): string {
  return plain(
    value
      .replace(/\r\n?|\n/g, '\n')
      .replace(/[\\;,]/g, '\\$&')
      .replaceAll('\n', '\\n'),
  );
}

const plain = (value: string): string => value.replace(/\p{Cc}+/gu, ' ');

const MOST_OCTETS = 75;

/** Breaks between characters, never inside one; the blank that opens a further line is one of its octets. */
function folded(line: string): string {
  let octets = 0;
  let result = '';
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > MOST_OCTETS) {
      result += '\r\n ';
      octets = 1;
    }
    result += character;
    octets += size;
  }
  return result;
}
