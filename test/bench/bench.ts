// `npm run bench [-- N]`: makes N advisories (1,000 by default) out of the demonstration's, builds them cold, and
// prints pages a second, peak memory and the share of each stage, and how long 10,000 signatures, a message to 100
// recipients and the check of a source tree take.

import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { check } from '../../generator/check.ts';
import { emit } from '../../generator/emit.ts';
import { audit } from '../../generator/lib/audit/audit.ts';
import { readKeys } from '../../generator/lib/pgp/read-keys.ts';
import { headline } from '../../generator/lib/report.ts';
import { sameFacts } from '../../generator/lib/same-facts/same-facts.ts';
import { model } from '../../generator/model.ts';
import { asPrivate, parse, read } from '../../generator/read.ts';
import { render } from '../../generator/render.ts';
import { readTheme } from '../../generator/theme-assets.ts';
import type { InputFile } from '../../generator/types.ts';
import { measurePatchLevels } from './patch-levels.ts';
import { measureRecipients } from './recipients.ts';
import { measureSignatures } from './signatures.ts';

const NOW = '2026-11-21T12:00:00Z';
const project = resolve(import.meta.dirname, '../..');
const count = Number(process.argv[2] ?? 1000);
if (!Number.isSafeInteger(count) || count < 1) throw new Error('npm run bench -- N: N is a number of advisories');

const folder = mkdtempSync(join(tmpdir(), 'tocsin-bench-'));
try {
  const root = join(folder, 'root');
  multiply(root, count);
  await measure(root, join(folder, 'site'));
  for (const line of await measureSignatures(project, 10_000)) console.log(line);
  console.log(await measureRecipients(100));
  console.log(await measurePatchLevels(folder, 60_000));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(root: string, out: string) {
  const times: [string, number][] = [];
  const timed = <T>(stage: string, run: () => T): T => {
    const start = performance.now();
    const result = run();
    times.push([stage, performance.now() - start]);
    return result;
  };
  const theme = readTheme(join(project, 'build/theme'));
  const sources = await readKeys(timed('read', () => read(root)));
  const { content, messages } = timed('check', () => check(sources, NOW, theme.reservedIds));
  const errors = messages.filter((message) => message.level === 'error');
  if (!content || errors.length > 0) throw new Error(errors.slice(0, 5).map(headline).join('\n'));
  const site = timed('model', () => model(content, NOW));
  const { outputs } = timed('render', () => render(site, theme));
  const different = timed('same-facts', () => sameFacts(site, outputs));
  if (different.length > 0) throw new Error(different.slice(0, 5).map(headline).join('\n'));
  timed('emit', () => emit(outputs, out));
  // As with `--private`: some advisories are under embargo, and all that is written is read.
  const inside = asPrivate(parse(underEmbargo(5)), 'private');
  const checked = check({ ...sources, private: inside }, NOW, theme.reservedIds).content;
  if (checked?.embargoed.length !== 5) throw new Error('the embargoed advisories are not valid');
  const leaks = timed('audit', () =>
    audit({ content: checked, sources: { ...sources, private: inside }, now: NOW, outputs, planned: [] }),
  );
  if (leaks.length > 0) throw new Error(leaks.slice(0, 5).map(headline).join('\n'));
  const total = times.reduce((sum, [, time]) => sum + time, 0);
  const pages = outputs.filter((output) => output.type === 'text/html').length;
  console.log(`${site.advisories.length} public advisories, ${pages} pages, ${outputs.length} files`);
  console.log(
    `${(total / 1000).toFixed(2)} s, ${Math.round((pages / total) * 1000)} pages a second, ${Math.round(process.resourceUsage().maxRSS / 1024)} MB at the peak`,
  );
  for (const [stage, time] of times)
    console.log(
      `${stage.padEnd(10)} ${String(Math.round(time)).padStart(7)} ms ${String(Math.round((time / total) * 100)).padStart(4)} %`,
    );
}

/** Advisories with texts of their own, which the site has nothing of. */
function underEmbargo(wanted: number): InputFile[] {
  const words = 'lease wombat ledger mailbox numbat ring descriptor watchtower guest forgets borrowed frame'.split(' ');
  const sentence = (number: number): string =>
    Array.from({ length: 24 }, (_, index) => words[(number * (index + 3) + index * index) % words.length]).join(' ');
  return Array.from({ length: wanted }, (_, number) => {
    const id = `XSA-${900_000 + number}`;
    const text = Array.from({ length: 20 }, (_, index) => `${sentence(number * 20 + index)}.`).join('\n');
    const titles = ['Issue description', 'Impact', 'Vulnerable systems', 'Mitigation', 'Resolution'];
    const sections = [...titles, 'Deployment during embargo'].map((title) => `## ${title}\n\n${text}\n`).join('\n');
    const fields = `id: ${id}\ntitle: Numbat ledger ${number}\nstatus: embargoed\npublished: 2026-12-01T12:00:00Z\nseverity: moderate`;
    const affected = `affected: [{product: barbican, from: "4.21", fixed: {"4.21": 4.21.9${number}}}]`;
    return {
      path: `content/xsa/${id}.md`,
      bytes: new TextEncoder().encode(
        `---\n${fields}\ncves: [CVE-2026-8800${number}]\n${affected}\n---\n\n${sections}`,
      ),
    };
  });
}

/** Copies each published advisory of the demonstration under new numbers until there are `wanted`. */
function multiply(root: string, wanted: number) {
  mkdirSync(root, { recursive: true });
  for (const part of ['support', 'public']) cpSync(join(project, part), join(root, part), { recursive: true });
  cpSync(join(project, 'content/keys'), join(root, 'content/keys'), { recursive: true });
  // Pages link to advisories under their own numbers; `redirects` may lead to pages.
  const config = readFileSync(join(project, 'content/site.yaml'), 'utf8').replace(/^redirects:.*\n(?:[ #].*\n)*/m, '');
  writeFileSync(join(root, 'content/site.yaml'), config);
  const samples = ['alsw', 'dsa', 'hsn', 'xsa'].flatMap((series) =>
    readdirSync(join(project, 'content', series))
      .filter((name) => name.endsWith('.md'))
      .sort()
      .map((name) => ({
        series,
        id: name.replace(/\.md$/, ''),
        text: readFileSync(join(project, 'content', series, name), 'utf8'),
      }))
      .filter(({ text }) => !/^status: (?:draft|embargoed|withdrawn)/m.test(text)),
  );
  for (let index = 0; index < wanted; index++) {
    const sample = samples[index % samples.length];
    if (!sample) throw new Error('the demonstration has no advisories');
    const id = sample.id.replace(
      /^([A-Z]+)-(\d{4}-)?\d+/,
      (_, prefix, year) => `${prefix}-${year ?? ''}${1000 + index}`,
    );
    mkdirSync(join(root, 'content', sample.series), { recursive: true });
    // Links to other samples would lead nowhere; relations are kept out of the copies.
    const text = sample.text
      .replaceAll(sample.id, id)
      .replace(/^related: .*$/m, 'related: []')
      // Real advisories do not share CVE ids by the hundred.
      .replace(/\bCVE-\d{4}-\d+/g, `$&${String(index).padStart(6, '0')}`)
      .replace(/\[([^\]]*)\]\((?!https?:)[^)]*\)/g, '$1');
    writeFileSync(join(root, 'content', sample.series, `${id}.md`), text);
    try {
      cpSync(join(project, 'content', sample.series, sample.id), join(root, 'content', sample.series, id), {
        recursive: true,
        // Texts of earlier versions name the advisory that they are from.
        filter: (path) => !/\/v\d+\.txt(?:\.asc)?$/.test(path),
      });
    } catch {
      // Most advisories have no patches.
    }
  }
}
