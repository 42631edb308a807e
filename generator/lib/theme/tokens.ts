// The tokens of the theme, as `theme/style/tokens.css` has them: what a team may change by one line each.

/** Names of the custom properties; a test compares them with the style sheet. */
export const TOKENS = [
  '--paper',
  '--ink',
  '--muted',
  '--line',
  '--link',
  '--code',
  ...['red', 'orange', 'amber', 'green', 'blue', 'gray'].flatMap((name) => [`--${name}`, `--${name}-tint`]),
  '--sans',
  '--mono',
  '--small',
  '--page',
  '--measure',
  '--edge',
  '--gap',
  '--hair',
] as const;
