// The advisories that `tocsin affected` compares with: those of a root, of a built site, or of a site's address.

import { statSync } from 'node:fs';
import { join } from 'node:path';
import { check } from '../check.ts';
import { type AdvisoryIndex, advisoryIndex, INDEX_PATH } from '../lib/affected/advisory-index.ts';
import { decodeIndex } from '../lib/affected/decode-index.ts';
import { folderFiles } from '../lib/verify/folder.ts';
import type { SiteFiles } from '../lib/verify/site-files.ts';
import { siteAddress, WEB_LIMITS, webFiles } from '../lib/verify/web.ts';
import { model } from '../model.ts';
import type { Instant } from '../types.ts';
import { UsageError } from './command.ts';
import { assertNoPreview, readRootWithKeys } from './read-root.ts';

/** Reads the index of a source. Throws `UsageError` for what is none. */
export async function readAdvisoryIndex(source: string, now: Instant): Promise<AdvisoryIndex> {
  if (/^[a-z][a-z\d+.-]+:\/\//i.test(source)) {
    const url = siteAddress(source);
    if (!url)
      throw new UsageError(
        `${source} is no address that begins with https:// (http:// is for this machine alone) and names a host alone`,
      );
    return fromSite(webFiles(url, WEB_LIMITS), source);
  }
  const status = statSync(source, { throwIfNoEntry: false });
  if (!status?.isDirectory()) throw new UsageError(`there is no folder ${source}`);
  const isRoot = statSync(join(source, 'content/site.yaml'), { throwIfNoEntry: false })?.isFile() ?? false;
  if (isRoot) return fromRoot(source, now);
  assertNoPreview(source);
  return fromSite(folderFiles(source), source);
}

/** What the site of the root would have at that time. An advisory that cannot be read would be silently missing. */
async function fromRoot(root: string, now: Instant): Promise<AdvisoryIndex> {
  const { content, messages } = check(await readRootWithKeys(root), now);
  const [fault] = messages.filter(({ level }) => level === 'error');
  if (fault || !content)
    throw new UsageError(
      `${root} has an error in ${fault?.place.file}:${fault?.place.line} (${fault?.rule}); run \`tocsin check\``,
    );
  return advisoryIndex(model(content, now));
}

async function fromSite(files: SiteFiles, source: string): Promise<AdvisoryIndex> {
  const path = INDEX_PATH.slice(1);
  const loaded = await files.load(path);
  if (loaded.kind === 'missing') throw new UsageError(`${source} has no ${path}: it is no site that Tocsin built`);
  if (loaded.kind !== 'file' || !loaded.bytes) {
    const reason = loaded.kind === 'failed' ? loaded.reason : (files.stopped() ?? 'it is too large');
    throw new UsageError(`${path} of ${source} cannot be read: ${reason}`);
  }
  const index = decodeIndex(new TextDecoder().decode(loaded.bytes));
  if (!index) throw new UsageError(`${path} of ${source} is not what Tocsin writes there`);
  return index;
}
