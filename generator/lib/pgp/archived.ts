// Signatures of texts of earlier versions: kept as they were, byte for byte, while the keys that made them are there.

import type { Certificate, Message, Model, SigningRequest } from '../../types.ts';
import type { Offline } from './offline.ts';
import { verify } from './openpgp.ts';
import { signatureBlock } from './signature-block.ts';

/** Verifies them over their texts; one that does not hold would be a lie for ever. */
export async function archivedSignatures(
  model: Model,
  requests: readonly SigningRequest[],
  certificates: readonly Certificate[],
): Promise<Offline> {
  const signatures = new Map<string, { signature: string; hash: string }>();
  const messages: Message[] = [];
  const wanted = new Set(requests.map((request) => request.signature));
  for (const { folder, archived = [] } of model.advisories) {
    for (const { version, file, signature } of archived) {
      const path = `${folder.slice(1)}v${version}.txt.asc`;
      // Where no key signs the site, no signature is published.
      if (!signature || !wanted.has(path)) continue;
      const written = Buffer.from(signature.bytes).toString('utf8');
      const block = signatureBlock(written);
      const verified = block === undefined ? undefined : await verify(file.bytes, block, certificates, model.now);
      if (verified?.isValid) signatures.set(path, { signature: written, hash: verified.hash });
      else messages.push(fault(signature.path, verified?.reason ?? 'it is no detached signature, alone and armored'));
    }
  }
  return { signatures, messages };
}

function fault(path: string, reason: string): Message {
  return {
    place: { file: path, line: 1, column: 1 },
    level: 'error',
    rule: 'archived-signature',
    text: `\`${path}\` does not sign the text beside it: ${reason}`,
    hint: 'Put the signature there that was published, keep the key that made it in `content/keys/`, or remove the file',
  };
}
