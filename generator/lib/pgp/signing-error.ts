// What went wrong with a key or a signature, in words for the person who signs; never with anything secret in it.

/** A signature could not be made; the message is a clause such as `the passphrase is wrong`, the hint an action. */
export class SigningError extends Error {
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}

/** What to do about a key that is not published, or is retired. */
export const UNPUBLISHED =
  'Put its public key into `content/keys/` with the role `signing`; a retired key signs no more than the change to a new one, by hand';
