// The body's headings are the sections: the highest level that occurs splits it, whatever level that is.

import GithubSlugger from 'github-slugger';
import type { Root, RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import type { Section } from '../../types.ts';

/** Splits a body at its highest headings. Section ids never take an id of `reserved`, which the page uses itself. */
export function sectionsOf(body: Root, reserved: readonly string[] = []): Section[] {
  const top = Math.min(...body.children.map((node) => (node.type === 'heading' ? node.depth : 7)));
  const slugger = reservedSlugger(reserved);
  const sections: { id: string; title?: string; nodes: RootContent[] }[] = [];
  for (const node of body.children) {
    if (node.type === 'heading' && node.depth === top) {
      const title = textOf(node).trim();
      sections.push({ id: slugger.slug(title) || slugger.slug('section'), title, nodes: [] });
    } else if (sections.length === 0) {
      sections.push({ id: '', nodes: [node] });
    } else {
      sections.at(-1)?.nodes.push(node);
    }
  }
  return sections;
}

/** A slugger that will not give out the reserved ids. */
export function reservedSlugger(reserved: readonly string[]): GithubSlugger {
  const slugger = new GithubSlugger();
  for (const id of reserved) slugger.slug(id);
  return slugger;
}
