// `npm test`: installs what the tests need beyond npm, then formats-check, types and tests. With CI=true a missing
// tool is a failure; elsewhere the tests that need it say that they were skipped.

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Command -> Debian package that has it; a Python module is written as `python3:module`. */
const TOOLS = {
  chromium: 'chromium',
  xmllint: 'libxml2-utils',
  'python3:feedparser': 'python3-feedparser',
  'python3:icalendar': 'python3-icalendar',
  'python3:aiosmtpd': 'python3-aiosmtpd',
  mutt: 'mutt',
  openssl: 'openssl',
  gpg: 'gpg',
  gpgv: 'gpgv',
  '/usr/lib/gnupg/gpg-wks-client': 'gpg-wks-client',
  sqv: 'sqv',
  sq: 'sq',
  newsboat: 'newsboat',
  lynx: 'lynx',
  jq: 'jq',
  curl: 'curl',
  git: 'git',
  'check-support-status': 'debian-security-support',
  vercmp: 'makepkg',
  rpm: 'rpm',
};

const missing = Object.entries(TOOLS).filter(([tool]) => !isThere(tool));
if (missing.length > 0) install(missing.map(([, name]) => name));
const still = missing.filter(([tool]) => !isThere(tool));
if (still.length > 0) {
  const names = still.map(([tool, name]) => `${tool} (Debian package ${name})`).join(', ');
  console.error(`Missing for the tests: ${names}`);
  if (process.env.CI === 'true') process.exit(1);
}

for (const [command, ...words] of [
  ['npx', '--no-install', 'biome', 'check', '.'],
  ['npx', '--no-install', 'tsc', '-p', '.'],
  ['npx', '--no-install', 'vitest', 'run', ...process.argv.slice(2)],
]) {
  const { status } = spawnSync(command, words, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

function isThere(tool) {
  const [program, module] = tool.split(':');
  const python = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';
  const [command, words] = module ? [python, ['-c', `import ${module}`]] : ['sh', ['-c', `command -v ${program}`]];
  return spawnSync(command, words, { stdio: 'ignore' }).status === 0;
}

/** Installs through apt as root, or with sudo where that asks for no password. */
function install(names) {
  if (spawnSync('sh', ['-c', 'command -v apt-get']).status !== 0) return;
  const isRoot = process.getuid?.() === 0;
  const prefix = isRoot ? [] : ['sudo', '-n'];
  if (!isRoot && spawnSync('sudo', ['-n', 'true']).status !== 0) return;
  const run = (...words) => {
    const [command, ...rest] = [...prefix, ...words];
    execFileSync(command, rest, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  };
  try {
    console.log(`Installing for the tests: ${names.join(' ')}`);
    run('apt-get', 'update', '-qq');
    run('apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...names);
  } catch (error) {
    console.error(`apt-get could not install them: ${error.message}`);
  }
}
