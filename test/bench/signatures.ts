// How long signatures take: signs N files with a worthless key, verifies each, then builds once more with all kept.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keySigner, readCertificates } from '../../generator/lib/pgp/openpgp.ts';
import { sign } from '../../generator/sign.ts';
import type { Model, Output, PublishedKey } from '../../generator/types.ts';

const NOW = '2026-11-21T12:00:00Z';

/** Lines about `count` signatures: made, then kept. */
export async function measureSignatures(project: string, count: number): Promise<string[]> {
  const path = 'content/keys/halyard-2025.asc';
  const certificates = await readCertificates(readFileSync(join(project, path)), path);
  const keys = certificates.map((key): PublishedKey => ({ ...key, roles: ['signing'], state: 'valid', path: '' }));
  const armored = readFileSync(join(project, 'test/keys/halyard-signing.asc'), 'utf8');
  const signer = await keySigner(armored, async () => undefined, keys, NOW);
  const outputs = Array.from({ length: count }, (_, index): Output => {
    return { path: `${index}.json`, type: 'application/json', body: `{"id": ${index}}\n`.repeat(100), from: 'bench' };
  });
  const requests = outputs.map(({ path }, index) => {
    const date = new Date(Date.parse('2025-06-01T00:00:00Z') + index * 3_600_000).toISOString().slice(0, 19);
    return { file: path, signature: `${path}.asc`, form: 'detached', date: `${date}Z` } as const;
  });
  const model = { keys, now: NOW, advisories: [] as const } as unknown as Model;
  let before: ReadonlyMap<string, Output> = new Map();
  const lines: string[] = [];
  for (const word of ['made', 'kept'] as const) {
    const start = performance.now();
    const old = (file: string) => {
      const body = before.get(file)?.body;
      return body === undefined ? undefined : Buffer.from(body);
    };
    const signed = await sign({ model, outputs, requests, signatures: [], old, signer });
    before = new Map(signed.outputs.map((output) => [output.path, output]));
    lines.push(
      `${signed[word]} signatures ${word} and verified in ${((performance.now() - start) / 1000).toFixed(2)} s`,
    );
  }
  return lines;
}
