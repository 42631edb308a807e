// What went wrong with a key or a signature, in words for the person who signs; never with anything secret in it.

/** A signature could not be made; the message is a clause such as `the passphrase is wrong`, the hint an action. */
export class SigningError extends Error {
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}
