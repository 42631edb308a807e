// Postings to the public list: what their subject and text must say, whom they go to, and that none is sent twice.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { assertPostingOptions } from '../generator/commands/announce-posting.ts';
import { messageId } from '../generator/lib/mail/message-id.ts';
import { isFault, posting } from '../generator/lib/mail/posting.ts';
import { appended, readSentLog, type SentEntry, standingOf } from '../generator/lib/mail/sent-log.ts';
import { affectedWords } from '../generator/lib/versions/affected-words.ts';
import { model } from '../generator/model.ts';
import type { Advisory, Embargo, Statement } from '../generator/types.ts';
import { announceRoot, KEY, PATCH, runAnnounce, SITE } from './announce-root.ts';
import { testAdvisory, testSite } from './model.ts';

const LIST = 'oss-security@lists.sample.example';
const EMBARGO =
  'embargo: {notified: 2026-04-25, lists: distros, reporter: A person, exploit: {shared: true, follow-up: 2026-05-08T12:00:00Z}}\n';
const held = (root: string, id: string) =>
  readFileSync(join(root, `content/inl/${id}.md`), 'utf8').replace('cves:', `${EMBARGO}cves:`);

const plain = announceRoot();
const root = announceRoot({
  'content/site.yaml': `${SITE}disclosure: {posting: {to: Public list <${LIST}>}}\n`,
  'content/inl/INL-5.md': held(plain, 'INL-1')
    .replaceAll('INL-1', 'INL-5')
    .replace('2026-05-08T12:00:00Z', '2026-11-21T12:00:01Z')
    .replace(/patches:[\s\S]*?(?=revisions:)/, ''),
  'content/inl/INL-4.md': held(plain, 'INL-1')
    .replaceAll('INL-1', 'INL-4')
    .replace(/patches:[\s\S]*?(?=revisions:)/, ''),
});
const temporary = mkdtempSync(join(tmpdir(), 'tocsin-posting-'));
afterAll(() => {
  for (const folder of [plain, root, temporary]) rmSync(folder, { recursive: true, force: true });
});

const to = 'oss-security';
const python = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';
const READER = `
import email, email.policy, json, sys
message = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
parts = [part for part in message.walk() if not part.is_multipart()]
print(json.dumps({"headers": {name: str(value) for name, value in message.items()},
  "types": [part.get_content_type() for part in parts], "text": parts[0].get_content(),
  "defects": [repr(d) for part in message.walk() for d in part.defects]}))`;
type Read = { headers: Record<string, string>; types: string[]; text: string; defects: string[] };
const readMail = (message: string): Read =>
  JSON.parse(String(spawnSync(python, ['-c', READER], { input: Buffer.from(message, 'latin1') }).stdout));

describe('the posting', () => {
  test('goes to the list alone, with everything in it', async () => {
    const { code, out, error } = await runAnnounce('XSA-1', { root, key: KEY, to });
    expect([code, error]).toEqual([0, '']);
    const { headers, types, text, defects } = readMail(out);
    expect(defects).toEqual([]);
    expect(headers).toMatchObject({
      To: `Public list <${LIST}>`,
      Subject: 'sample 0.1 and later: Title – “quoted” (XSA-1 version 3, CVE-2026-190001, CVE-2026-190002)',
      'Message-ID': '<xsa-1.oss-security-v3.2026@security.sample.example>',
    });
    for (const name of ['Cc', 'Reply-To', 'In-Reply-To', 'References']) expect(headers).not.toHaveProperty(name);
    expect(types).toEqual(['text/plain', 'text/x-diff', 'text/x-diff', 'application/pgp-signature']);
    expect(text).toContain('From the first byte on');
    expect(out).toContain(PATCH.toString('base64').slice(0, 60));
    expect(out).not.toMatch(/text\/html/i);
  });

  test('says when the exploit follows, and is signed as a whole then', async () => {
    const { code, out, error } = await runAnnounce('INL-4', { root, key: KEY, to });
    expect([code, error]).toEqual([0, '']);
    const { text, types } = readMail(out);
    expect(text.replace(/\s+/g, ' ')).toMatch(
      /^An exploit for this issue is held back\. It was due on Friday 2026-05-08 12:00 UTC, 7 days after the publication; it follows this mail\. /,
    );
    expect(text).not.toContain('A person');
    expect(types.at(-1)).toBe('application/pgp-signature');
  });

  test('needs an address in the configuration, which gets no announcement beside it', async () => {
    const { code, error } = await runAnnounce('XSA-1', { root: plain, key: KEY, to });
    expect(code).toBe(1);
    expect(error).toContain('disclosure.posting');
    const twice = announceRoot({
      'content/site.yaml': `${SITE}disclosure: {posting: {to: announce@lists.sample.example}}\n`,
    });
    expect((await runAnnounce('XSA-1', { root: twice, key: KEY, to })).error).toContain('gets a posting of its own');
    rmSync(twice, { recursive: true, force: true });
  });

  test('is not written for what is not public', async () => {
    expect((await runAnnounce('INL-3', { root, key: KEY, to })).error).toContain('no advisory `INL-3` is public');
  });

  test.for([
    ['CVE-2099-99999', 'does not name the software'],
    ['sample CVE-2099-99999', 'does not say which versions are affected'],
    ['sample 0.1 security update (CVE-2099-99999)', 'does not say what kind of vulnerability it is'],
  ])('the subject %s is refused', async ([subject, reason]) => {
    const { code, error, out } = await runAnnounce('XSA-1', { root, key: KEY, to, subject });
    expect([code, out]).toEqual([1, '']);
    expect(error).toContain(reason);
  });

  test('a subject of a person is taken as it is', async () => {
    const subject = 'sample 0.1 to 1.1: use after free';
    const { out } = await runAnnounce('XSA-1', { root, key: KEY, to, subject });
    expect(readMail(out).headers['Subject']).toBe(subject);
  });

  test('options that belong together', () => {
    expect(() => assertPostingOptions({ followUp: 'true' })).toThrow('--to oss-security');
    expect(() => assertPostingOptions({ to, followUp: 'true' })).toThrow('--exploit FILE');
    expect(() => assertPostingOptions({ to, exploit: 'x' })).toThrow('--follow-up');
    expect(() => assertPostingOptions({ to })).not.toThrow();
  });
});

describe('the exploit that follows', () => {
  const exploit = join(temporary, 'exploit.c');
  writeFileSync(exploit, 'int main(void) { return 0; }\n');
  const followUp = 'true';

  test('comes when it is due, and not a second before', async () => {
    const early = await runAnnounce('INL-5', { root, key: KEY, to, followUp, exploit });
    expect([early.code, early.out]).toEqual([1, '']);
    expect(early.error).toContain('is due on Saturday 2026-11-21 12:00:01 UTC, and not before');
    const now = '2026-11-21T12:00:01Z';
    expect((await runAnnounce('INL-5', { root, key: KEY, to, followUp, exploit, now })).code).toBe(0);
    const { code, out, error } = await runAnnounce('INL-4', { root, key: KEY, to, followUp, exploit });
    expect(code).toBe(0);
    expect(error).toContain('has no posting that this one follows');
    const { headers, types, text } = readMail(out);
    expect(headers).toMatchObject({ To: `Public list <${LIST}>` });
    expect(headers['Subject']).toMatch(/^Exploit for sample 0\.1 and later: /);
    expect(headers['Message-ID']).toContain('oss-security-follow-up');
    expect(types).toEqual(['text/plain', 'text/plain', 'application/pgp-signature']);
    expect(text).toContain('Attached: exploit.c.');
  });

  test('answers the posting that the log has', async () => {
    const entry: SentEntry = {
      time: '2026-05-01T13:00:00Z',
      state: 'sent',
      id: 'INL-4',
      version: 'oss-security-v3',
      messageId: '<inl-4.oss-security-v3.2026@security.sample.example>',
      recipients: [LIST],
      sha256: '0'.repeat(64),
    };
    writeFileSync(join(root, 'announced.tsv'), appended('', [entry]));
    const { out, error } = await runAnnounce('INL-4', { root, key: KEY, to, followUp, exploit });
    expect(error).toBe('');
    expect(readMail(out).headers['In-Reply-To']).toBe(entry.messageId);
    expect(standingOf([entry], 'INL-4', 'oss-security-v3').kind).toBe('sent');
    const again = await runAnnounce(
      'INL-4',
      { root, key: KEY, to, send: 'true', smtp: 'smtp://localhost:1', yes: 'true' },
      {},
    );
    expect([again.code, again.error]).toEqual([1, expect.stringContaining('the posting of INL-4 version 3 was sent')]);
    rmSync(join(root, 'announced.tsv'));
  });

  test('there is none where nothing was held back', async () => {
    const { code, error } = await runAnnounce('XSA-1', { root, key: KEY, to, followUp, exploit });
    expect(code).toBe(1);
    expect(error).toContain('no exploit of XSA-1 was held back');
  });
});

describe('rules', () => {
  const site = testSite({
    disclosure: { ...testSite().disclosure, posting: { to: LIST } },
  });
  const text = `${'One of several words that make a text. '.repeat(5)}\n`;
  const letter = (parts: Partial<Advisory>, embargo?: Embargo, body = text, now = '2026-09-01T00:00:00Z') => {
    const content = { site, advisories: [testAdvisory(1, parts)], embargoed: [], pages: [], support: [], assets: [] };
    const public_ = model(content, now);
    const [advisory] = public_.advisories;
    if (!advisory) throw new Error('not public');
    return posting(public_, advisory, body, { ...(embargo && { embargo }), follows: [] });
  };

  test.for<[string, Partial<Advisory>, string]>([
    ['a title that is a CVE id', { title: 'CVE-2026-100001' }, 'kind of vulnerability'],
    ['a title that says nothing', { title: 'Several security issues in sample' }, 'kind of vulnerability'],
    [
      'a version with letters and a title that says nothing',
      {
        title: 'sample security update',
        statements: [{ package: 'sample', fixed: '2.9.8-4+team10u5', status: 'fixed', field: [] }],
      },
      'kind of vulnerability',
    ],
    ['no software', { packages: [], statements: [] }, 'does not name the software'],
    ['no version', { statements: [] }, 'does not say which versions'],
    [
      'a binary patch',
      { patches: [{ file: 'a.patch', bytes: Buffer.from([0]), sha256: '', releases: [], fixes: {} }] },
      'is no text',
    ],
  ])('%s is refused', ([, parts, reason]) => {
    const found = letter({ title: 'A guest can read memory', ...parts });
    if (!isFault(found)) throw new Error(`accepted: ${found.subject}`);
    expect(found.text).toContain(reason);
  });

  test('a text of links is refused', () => {
    const found = letter(
      { title: 'A guest can read memory' },
      undefined,
      'See https://x.example/a-long-page/of-many-words\n',
    );
    expect(isFault(found) && found.text).toContain('without its links');
  });

  test.for(['TLP:AMBER', 'TLP: RED', 'Confidentiality notice', 'This mail is intended solely\nfor the addressee.'])(
    'a text that says %j is refused',
    (line) => {
      const found = letter({ title: 'A guest can read memory' }, undefined, `${text}\n${line}\n`);
      expect(isFault(found) && found.text).toContain('which the list does not take');
      expect(letter({ title: 'A guest can read memory' }, undefined, `${text}\nTLP:CLEAR\n`)).not.toHaveProperty(
        'hint',
      );
    },
  );

  test('many CVE ids are counted', () => {
    const cves = [1, 2, 3, 4, 5].map((number) => `CVE-2026-19000${number}`);
    const subject = (ids: readonly string[]) => {
      const found = letter({ title: 'A guest can read memory', cves: ids });
      return isFault(found) ? found.text : found.subject;
    };
    expect(subject(cves)).toMatch(/\(XSA-1[^()]*, 5 CVE ids\)$/);
    expect(subject(cves.slice(1))).toContain('CVE-2026-190005)');
  });

  test('an exploit needs a time, of at most seven days', () => {
    const exploit = (followUp?: string): Embargo => ({
      lists: [],
      notify: [],
      exploit: { isShared: true, ...(followUp !== undefined && { followUp }) },
    });
    const title = 'A guest can read memory';
    expect(letter({ title }, exploit())).toHaveProperty('hint');
    expect(letter({ title }, exploit('2026-05-05T12:00:01Z'))).toHaveProperty('hint');
    expect(letter({ title }, exploit('2026-05-05T12:00:00Z'))).not.toHaveProperty('hint');
    const body = (now: string) => {
      const found = letter({ title }, exploit('2026-05-05T12:00:00Z'), text, now);
      return isFault(found) ? found.text : found.text.replace(/\s+/g, ' ');
    };
    expect(body('2026-05-05T11:59:59Z')).toMatch(
      /^An exploit for this issue is held back\. It will be posted to this list on Tuesday 2026-05-05 12:00 UTC, 7 days after the publication\. /,
    );
    expect(body('2026-05-05T12:00:00Z')).toContain('It was due on Tuesday 2026-05-05 12:00 UTC');
  });

  test.for<[Partial<Statement>[], string]>([
    [[{ from: '1.2', status: 'affected' }], 'p 1.2 and later'],
    [
      [
        { from: '1.10', status: 'affected' },
        { from: '1.9', status: 'affected' },
      ],
      'p 1.9 and later',
    ],
    [[{ from: '1.2', to: '1.4', status: 'affected' }], 'p 1.2 to 1.4'],
    [
      [
        { from: '1.2', to: '1.4', status: 'affected' },
        { from: '2.0', status: 'affected' },
      ],
      'p 1.2 and later',
    ],
    [[{ to: '1.4', status: 'affected' }], 'p up to 1.4'],
    [[{ unsafe: '< 2.0-1', status: 'affected' }], 'p < 2.0-1'],
    [
      [
        { fixed: '1.10', release: '1.0', status: 'fixed' },
        { fixed: '1.9', status: 'fixed' },
      ],
      'p before 1.9, 1.10',
    ],
    [[{ release: '1.0', status: 'affected' }], 'p in Sample 1.0'],
    [[{ status: 'affected' }], 'p all versions'],
  ])('%j is %s', ([parts, expected]) => {
    const statements = parts.map((part): Statement => ({ package: 'p', status: 'affected', field: [], ...part }));
    expect(affectedWords({ packages: ['p'], statements, series: 'xsa' }, site)).toBe(expected);
  });

  test('the log knows postings as kinds of their own', () => {
    const kinds = ['oss-security-v2', 'oss-security-withdrawn', 'oss-security-follow-up', 2, 'withdrawn'] as const;
    const entries = kinds.map(
      (version): SentEntry => ({
        time: 'T',
        state: 'sent',
        id: 'X-1',
        version,
        messageId: '<m>',
        recipients: ['a@b'],
        sha256: 's',
      }),
    );
    const log = appended('', entries);
    expect(readSentLog(log)).toEqual({ entries });
    expect(readSentLog(log.replace('oss-security-v2', 'oss-security-v'))).toHaveProperty('badLine', 2);
    expect(standingOf(entries, 'X-1', 'oss-security-v3').kind).toBe('new');
    expect(messageId(site, { slug: 'x-1' }, 'oss-security-v2')).toBe(
      '<x-1.oss-security-v2.2026@security.sample.example>',
    );
  });
});
