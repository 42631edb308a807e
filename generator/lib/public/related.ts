// Links from one public advisory to the others that it names, that name it, or that have a CVE id of it.

import type { PublicAdvisory, PublicLink } from '../../types.ts';
import { groups, newestFirst } from './lists.ts';

/** Fills `links`: only public advisories are known here, so no link can tell of another. */
export function linkTogether(advisories: readonly PublicAdvisory[]): PublicAdvisory[] {
  const byId = new Map(advisories.map((advisory) => [advisory.id, advisory]));
  const byCve = new Map(groups(advisories, (advisory) => advisory.cves));
  const mentions = new Map<string, Set<string>>();
  for (const advisory of advisories) {
    const named = advisory.document.markdown.match(/\b[A-Z][A-Z0-9]{0,19}(?:-\d{1,9}){1,3}\b/g) ?? [];
    for (const id of [...advisory.related, ...named]) {
      if (id === advisory.id || !byId.has(id)) continue;
      const sources = mentions.get(id);
      if (sources) sources.add(advisory.id);
      else mentions.set(id, new Set([advisory.id]));
    }
  }
  const link = ({ id, title, path }: PublicAdvisory): PublicLink => ({ id, title, path });
  return advisories.map((advisory) => {
    const related = advisory.related.flatMap((id) => byId.get(id) ?? []);
    const others = new Set(advisory.cves.flatMap((id) => byCve.get(id) ?? []).map((each) => each.id));
    for (const id of mentions.get(advisory.id) ?? []) others.add(id);
    others.delete(advisory.id);
    for (const each of related) others.delete(each.id);
    const mentionedBy = [...others].flatMap((id) => byId.get(id) ?? []).sort(newestFirst);
    return {
      ...advisory,
      related: related.map((each) => each.id),
      links: { related: related.map(link), mentionedBy: mentionedBy.map(link) },
    };
  });
}
