// What an advisory about a change of keys says: why, and the two keys by their fingerprints.

import type { VNode } from 'preact';
import { href, KEYS } from '../../generator/lib/links.ts';
import { grouped } from '../../generator/lib/pgp/fingerprint.ts';
import type { Model, PublicAdvisory } from '../../generator/types.ts';
import { Inline } from './inline.tsx';
import { Time } from './time.tsx';

/** The facts of the change; nothing for any other advisory. */
export function KeyChangeFacts({ model, advisory }: { model: Model; advisory: PublicAdvisory }): VNode | null {
  const { keyChange, published } = advisory;
  if (!keyChange) return null;
  return (
    <dl class="facts">
      <div>
        <dt>Reason</dt>
        <dd>
          <Inline text={keyChange.reason} />
        </dd>
      </div>
      <div>
        <dt>Old key</dt>
        <dd>
          <Fingerprint model={model} of={keyChange.old} />
        </dd>
      </div>
      <div>
        <dt>New key</dt>
        <dd>
          <Fingerprint model={model} of={keyChange.new} />
        </dd>
      </div>
      <div>
        <dt>Since</dt>
        <dd>
          <Time at={keyChange.date ?? published} />
        </dd>
      </div>
    </dl>
  );
}

/** In groups of four, with a link to the key where the site has it. */
function Fingerprint({ model, of }: { model: Model; of: string }): VNode {
  const text = <code>{grouped(of)}</code>;
  const isThere = model.keys.some((key) => key.fingerprint === of);
  return isThere ? <a href={`${href(model.site, KEYS)}#${of}`}>{text}</a> : text;
}
