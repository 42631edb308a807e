// Why a verb does not do what it was asked for, with what to do about it: exit code 1.

/** Nothing is wrong with the call or the content, and yet it may not be. */
export class Refusal extends Error {
  readonly hint: string;
  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}
