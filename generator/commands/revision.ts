// What `revise` and `withdraw` have in common: keep the text that was public until now, write the new version into the
// advisory, and remove a signature that no longer holds. Each step is done when it is found done, so that a command that
// was killed is run again.

import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasErrors } from '../build.ts';
import { check } from '../check.ts';
import { fieldAt, printable } from '../lib/decode/decode.ts';
import { appendToList, EditError, type FieldEdit, setFields } from '../lib/edit/front-matter-edit.ts';
import { isPublic } from '../lib/is-public.ts';
import { verifyOffline } from '../lib/pgp/offline.ts';
import { hasSigned, publishedKeys } from '../lib/pgp/published-keys.ts';
import { report, summary } from '../lib/report.ts';
import { list, parse } from '../read.ts';
import type { Advisory, Content, Instant, Revision, Sources } from '../types.ts';
import { announcementAt } from './announcements.ts';
import { type Options, type Terminal, UsageError } from './command.ts';
import { publishedText } from './published-text.ts';
import { readBuiltTheme, readRootWithKeys } from './read-root.ts';
import { Refusal } from './refusal.ts';
import { signedBuild } from './signed-build.ts';
import { diffOf, perform, type Step } from './steps.ts';

/** A new version: what the history says of it, and which fields it sets. */
export type NewVersion = {
  readonly change: string;
  readonly isEditorial: boolean;
  readonly fields: (now: Instant) => readonly FieldEdit[];
  /** True when the advisory has it already. */
  readonly isDone: (advisory: Advisory) => boolean;
  /** Throws `Refusal` for an advisory that cannot have it. */
  readonly assertPossible: (advisory: Advisory) => void;
  /** What the author does next. */
  readonly left: (advisory: Advisory, content: Content) => readonly string[];
};

/** Runs the steps, or prints them. Resolves to the exit code. */
export async function addVersion(
  terminal: Terminal,
  options: Options,
  id: string,
  wanted: NewVersion,
): Promise<number> {
  const root = options['root'] ?? '.';
  try {
    const now = terminal.now(options['now']);
    terminal.progress('reading');
    const sources = await readRootWithKeys(root);
    const { content, messages } = check(sources, now);
    if (!content) {
      terminal.progress('');
      terminal.error(report(messages, 'text', terminal.hasColor));
      return 1;
    }
    const advisory = publicAdvisory(content, id, now);
    wanted.assertPossible(advisory);
    const out = options['out'] ?? join(root, 'dist');
    const { steps, notes } = await stepsOf({ root, out, sources, content, now }, advisory, wanted);
    terminal.progress('');
    for (const note of notes) terminal.error(`${printable(note)}\n`);
    const isDry = options['dryRun'] !== undefined;
    for (const step of steps) {
      terminal.out(`${isDry ? 'would ' : ''}${step.bytes ? 'write' : 'remove'} ${step.path}: ${step.about}\n`);
      if (!isDry) perform(root, step);
      else if (step.bytes && step.path === advisory.document.path) terminal.out(diffOf(root, step));
    }
    if (steps.length === 0) terminal.out(`${advisory.document.path}: nothing to do, it is all there\n`);
    const code = isDry ? 0 : await checkAfter(terminal, root, now);
    const left = wanted.left(advisory, content);
    terminal.out(`Left to do:\n${left.map((each) => `- ${each}\n`).join('')}`);
    return code;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    terminal.progress('');
    terminal.error(`error: ${printable(error.message)}\n    hint: ${printable(error.hint)}\n`);
    return 1;
  }
}

/** Version 1 where nothing is written, so that the next one has one before it. */
function withRevision(text: string, advisory: Advisory, revision: Omit<Revision, 'public'>): string {
  const { version, date, change, editorial } = revision;
  const entry = { version, date, change, ...(editorial && { editorial }) };
  const written = fieldAt(advisory.document.fields, ['revisions']);
  if (written?.kind === 'list' && written.items.length > 0) return appendToList(text, ['revisions'], entry);
  const first = advisory.revisions.map((each) => ({ version: each.version, date: each.date, change: each.change }));
  return setFields(text, [{ path: ['revisions'], value: [...first, entry] }]);
}

type Root = {
  readonly root: string;
  readonly out: string;
  readonly sources: Sources;
  readonly content: Content;
  readonly now: Instant;
};

function publicAdvisory(content: Content, id: string, now: Instant): Advisory {
  const advisory = content.advisories.find((each) => each.id === id);
  if (!advisory) throw new UsageError(`no advisory ${id} in this root; \`tocsin check\` says what cannot be read`);
  if (!isPublic(advisory, now))
    throw new Refusal(
      `\`${id}\` is not public at ${now}, with status \`${advisory.status}\``,
      'Edit it as it is: until it is published nobody has a version of it',
    );
  return advisory;
}

/** What is still to be done, in the order in which it may be interrupted. */
async function stepsOf(places: Root, advisory: Advisory, wanted: NewVersion) {
  const { root, now, content, sources } = places;
  const { path } = advisory.document;
  const steps: Step[] = [];
  const notes: string[] = [];
  const isDone = wanted.isDone(advisory);
  const before = readFileSync(join(root, path));
  const last = advisory.revisions.at(-1);
  const version = (last?.version ?? 0) + 1;
  if (!isDone && last && last.date > now)
    throw new Refusal(
      `version \`${last.version}\` is dated ${last.date}, after ${now}`,
      'Correct its date, or give --now',
    );
  const open = advisory.revisions.filter((revision) => revision.public && !revision.editorial);
  const kept = open.at(isDone && !wanted.isEditorial ? -2 : -1)?.version;
  if (!wanted.isEditorial && kept !== undefined) {
    const folder = `content/${advisory.series}/${advisory.id}`;
    const file = `${folder}/v${kept}.txt`;
    assertFolder(root, folder);
    if (!sources.attachments.some((asset) => asset.path === file)) {
      const found = await publishedText(places, advisory, kept);
      if (!found) notes.push(`the text of version ${kept} is nowhere any more, so that it cannot be kept`);
      else {
        if (found.doubt !== undefined) notes.push(`${found.doubt}; kept is that of ${found.from}`);
        // The signature first: with the text there, nothing of this is done again.
        if (found.signature)
          steps.push({ path: `${file}.asc`, bytes: found.signature, about: `signature of version ${kept}` });
        steps.push({ path: file, bytes: found.text, about: `text of version ${kept}, from ${found.from}` });
      }
    }
  }
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(before);
  const next = isDone
    ? text
    : edited(text, advisory, wanted, { version, date: now, change: wanted.change, editorial: wanted.isEditorial }, now);
  if (!isDone) {
    assertSound(root, path, next, now);
    steps.push({
      path,
      bytes: Buffer.from(next),
      about: `version ${version}${wanted.isEditorial ? ' (editorial)' : ''}`,
    });
  }
  const signature = await staleSignature(places, advisory, content, path, next);
  if (signature !== undefined) {
    steps.push({
      path: signature,
      bytes: undefined,
      about: 'it signs the text before; the new text has to be signed again',
    });
  }
  return { steps, notes };
}

function edited(
  text: string,
  advisory: Advisory,
  wanted: NewVersion,
  revision: Omit<Revision, 'public'>,
  now: Instant,
) {
  try {
    return setFields(withRevision(text, advisory, revision), wanted.fields(now));
  } catch (error) {
    if (!(error instanceof EditError)) throw error;
    throw new Refusal(`\`${advisory.document.path}\` cannot be edited: ${error.message}`, 'Write the revision by hand');
  }
}

/** Refuses a version that brings faults which the file did not have. */
function assertSound(root: string, path: string, text: string, now: Instant): void {
  const files = list(root);
  const errors = (changed: string | undefined) =>
    check(
      parse(
        changed === undefined
          ? files
          : files.map((each) => (each.path === path ? { path, bytes: Buffer.from(changed) } : each)),
      ),
      now,
    ).messages.filter(({ level, place }) => level === 'error' && place.file === path);
  const known = new Set(errors(undefined).map((message) => message.text));
  const [first] = errors(text).filter((message) => !known.has(message.text));
  if (first) throw new Refusal(first.text, first.hint);
}

/** A signature that a person made for the text before; one that signs the new text stays. */
async function staleSignature(
  { root, sources, now }: Root,
  advisory: Advisory,
  content: Content,
  path: string,
  next: string,
) {
  const file = sources.signatures.find((asset) => asset.path === path.replace(/\.md$/, '.txt.asc'));
  if (!file) return undefined;
  const files = list(root).map((each) => (each.path === path ? { path, bytes: Buffer.from(next) } : each));
  const after = check({ ...parse(files), certificates: sources.certificates }, now).content;
  const text = after && announcementAt(after, advisory.id, now);
  const keys = publishedKeys(content.site, content.certificates ?? [], now).filter(hasSigned);
  const found = text === undefined ? undefined : await verifyOffline(file, text, keys, now);
  return found && 'form' in found ? undefined : file.path;
}

/** A folder that is a link would lead the text out of the root. */
function assertFolder(root: string, folder: string): void {
  const status = lstatSync(join(root, folder), { throwIfNoEntry: false });
  if (status && !status.isDirectory())
    throw new Refusal(`\`${folder}\` is no folder`, 'Put a folder there: it is where the texts of earlier versions go');
}

async function checkAfter(terminal: Terminal, root: string, now: Instant): Promise<number> {
  terminal.progress('checking');
  const { messages } = await signedBuild(
    terminal,
    await readRootWithKeys(root),
    now,
    readBuiltTheme(terminal.themeFolder),
  );
  terminal.progress('');
  terminal.error(`${report(messages, 'text', terminal.hasColor)}${summary(messages) || 'no problems'}\n`);
  return hasErrors(messages) ? 1 : 0;
}
