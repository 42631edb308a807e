// Verifies a published site: every file against SHA256SUMS, every signature against the keys, and what indexes say about
// other files against these files. Each file is read once, so that what is hashed is what is verified.

import type { Certificate, Instant, Message, SigningRequest } from '../../types.ts';
import { isPreview, WARNING_FILE } from '../embargo/preview-marker.ts';
import { groupBy } from '../group-by.ts';
import { HEADERS } from '../links.ts';
import { SIGNATURES, SUMS } from '../pgp/requests.ts';
import { pooled } from '../pool.ts';
import { type Claim, claimsOf, isBrokenJson, type SiteIndex, siteIndex } from './claims.ts';
import { fault, shownFaults } from './fault.ts';
import { KEYRING_PATH, type Keyring, siteKeyring } from './keyring.ts';
import { type Lists, readLists } from './read-lists.ts';
import { securityTxtFaults } from './security-txt.ts';
import { checkSignature } from './signatures.ts';
import type { Loaded, SiteFiles } from './site-files.ts';

/** The keys to believe, the time, and who wants to know how far it is. */
export type Wanted = {
  /** Absent: the keys that the site publishes. */
  readonly certificates?: readonly Certificate[];
  readonly now: Instant;
  readonly progress?: (done: number, all: number) => void;
};

/** What was found, and how much was looked at. */
export type Verified = {
  readonly messages: readonly Message[];
  readonly files: number;
  readonly links: number;
  /** Valid signatures by fingerprint of their key. */
  readonly signatures: ReadonlyMap<string, number>;
  /** Signing time of the list of checksums: an old copy of a whole site is valid, and only this tells its age. */
  readonly signedAt?: Instant;
};

/** Verifies a site. Resolves, whatever the site holds. */
export async function verifySite(files: SiteFiles, wanted: Wanted): Promise<Verified> {
  const known = remembering(files, [SUMS, SIGNATURES, ...INDEXES, KEYRING_PATH]);
  const lists = await readLists(known, wanted.certificates !== undefined);
  if (await isOfPreview(known, lists)) return NO_SITE;
  const keyring = await siteKeyring(known, lists, wanted.certificates);
  const index = siteIndex(await bytesAt(known, INDEXES[0]), await bytesAt(known, INDEXES[1]));
  const work: Work = {
    files: known,
    lists,
    requests: groupBy(lists.requests, ({ file }) => file),
    index,
    certificates: keyring.certificates,
    now: wanted.now,
    messages: [...lists.messages, ...keyring.messages, ...otherAddress(files, index)],
    found: new Map(),
    claims: [],
    signers: new Map(),
    times: new Map(),
  };
  const paths = allPaths(files, lists);
  let done = 0;
  await pooled(paths, files.parallel, async (path) => {
    await verifyFile(path, work);
    if (++done % 50 === 0) wanted.progress?.(done, paths.length);
  });
  work.messages.push(...claimFaults(work), ...strangeFaults(files, lists, work));
  const signedAt = work.times.get(SUMS);
  return {
    messages: shownFaults(oneForUnknown(work.messages, work.signers.size > 0)),
    files: work.found.size,
    links: work.claims.length,
    signatures: work.signers,
    ...(signedAt !== undefined && { signedAt }),
  };
}

/** Whether it is a private preview, by its list; where there is none, by the file that says so. */
async function isOfPreview(files: SiteFiles, { sums, hasSums }: Lists): Promise<boolean> {
  if (isPreview([...sums.keys(), ...(files.paths ?? [])])) return true;
  const bytes = hasSums ? undefined : await bytesAt(files, WARNING_FILE);
  // A host may answer with a page of its own for what it does not have.
  return bytes !== undefined && new TextDecoder().decode(bytes.subarray(0, 4)) === 'TLP:';
}

/** Nothing else of a preview is looked at: there is nothing in it to believe. */
const NO_SITE: Verified = {
  messages: [
    fault(
      'private-preview',
      WARNING_FILE,
      'This is a private preview with advisories under embargo, and no site',
      'Take it away from where others can read it, and build the site without `--preview`',
    ),
  ],
  files: 0,
  links: 0,
  signatures: new Map(),
};

/** These say what the site as a whole is. */
const INDEXES = ['data/v1/db.json', 'data/v1/advisories.json'] as const;

type Work = {
  readonly files: SiteFiles;
  readonly lists: Lists;
  /** By the file that is signed. */
  readonly requests: ReadonlyMap<string, readonly SigningRequest[]>;
  readonly index: SiteIndex;
  readonly certificates: Keyring['certificates'];
  readonly now: Instant;
  readonly messages: Message[];
  readonly found: Map<string, { readonly sha256: string; readonly size: number }>;
  readonly claims: Claim[];
  readonly signers: Map<string, number>;
  /** Signing time by the file that is signed. */
  readonly times: Map<string, Instant>;
};

/** Everything that is to be read: what the lists name, and in a folder what no list names. */
function allPaths(files: SiteFiles, { sums, requests, hasSums }: Lists): string[] {
  const unnamed = hasSums ? [] : (files.paths ?? []);
  const signatures = new Set(requests.filter(({ form }) => form !== 'in-place').map(({ signature }) => signature));
  const paths = new Set([...sums.keys(), ...requests.map(({ file }) => file), ...unnamed]);
  return [...paths].filter((path) => !signatures.has(path)).sort();
}

async function verifyFile(path: string, work: Work): Promise<void> {
  const { files, lists, index, now, messages } = work;
  const loaded = await files.load(path);
  if (loaded.kind !== 'file') return void messages.push(...unread(path, loaded, files));
  const { bytes, sha256, size } = loaded;
  work.found.set(path, { sha256, size });
  const expected = lists.sums.get(path);
  const isAltered = expected !== undefined && expected !== sha256;
  if (isAltered) {
    const text = `\`${path}\` is not the file that \`${SUMS}\` names`;
    messages.push(fault('altered-file', path, text, 'Do not use it; get it again', { found: sha256, expected }));
  }
  if (bytes) {
    work.claims.push(...claimsOf(path, bytes, index));
    messages.push(...securityTxtFaults(path, bytes, now));
    if (isBrokenJson(path, bytes) && !isAltered)
      messages.push(fault('bad-list', path, `\`${path}\` is no JSON`, 'Build the site again'));
  }
  for (const request of work.requests.get(path) ?? []) await verifyRequest(request, bytes, isAltered, work);
}

async function verifyRequest(
  request: SigningRequest,
  file: Uint8Array | undefined,
  isAltered: boolean,
  { files, certificates, now, lists, messages, signers, times, found }: Work,
): Promise<void> {
  const { signature, form } = request;
  // That there are no signatures, or no keys, was said once.
  if (!lists.isSigned) return;
  const loaded: Loaded = form === 'in-place' ? { kind: 'missing' } : await files.load(signature);
  if (form !== 'in-place' && loaded.kind === 'missing') {
    const text = `The signature of \`${request.file}\` is missing`;
    const hint = 'Run `tocsin sign` if the site is yours; otherwise the file proves nothing';
    return void messages.push(fault('missing-signature', signature, text, hint));
  }
  if (loaded.kind === 'skipped' || loaded.kind === 'failed')
    return void messages.push(...unread(signature, loaded, files));
  if (loaded.kind === 'file') found.set(signature, loaded);
  if (certificates.length === 0) return;
  const bytes = loaded.kind === 'file' ? loaded.bytes : file;
  if (!file || !bytes) {
    const [large, what] = file ? [signature, 'to be a signature'] : [request.file, 'for its signature to be verified'];
    const text = `\`${large}\` is too large ${what}`;
    return void messages.push(fault('unread-file', large, text, 'Verify it with `gpgv`'));
  }
  const checked = await checkSignature(request, file, bytes, certificates, now);
  if ('fingerprint' in checked) {
    signers.set(checked.fingerprint, (signers.get(checked.fingerprint) ?? 0) + 1);
    times.set(request.file, checked.signedAt);
  }
  // That the file is another one was said already.
  else if (!isAltered || checked.message.rule === 'unknown-key') messages.push(checked.message);
}

/** Where no signature is by a known key, one message says it for all. */
function oneForUnknown(messages: readonly Message[], hasKnown: boolean): readonly Message[] {
  const unknown = messages.filter(({ rule }) => rule === 'unknown-key');
  const ofSums = unknown.find(({ place }) => place.file === `${SUMS}.asc`);
  const example = ofSums ?? (hasKnown ? undefined : unknown[0]);
  // Once the lists are by a known key, each file by another one counts.
  if (!example || unknown.length === 1) return messages;
  const count = hasKnown
    ? `${unknown.length} signatures are by no key`
    : `None of the ${unknown.length} signatures is by a key`;
  const text = `${count} of the keyring. ${example.text}`;
  return [...messages.filter(({ rule }) => rule !== 'unknown-key'), { ...example, text }];
}

/** Hosts do not serve files whose name begins with a dot, other than those below `.well-known`. */
const HIDDEN = /(?:^|\/)\.(?!well-known\/)/;

function unread(path: string, loaded: Exclude<Loaded, { kind: 'file' }>, files: SiteFiles): Message[] {
  if (loaded.kind === 'skipped') return [];
  if (loaded.kind === 'failed')
    return [fault('unread-file', path, `\`${path}\` cannot be verified: ${loaded.reason}`, 'Try again later')];
  // A host that acts on it does not show it.
  if (files.paths === undefined && path === HEADERS) return [];
  const isHidden = files.paths === undefined && HIDDEN.test(path);
  return [
    fault('missing-file', path, `\`${path}\` is missing`, 'Publish the site again as a whole', {
      level: isHidden ? 'warning' : 'error',
    }),
  ];
}

function claimFaults({ claims, found, lists, files }: Work): Message[] {
  return claims.flatMap((claim): Message[] => {
    const file = found.get(claim.path);
    const [where, hint] = [`\`${claim.path}\``, 'Build and publish the site again as a whole'];
    if (!file) {
      const isSaid = claim.isOptional || lists.sums.has(claim.path) || files.stopped() !== undefined;
      return isSaid ? [] : [fault('dead-link', claim.from, `${where} does not exist`, hint)];
    }
    if (claim.sha256 !== undefined && claim.sha256 !== file.sha256)
      return [
        fault('wrong-hash', claim.from, `The SHA-256 of ${where} is not that of the file`, hint, {
          found: claim.sha256,
          expected: file.sha256,
        }),
      ];
    if (claim.size !== undefined && claim.size !== file.size)
      return [fault('wrong-hash', claim.from, `The size of ${where} is ${file.size}, not ${claim.size}`, hint)];
    return [];
  });
}

/** What is in a folder and in no list, and what ended the work early. */
function strangeFaults(
  files: SiteFiles,
  { sums, requests, hasSums, hasSignatures }: Lists,
  { found }: Work,
): Message[] {
  const listed = new Set([...sums.keys(), ...requests.flatMap(({ file, signature }) => [file, signature]), SUMS]);
  const hint = 'Remove it; whoever put it there did not use Tocsin';
  const unlisted = hasSums ? (files.paths ?? []).filter((path) => !listed.has(path)) : [];
  // Without their list nobody knows which signatures there should be.
  const isJudged = (path: string) => hasSignatures || !/\.asc$|\.signed(?:\.[^./]+)?$/.test(path);
  const stopped = files.stopped();
  return [
    ...unlisted
      .filter(isJudged)
      .map((path) => fault('unlisted-file', path, `\`${path}\` is in no list of the site`, hint)),
    ...files.strange.map((path) =>
      fault('strange-file', path, `\`${path}\` is neither a file nor a folder and was not followed`, hint),
    ),
    ...(stopped === undefined
      ? []
      : [
          fault(
            'unread-file',
            SUMS,
            `Stopped after ${found.size} files: ${stopped}`,
            'Try again later, or verify a copy',
          ),
        ]),
  ];
}

/** A copy may be good, and still not be where readers were sent. */
function otherAddress({ url }: SiteFiles, index: SiteIndex): Message[] {
  if (url === undefined || index.url === undefined || url === index.url || !url.startsWith('https:')) return [];
  const text = `The site says that its address is ${index.url}`;
  return [fault('other-address', INDEXES[0], text, 'Compare the two addresses', { level: 'warning', found: url })];
}

/** The files, of which some are read once and for all: a server could answer otherwise the second time. */
function remembering(files: SiteFiles, paths: readonly string[]): SiteFiles {
  const kept = new Map<string, Promise<Loaded>>();
  return {
    ...files,
    load: (path) => {
      const loaded = kept.get(path) ?? files.load(path);
      if (paths.includes(path)) kept.set(path, loaded);
      return loaded;
    },
  };
}

async function bytesAt(files: SiteFiles, path: string): Promise<Uint8Array | undefined> {
  const loaded = await files.load(path);
  return loaded.kind === 'file' ? loaded.bytes : undefined;
}
