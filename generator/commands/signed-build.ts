// A build with its signatures: what `build`, `check` and `sign` have in common.

import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Built, build, hasErrors } from '../build.ts';
import { MARKER } from '../lib/links.ts';
import type { ThemeAssets } from '../render.ts';
import type { Signed } from '../sign.ts';
import type { Instant, Message, Output, PublishedKey, Signer, Sources } from '../types.ts';
import type { Terminal } from './command.ts';

/** What signatures are made of: a folder with the old site, and a key where one is wanted. */
export type SignedWith = {
  readonly out?: string;
  /** Asked before a key is; throws where there is no point in signing. */
  readonly isReady?: (built: Built) => void;
  /** Build a private preview, which has no signatures. */
  readonly isPreview?: boolean;
  readonly signer?: (keys: readonly PublishedKey[]) => Promise<Signer>;
};

/** The build, and the signing unless the build has errors. */
export type SignedBuild = {
  readonly built: Built;
  readonly signed: Signed | undefined;
  readonly messages: readonly Message[];
};

/** Builds and signs in memory. Throws `SigningError` when a key is wanted and cannot sign. */
export async function signedBuild(
  terminal: Terminal,
  sources: Sources,
  now: Instant,
  theme: ThemeAssets,
  { out, isReady, isPreview = false, signer }: SignedWith = {},
): Promise<SignedBuild> {
  const built = build(sources, now, theme, { isPreview });
  const { model, content } = built;
  if (!model || !content || hasErrors(built.messages)) return { built, signed: undefined, messages: built.messages };
  const { outputs, requests, messages } = built;
  const signatures = [...sources.signatures, ...(sources.private?.signatures ?? [])];
  const { audited } = await import('./audited.ts');
  const audit = (found: readonly Output[]) =>
    audited({ sources, content, now, theme, planned: model.planned, outputs: found });
  if (isPreview || (requests.length === 0 && signatures.length === 0 && !signer)) {
    const unsigned = { outputs, made: 0, kept: 0, byHand: 0, missing: [], messages: [] };
    return { built, signed: unsigned, messages: [...messages, ...(isPreview ? [] : await audit(outputs))] };
  }
  const { plannedSignatures } = await import('./planned-signatures.ts');
  const { sign } = await import('../sign.ts');
  const planned = await plannedSignatures(sources, content, now);
  isReady?.(built);
  const opened = await signer?.(model.keys);
  const signed = await sign({
    model,
    outputs,
    requests,
    signatures: sources.signatures,
    old: (path) => (out === undefined ? undefined : fileIn(out, path)),
    ...(opened && { signer: opened }),
    progress: (done, all) => {
      if (done % 20 === 0) terminal.progress(`signing ${done} of ${all}`);
    },
  });
  return { built, signed, messages: [...messages, ...planned, ...signed.messages, ...(await audit(signed.outputs))] };
}

/** `3 signatures made, 1 kept`, and what to do about those that are missing. */
export function signingSummary({ made, kept, byHand, missing }: Signed, isFinal: boolean): string {
  const parts = [
    ...(made > 0 || isFinal ? [`${made} made`] : []),
    ...(kept > 0 || isFinal ? [`${kept} kept`] : []),
    ...(byHand > 0 ? [`${byHand} made by hand`] : []),
  ];
  const present = parts.length > 0 ? `signatures: ${parts.join(', ')}\n` : '';
  const [count, verb] = missing.length === 1 ? ['1 signature', 'is'] : [`${missing.length} signatures`, 'are'];
  return present + (missing.length > 0 ? `${count} ${verb} missing: run \`tocsin sign\`\n` : '');
}

/** The files of a built site, but what marks it as one. */
export function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && entry.name !== MARKER)
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

/** A file of a built site; undefined where there is none. */
export function fileIn(folder: string, path: string): Uint8Array | undefined {
  try {
    const file = join(folder, path);
    // Nothing else is one of ours, and a named pipe would be waited for.
    return lstatSync(file).isFile() ? readFileSync(file) : undefined;
  } catch {
    return undefined;
  }
}
