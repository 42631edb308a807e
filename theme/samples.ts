// Programs that use the data, for the page that explains it. They are whole and run as they stand: a test runs them
// against the built site.

import type { Model } from '../generator/types.ts';

/** A program: what it does, its language, its text. */
export type Sample = { readonly id: string; readonly title: string; readonly language: string; readonly text: string };

/** Programs that ask for something that the site has; none for a site without advisories. */
export function samples(model: Model): readonly Sample[] {
  const base = model.site.url;
  const cve = model.cves.at(-1)?.id;
  const answered = model.advisories.find((advisory) => advisory.coverage.length > 0 && !advisory.isWithdrawn);
  const row = answered?.coverage[0];
  return [
    ...(model.advisories.length > 0
      ? [
          {
            id: 'sample-sh',
            title: 'What changed since the last time',
            language: 'Shell, curl, jq',
            text: changes(base),
          },
        ]
      : []),
    ...(row
      ? [
          {
            id: 'sample-py',
            title: `Where ${row.package} is fixed in ${row.release.name}`,
            language: 'Python',
            text: fixes(base, row.package, row.release.id),
          },
        ]
      : []),
    ...(cve !== undefined
      ? [{ id: 'sample-js', title: `Which advisories name ${cve}`, language: 'JavaScript', text: named(base, cve) }]
      : []),
  ];
}

const changes = (base: string): string => `base=${base}
seen=$(cat seen 2>/dev/null || echo 1970-01-01T00:00:00Z)
modified=$(curl -sSf "$base/data/v1/db.json" | jq -r .modified)
if [ "$modified" != "$seen" ]; then
  curl -sSf "$base/data/v1/changes.tsv" |
    awk -F '\\t' -v seen="$seen" 'NR > 1 && $1 > seen { print $3 }' |
    while read -r path; do
      curl -sSf "$base$path" | jq -r '"\\(.id) version \\(.version): \\(.title)"'
    done
  echo "$modified" > seen
fi
`;

const fixes = (base: string, name: string, release: string): string => `import json
from urllib.request import urlopen

base = ${JSON.stringify(base)}
with urlopen(base + ${JSON.stringify(encodeURI(`/data/v1/packages/${name}.json`))}) as reply:
    package = json.load(reply)

for advisory in package["advisories"]:
    for row in advisory["coverage"]:
        if row["release"]["id"] == ${JSON.stringify(release)}:
            print(advisory["id"], row["status"], row.get("fixed", "-"))
`;

const named = (base: string, cve: string): string => `const base = '${base}';
const reply = await fetch(\`\${base}/data/v1/advisories.json\`);
const { advisories } = await reply.json();
for (const { id, severity, cves, urls } of advisories) {
  if (!cves.includes('${cve}')) continue;
  console.log(id, severity ?? 'not rated', urls.page);
}
`;
