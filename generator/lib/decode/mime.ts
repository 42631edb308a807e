// Mail as MIME writes it (RFC 2045, 2047): encoded words, and the text of a message whatever its encoding.

import PostalMime from 'postal-mime';

export { decodeWords } from 'postal-mime';

/** What a mail says, as far as it can be read. */
export type Mail = {
  /** The text parts in their order; undefined where the mail has none. */
  readonly text?: string;
  readonly subject?: string;
  /** As an ISO 8601 string, or as written where that is no date. */
  readonly date?: string;
};

/** Parses a message (RFC 5322); undefined for what no mail program would read. */
export async function parseMail(bytes: Uint8Array): Promise<Mail | undefined> {
  try {
    const { text, subject, date } = await PostalMime.parse(bytes, { maxNestingDepth: 20, maxRfc822NestingDepth: 2 });
    return {
      ...(text !== undefined && text !== '' && { text }),
      ...(subject !== undefined && { subject }),
      ...(date !== undefined && { date }),
    };
  } catch {
    // Its limits are reached by attacks only.
    return undefined;
  }
}
