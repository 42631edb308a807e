// What a page may do, as a Content Security Policy (Level 3, https://www.w3.org/TR/CSP3/): nothing but to show itself,
// to ask its own host, and to run what is told here. The page says it, and a host that reads `_headers` says it again.

/**
 * `plain`: no script. `script`: scripts of the theme, which may ask nobody. `search`: these may load the index.
 * `sealed`: scripts that get what a reader pastes; nothing leaves the page, not by a form either.
 */
export type Confinement = 'plain' | 'script' | 'search' | 'sealed';

const shown = ["default-src 'none'", "style-src 'self'", "img-src 'self' data:", "base-uri 'none'"];

const more: Readonly<Record<Confinement, readonly string[]>> = {
  plain: ["form-action 'self'"],
  script: ["script-src 'self'", "form-action 'self'"],
  search: ["script-src 'self'", "connect-src 'self'", "form-action 'self'"],
  sealed: ["script-src 'self'", "connect-src 'none'", "form-action 'none'"],
};

/** The policy of a page. */
export function contentPolicy(confinement: Confinement): string {
  return [...shown, ...more[confinement]].join('; ');
}

/** The policy that a host may send with every file: each page narrows it. A page cannot forbid to be framed itself. */
export function hostPolicy(): string {
  return `${contentPolicy('search')}; frame-ancestors 'none'`;
}
