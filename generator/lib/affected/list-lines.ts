// One line of each list of packages that is made of lines. Every pattern is anchored and takes a time that grows with
// the line alone; longer lines than any list has are not looked at.

import { type Installed, installed, type ListFormat, type Reading } from './installed.ts';

/** The lists that are lines. */
export type LineFormat = Exclude<ListFormat, 'cyclonedx' | 'spdx' | 'spdx-text'>;

/** Reads a line of a list; undefined for what is no line of it. */
export function readLine(format: LineFormat, line: string): Reading {
  return line.length > MOST_CHARACTERS ? undefined : READERS[format](line);
}

const MOST_CHARACTERS = 2000;

const READERS: Readonly<Record<LineFormat, (line: string) => Reading>> = {
  dpkg: (line) => (line.includes('\t') ? dpkgQueryLine(line) : dpkgLine(line)),
  pacman: pacmanLine,
  rpm: rpmLine,
  apk: apkLine,
  lines: plainLine,
};

/** `ii  libc6:amd64  2.36-9+deb12u9  amd64  GNU C Library`: what is wanted, what is, and the package. */
function dpkgLine(line: string): Reading {
  if (/^(?:Desired=|\| Status=|\|\/ Err|\|\|\/ Name|\+\+\+-)/.test(line)) return 'heading';
  const [, state, name, version] = /^[uihrp]([ncHUFWti])[ R]? +(\S+) +(\S+)/.exec(line) ?? [];
  if (state === undefined || name === undefined || version === undefined) return undefined;
  if (state === 'n' || state === 'c') return 'absent';
  return /^[0-9]/.test(version) ? installed(withoutArchitecture(name), version, 'dpkg') : undefined;
}

/** `dpkg-query --show`: name and version, and with the format that we ask for the source package and its version. */
function dpkgQueryLine(line: string): Reading {
  const [name = '', version = '', source = '', sourceVersion = '', ...more] = line
    .split('\t')
    .map((each) => each.trim());
  if (more.length > 0 || !/^[a-z0-9][a-z0-9+.-]*(?::[a-z0-9-]+)?$/.test(name)) return undefined;
  if (version === '') return 'absent';
  if (!/^[0-9]\S*$/.test(version)) return undefined;
  const made = source === '' ? undefined : { name: source, ...(sourceVersion !== '' && { version: sourceVersion }) };
  return installed(withoutArchitecture(name), version, 'dpkg', made);
}

const withoutArchitecture = (name: string): string => name.replace(/:[a-z0-9-]+$/, '');

/** `linux 6.9.1.arch1-1`. By its shape alone it could be any list, so that it does not say whose order holds. */
function pacmanLine(line: string): Reading {
  const [, name, version] = /^([a-z0-9@_+][a-z0-9@._+-]*) ((?:\d+:)?[^\s:~-]+-\d+(?:\.\d+)?)$/.exec(line) ?? [];
  return name === undefined || version === undefined ? undefined : installed(name, version);
}

/** `bash-5.2.26-3.fc40.x86_64`, with an epoch before the name or the version, or with a blank between the two. */
function rpmLine(line: string): Reading {
  const [first = '', second, source, ...more] = line.trim().split(/\s+/);
  if (more.length > 0) return undefined;
  if (/^gpg-pubkey-/.test(first)) return 'absent';
  const [, text] =
    /^(\S+)\.(?:x86_64|noarch|i[3-6]86|aarch64|ppc64(?:le)?|s390x?|armv\w+|riscv64|loongarch64|src)$/.exec(
      second ?? first,
    ) ?? [];
  if (text === undefined) return undefined;
  const made = source === undefined ? undefined : sourceOfRpm(source);
  if (source !== undefined && !made) return undefined;
  if (second !== undefined) return installed(first, withEpoch(text), 'rpm', made);
  const release = text.lastIndexOf('-');
  const version = text.lastIndexOf('-', release - 1);
  if (version <= 0) return undefined;
  const [, early, name = ''] = /^(?:(\d+):)?(.*)$/.exec(text.slice(0, version)) ?? [];
  const rest = withEpoch(text.slice(version + 1));
  return installed(name, early !== undefined && !rest.includes(':') ? `${early}:${rest}` : rest, 'rpm', made);
}

const withEpoch = (version: string): string => version.replace(/^\(none\):/, '');

function sourceOfRpm(file: string): Installed['source'] {
  const parts = file.endsWith('.src.rpm') ? file.split('-') : [];
  return parts.length < 3 ? undefined : { name: parts.slice(0, -2).join('-') };
}

/** `musl-1.2.5-r0 x86_64 {musl} (MIT) [installed]`, or the first word alone as `apk info -v` has it. */
function apkLine(line: string): Reading {
  const [, whole = '', origin] = /^(\S+)(?: \S+ \{([^{}\s]+)\} \(.*)?$/.exec(line) ?? [];
  const revision = whole.lastIndexOf('-r');
  const version = whole.lastIndexOf('-', revision - 1);
  if (version <= 0 || !/^\d\S*-r\d+$/.test(whole.slice(version + 1))) return undefined;
  const name = whole.slice(0, version);
  return installed(name, whole.slice(version + 1), 'apk', origin === undefined ? undefined : { name: origin });
}

/** `name version`, `name==version`, `name@version`, `name,version`. */
function plainLine(line: string): Reading {
  const [, name, version] = /^(@?[^\s,=@]+)(?:==?|[,@]|[ \t]+)[ \t]?([^\s,=@]+)$/.exec(line.trim()) ?? [];
  if (name === undefined || version === undefined || !/\d/.test(version)) return undefined;
  return installed(name, version);
}
