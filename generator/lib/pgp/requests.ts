// Which signatures a site has to have: each output says how it is to be signed, the site whether it is signed at all.

import type { Instant, Output, SigningForm, SigningRequest } from '../../types.ts';
import type { Column } from '../data/tsv.ts';

/** Site path of the list of all signatures. */
export const SIGNATURES = 'verify/signatures.tsv';

/** Site path of the checksums of all files. */
export const SUMS = 'SHA256SUMS';

/** The columns of the list. */
export const signatureColumns: readonly Column<SigningRequest>[] = [
  { name: 'signature', about: 'Site path of the signature', value: (request) => request.signature },
  { name: 'file', about: 'Site path of what is signed', value: (request) => request.file },
  { name: 'form', about: 'detached, clearsigned, or in-place', value: (request) => request.form },
  { name: 'date', about: 'Signing time, unless the key is younger', value: (request) => request.date },
];

/** Ending of the file that a form makes, after the name of what is signed. */
const ENDINGS: Readonly<Record<SigningForm, (path: string) => string>> = {
  detached: (path) => `${path}.asc`,
  clearsigned: (path) => path.replace(/(\.[^./]+)?$/, '.signed$1'),
  'in-place': (path) => path,
};

/** Asks for a detached signature, as of a time that changes only with the file. */
export const detached = (date: Instant): NonNullable<Output['sign']> => ({ forms: ['detached'], date });

/** The signatures that the outputs ask for, in the order of the outputs. */
export function signingRequests(outputs: readonly Output[]): SigningRequest[] {
  return outputs.flatMap(({ path, sign }) =>
    sign ? sign.forms.map((form) => ({ file: path, signature: ENDINGS[form](path), form, date: sign.date })) : [],
  );
}
