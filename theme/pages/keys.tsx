// The keys of the team: which one signs now, which ones did before, and how to get them.

import type { ComponentChildren, VNode } from 'preact';
import { absolute, href, KEYRING, KEYS, SECURITY_TXT } from '../../generator/lib/links.ts';
import { grouped } from '../../generator/lib/pgp/fingerprint.ts';
import { directoryEntries, isServedBy } from '../../generator/lib/pgp/web-key-directory.ts';
import type { KeyRole, Model, PublishedKey, Site } from '../../generator/types.ts';
import { type Frame, Layout } from '../layout.tsx';
import { Inline } from '../parts/inline.tsx';
import { Table } from '../parts/table.tsx';
import { CalendarDay, Time } from '../parts/time.tsx';
import { listWords } from '../words.ts';

const roleWords: Readonly<Record<KeyRole, string>> = {
  signing: 'signs this site and the announcements',
  contact: 'for mail to the team',
  retired: 'signed earlier, signs no longer',
};

/** All keys, those that sign now first; then their history, newest first. */
export function KeysPage({ model, styles }: Frame): VNode {
  const { site, keys } = model;
  const current = keys.filter(isCurrent);
  const earlier = keys.filter((key) => !isCurrent(key));
  return (
    <Layout
      model={model}
      styles={styles}
      title="Keys"
      path={KEYS}
      description={`The OpenPGP keys of the ${site.team.name}, with fingerprints`}
    >
      <h1>Keys</h1>
      <p class="lead">
        The OpenPGP keys of the {site.team.name}. Compare a fingerprint with one that you got in another way: on paper,
        from an older announcement, from a person.
      </p>
      {current.length === 0 && <p>No key is in use now.</p>}
      {current.map((key) => (
        <Key model={model} item={key} />
      ))}
      <Import model={model} current={current} />
      <h2 id="history">History of keys</h2>
      <Table
        caption="History of keys"
        isCaptionHidden
        rows={keys.toSorted((a, b) => (a.created < b.created ? 1 : a.created > b.created ? -1 : 0))}
        columns={[
          {
            title: 'Fingerprint',
            class: 'wide',
            cell: (key) => (
              <a href={`#${key.fingerprint}`}>
                <code>{grouped(key.fingerprint)}</code>
              </a>
            ),
          },
          { title: 'From', class: 'short', cell: (key) => <CalendarDay at={key.created} /> },
          { title: 'State', cell: (key) => <State item={key} /> },
        ]}
      />
      {earlier.map((key) => (
        <Key model={model} item={key} />
      ))}
      <Contact site={site} />
    </Layout>
  );
}

function isCurrent({ state, roles }: PublishedKey): boolean {
  return state === 'valid' && !roles.includes('retired');
}

function Key({ model, item }: { model: Model; item: PublishedKey }): VNode {
  const { site } = model;
  const changes = model.advisories.filter(({ keyChange, isWithdrawn }) => {
    return !isWithdrawn && (keyChange?.old === item.fingerprint || keyChange?.new === item.fingerprint);
  });
  const encryption = item.subkeys.filter((part) => part.uses.includes('encrypt') && !part.revoked);
  const users = item.userIds.filter((user) => !user.isRevoked);
  return (
    <section aria-labelledby={item.fingerprint}>
      <h2 id={item.fingerprint}>
        <code>{grouped(item.fingerprint)}</code>
      </h2>
      <dl class="facts">
        <Fact title="Role">
          {item.roles.length > 0 ? item.roles.map((role) => roleWords[role]).join('; ') : 'none'}
        </Fact>
        <Fact title="State">
          <State item={item} />
        </Fact>
        {users.length > 0 && (
          <Fact title={users.length === 1 ? 'User id' : 'User ids'}>{users.map((user) => user.text).join('; ')}</Fact>
        )}
        <Fact title="Algorithm">
          {item.algorithm}
          {encryption.length > 0 && `; encryption: ${listWords(encryption.map((part) => part.algorithm))}`}
        </Fact>
        <Fact title="Made">
          <Time at={item.created} />
        </Fact>
        {item.note !== undefined && (
          <Fact title="Note">
            <Inline text={item.note} />
          </Fact>
        )}
        {changes.length > 0 && (
          <Fact title="Announced in">
            {changes.map(({ id, path }, index) => (
              <>
                {index > 0 && ', '}
                <a href={href(site, path)}>{id}</a>
              </>
            ))}
          </Fact>
        )}
        <Fact title="File">
          <a href={href(site, item.path)}>armored key</a>
        </Fact>
      </dl>
    </section>
  );
}

function Fact({ title, children }: { title: string; children: ComponentChildren }): VNode {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** In words, with the day that counts. */
function State({ item: { state, expires, revoked } }: { item: PublishedKey }): VNode {
  if (revoked) {
    return (
      <>
        revoked on <CalendarDay at={revoked.date} />
        {revoked.reason !== undefined && `: ${revoked.reason}`}
      </>
    );
  }
  if (expires === undefined) return <>valid, without an end</>;
  return (
    <>
      {state === 'expired' ? 'expired on' : 'valid until'} <Time at={expires} />
    </>
  );
}

function Import({ model, current }: { model: Model; current: readonly PublishedKey[] }): VNode {
  const { site, keys } = model;
  const keyring = absolute(site, `${KEYS}${KEYRING}.asc`);
  const address = directoryEntries(keys).some(({ domain }) => isServedBy(site, domain))
    ? current.flatMap((key) => key.userIds).find((user) => user.email !== undefined && !user.isRevoked)?.email
    : undefined;
  return (
    <>
      <h2 id="import">How to import them</h2>
      <pre tabindex={0}>
        <code>{`curl -sSfO ${keyring}\ngpg --import ${KEYRING}.asc\ngpg --fingerprint ${site.team.email}\n`}</code>
      </pre>
      {address !== undefined && (
        <>
          <p>Or by the address:</p>
          <pre tabindex={0}>
            <code>{`gpg --locate-external-keys ${address}\n`}</code>
          </pre>
        </>
      )}
      <p>
        All keys in one file: <a href={href(site, `${KEYS}${KEYRING}.asc`)}>{KEYRING}.asc</a> for gpg, sq and sqv,{' '}
        <a href={href(site, `${KEYS}${KEYRING}.gpg`)}>{KEYRING}.gpg</a> for gpgv. Keys that are no longer used are among
        them: what they signed in their time stays valid.
      </p>
    </>
  );
}

function Contact({ site }: { site: Site }): VNode | null {
  if (!site.securityTxt) return null;
  return (
    <p>
      How to report a vulnerability, for programs: <a href={href(site, SECURITY_TXT)}>security.txt</a>
    </p>
  );
}
