// The part "Is this authentic?" of an advisory: what is signed, with which key, and the commands that verify it.

import type { VNode } from 'preact';
import { href } from '../../generator/lib/links.ts';
import { grouped } from '../../generator/lib/pgp/fingerprint.ts';
import { isSigning } from '../../generator/lib/pgp/published-keys.ts';
import type { Model, PublicAdvisory } from '../../generator/types.ts';
import { announcementCommands, signedTextPath, textPath } from '../verify-commands.ts';
import { CommandBlock } from './commands.tsx';

/** Links to the signed texts, the key, and three commands. */
export function Authentic({ model, advisory }: { model: Model; advisory: PublicAdvisory }): VNode {
  const { site, keys } = model;
  const [signed, text] = [signedTextPath(model, advisory), textPath(advisory)];
  return (
    <>
      <p>
        {signed !== undefined && (
          <>
            <a href={href(site, signed)}>Signed text</a> ·{' '}
          </>
        )}
        <a href={href(site, text)}>Text</a> and <a href={href(site, `${text}.asc`)}>its signature</a> ·{' '}
        {keys.filter(isSigning).map((key) => (
          <>
            Key <code class="fingerprint">{grouped(key.fingerprint)}</code> ·{' '}
          </>
        ))}
        <a href={`${href(site, '/verify/')}#key`}>How to get the key, and to be sure of it</a>
      </p>
      <CommandBlock id="run-announcement" text={announcementCommands(site, advisory)} />
    </>
  );
}
