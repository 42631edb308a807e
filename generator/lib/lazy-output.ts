// An output whose body is made when it is first read: a build reads every body, the live preview only what a browser
// asks for.

import type { Output } from '../types.ts';

/** The output with `make` as its body; it runs once at most. */
export function lazyOutput(output: Omit<Output, 'body'>, make: () => Output['body']): Output {
  let made: Output['body'] | undefined;
  return {
    ...output,
    get body() {
      made ??= make();
      return made;
    },
  };
}
