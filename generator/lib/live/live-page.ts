// A page of the site as the live preview sends it: the bytes of the build with the reload's script. The policy goes from
// the head into a header, since a browser obeys both, and is relaxed by that script and its stream of events alone.

/** Where the preview has its own files: no output begins like that. */
export const OWN = '/_tocsin/';

/** The page with its policy as a header; `script` is where the reload is. */
export function livePage(html: string, script: string): { readonly body: string; readonly policy: string } {
  const [written = '', content = "default-src 'none'"] =
    /<meta http-equiv="content-security-policy" content="([^"]*)">/.exec(html) ?? [];
  // The first `</head>` ends the head: in text and attributes `<` is escaped.
  const body = html.replace(written, '').replace('</head>', `<script type="module" src="${script}"></script></head>`);
  return { body, policy: relaxed(content.replaceAll('&#39;', "'").replaceAll('&amp;', '&')) };
}

/** The policy with scripts and connections of the own host allowed, and nothing else changed. */
function relaxed(policy: string): string {
  const directives = new Map(
    policy.split(';').flatMap((each): [string, string][] => {
      const [name = '', ...values] = each.trim().split(/\s+/);
      return name === '' ? [] : [[name, values.join(' ')]];
    }),
  );
  for (const name of ['script-src', 'connect-src', 'style-src']) {
    const values = directives.get(name);
    if (!values?.split(' ').includes("'self'"))
      directives.set(name, values === undefined || values === "'none'" ? "'self'" : `${values} 'self'`);
  }
  return [...directives].map(([name, values]) => `${name} ${values}`.trim()).join('; ');
}
