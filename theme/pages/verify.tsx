// How readers see that an advisory is the team's and that nobody changed it. A site that is not signed says so.

import type { VNode } from 'preact';
import { href, KEYS } from '../../generator/lib/links.ts';
import { grouped } from '../../generator/lib/pgp/fingerprint.ts';
import { isSigning } from '../../generator/lib/pgp/published-keys.ts';
import { SIGNATURES, SUMS, signatureColumns } from '../../generator/lib/pgp/requests.ts';
import type { Model, PublishedKey, Site } from '../../generator/types.ts';
import { type Frame, Layout } from '../layout.tsx';
import { CommandBlock } from '../parts/commands.tsx';
import { Table } from '../parts/table.tsx';
import { Time } from '../parts/time.tsx';
import {
  type Commands,
  everythingCommands,
  gpgCommands,
  IMPORT,
  keyCommands,
  otherCommands,
  sumsCommands,
  tocsinCommand,
} from '../verify-commands.ts';

/** What is signed, with which key, and the commands that verify it. */
export function VerifyPage({ model, styles }: Frame): VNode {
  const { site, isSigned } = model;
  return (
    <Layout
      model={model}
      styles={styles}
      title="Verify"
      path="/verify/"
      description="How to see that an advisory is authentic: keys, signatures, checksums, and commands to copy"
    >
      <h1>Verify</h1>
      {isSigned ? <Signed model={model} /> : <Unsigned site={site} />}
      <h2 id="fails">When something does not verify</h2>
      <p>
        Do not use the file. Fetch it once more, for it may be damaged; if that does not help, write to{' '}
        <a href={`mailto:${site.team.email}`}>{site.team.email}</a> and say which file it is, where you have it from,
        and what the program said. Send the file along.
      </p>
    </Layout>
  );
}

function Unsigned({ site }: { site: Site }): VNode {
  return (
    <>
      <p class="lead">
        This site is not signed. Checksums find files that were damaged on their way; they do not tell who wrote them.
      </p>
      <h2 id="everything">All files</h2>
      <p>Fetch the list of checksums, then everything that it names:</p>
      <CommandBlock id="run-sums" text={sumsCommands(site, false)} />
      <CommandBlock id="run-everything" text={everythingCommands(site)} />
      <p>Tocsin, the program that made this site, does the same and checks the links between the files:</p>
      <CommandBlock id="run-tocsin" text={tocsinCommand(site, false)} />
    </>
  );
}

function Signed({ model }: { model: Model }): VNode {
  const { site } = model;
  return (
    <>
      <p class="lead">How to see that an advisory is ours, and that nobody changed it on its way to you.</p>
      <h2 id="signed">What is signed</h2>
      <p>
        Each announcement, each patch and each file for tools has an OpenPGP signature beside it, in a file with{' '}
        <code>.asc</code> added to the name. <a href={href(site, `/${SUMS}`)}>{SUMS}</a> has the checksum of every other
        file of this site, pages included, and is signed too.
      </p>
      <Keys model={model} />
      <h2 id="one">One file</h2>
      <p>
        GnuPG says <q>Good signature</q> and ends without an error. Compare the fingerprint of the primary key that it
        prints with the one above. Its warning that the key is not certified only says that you have not signed the key
        yourself.
      </p>
      <Blocks commands={gpgCommands(model)} />
      <h2 id="others">With other programs</h2>
      <p>These believe the file of keys that they are given, and no other key.</p>
      <Blocks commands={otherCommands(model)} />
      <h2 id="everything">All files</h2>
      <p>First the list of checksums and its signature, then everything that the list names:</p>
      <CommandBlock id="run-sums" text={sumsCommands(site, true)} />
      <CommandBlock id="run-everything" text={everythingCommands(site)} />
      <p>
        Tocsin, the program that made this site, verifies every signature and every checksum, here or in a folder, and
        checks the links between the files:
      </p>
      <CommandBlock id="run-tocsin" text={tocsinCommand(site, true)} />
      <h2 id="list">The list of signatures</h2>
      <p>
        <a href={href(site, `/${SIGNATURES}`)}>/{SIGNATURES}</a> names every signature, one a line, fields separated by
        a tab. Whatever it names has to be there.
      </p>
      <Table
        caption="Columns of the list of signatures"
        isCaptionHidden
        rows={signatureColumns}
        columns={[
          { title: 'Column', class: 'code', cell: (column) => column.name },
          { title: 'Meaning', class: 'wide', cell: (column) => column.about },
        ]}
      />
      <Mail site={site} />
      <h2 id="limits">What a signature does not say</h2>
      <ul>
        <li>That the advisory is right. It says whose it is.</li>
        <li>
          That there is no newer version. Whoever keeps files from you can show you old ones; compare the date with{' '}
          <a href={href(site, '/changes/')}>the changes</a> or with the mailing list.
        </li>
        <li>That the key is ours. That is what the second source of the fingerprint is for.</li>
        <li>When it was signed: the time in it is that of the version, which whoever signs can choose.</li>
      </ul>
    </>
  );
}

function Keys({ model }: { model: Model }): VNode {
  const { site, keys } = model;
  const signing = keys.filter(isSigning);
  const address = signing
    .flatMap((key) => key.userIds)
    .find((user) => user.email !== undefined && !user.isRevoked)?.email;
  return (
    <>
      <h2 id="key">The key</h2>
      {signing.map((key) => (
        <Key published={key} />
      ))}
      <p>
        <a href={href(site, KEYS)}>All our keys</a>, also those of earlier years. Fetch them and look at them:
      </p>
      <CommandBlock id="run-key" text={keyCommands(site)} />
      <p>
        A site cannot vouch for its own key: whoever forges one brings a key along. Compare the fingerprint with a
        second source before you believe it: an announcement that you got by mail long ago, a colleague who has the key,
        or the directory of our mail domain, where that is another server than this one.
      </p>
      {address !== undefined && <CommandBlock id="wkd" text={`gpg --locate-external-keys ${address}\n`} />}
      <p>Then make the keys known to GnuPG:</p>
      <CommandBlock id="run-import" text={IMPORT} />
    </>
  );
}

function Key({ published }: { published: PublishedKey }): VNode {
  return (
    <dl class="facts">
      <div>
        <dt>Fingerprint</dt>
        <dd>
          <code class="fingerprint">{grouped(published.fingerprint)}</code>
        </dd>
      </div>
      <div>
        <dt>Of</dt>
        <dd>
          {published.userIds
            .filter((user) => !user.isRevoked)
            .map((user) => user.text)
            .join(', ')}
        </dd>
      </div>
      <div>
        <dt>Kind</dt>
        <dd>
          {published.algorithm}, made <Time at={published.created} />
          {published.expires !== undefined && (
            <>
              , valid until <Time at={published.expires} />
            </>
          )}
        </dd>
      </div>
    </dl>
  );
}

function Blocks({ commands }: { commands: readonly Commands[] }): VNode {
  return (
    <>
      {commands.map(({ id, about, text }) => (
        <>
          <p>{about}:</p>
          <CommandBlock id={`run-${id}`} text={text} />
        </>
      ))}
    </>
  );
}

/** How our mails are signed; nothing where none are sent. */
function Mail({ site }: { site: Site }): VNode | null {
  const forms = new Set(site.series.flatMap(({ mail }) => (mail ? [mail.form] : [])));
  if (forms.size === 0) return null;
  return (
    <>
      <h2 id="mail">Announcements by mail</h2>
      {forms.has('inline') && (
        <p>
          Mails that begin with <q>BEGIN PGP SIGNED MESSAGE</q> hold the announcement with its signature. Without a mail
          program that knows OpenPGP, copy everything from this line to <q>END PGP SIGNATURE</q> into a file, and run{' '}
          <code>gpg --verify</code> on it. Only what stands between is signed: neither the subject nor anything above or
          below.
        </p>
      )}
      {forms.has('mime') && (
        <p>
          Mails with an attachment <code>signature.asc</code> are signed as PGP/MIME. Mail programs that know OpenPGP
          verify them once they have our key. The signature covers the text and the other attachments, and not the
          subject.
        </p>
      )}
    </>
  );
}
