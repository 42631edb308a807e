// Package URLs, `pkg:type/namespace/name@version?qualifiers#subpath` (https://github.com/package-url/purl-spec).

import { type Installed, installed, type ReleaseHint } from './installed.ts';

/** What a package URL says of a package; `version` is that of the entry around it, for one without. */
export function installedOf(purl: string, version = ''): Installed | undefined {
  const parsed = parse(purl);
  if (!parsed) return undefined;
  const { type, namespace, name, qualifiers } = parsed;
  const epoch = qualifiers.get('epoch');
  const plain = parsed.version || version;
  // The epoch of an RPM package stands apart.
  const whole =
    type === 'rpm' && epoch && /^\d{1,9}$/.test(epoch) && !plain.includes(':') ? `${epoch}:${plain}` : plain;
  const isScoped = type === 'npm' && namespace !== '';
  return installed(
    isScoped ? `${namespace}/${name}` : name,
    whole,
    SYSTEMS.get(type) ?? (UNKNOWN_SYSTEMS.has(type) ? undefined : 'other'),
    sourceOf(qualifiers.get('upstream')),
  );
}

/** The release in `distro=debian-12`. */
export function hintOf(purl: string): ReleaseHint | undefined {
  const distro = parse(purl)?.qualifiers.get('distro');
  if (!distro || distro.length > 60) return undefined;
  return { word: distro.slice(distro.indexOf('-') + 1), from: 'purl' };
}

const SYSTEMS: ReadonlyMap<string, NonNullable<Installed['system']>> = new Map([
  ['deb', 'dpkg'],
  ['rpm', 'rpm'],
  ['apk', 'apk'],
  ['alpm', 'pacman'],
  ['npm', 'semver'],
  ['cargo', 'semver'],
  ['golang', 'semver'],
  ['hex', 'semver'],
  ['pub', 'semver'],
  ['swift', 'semver'],
]);
/** Types whose versions may follow any order. */
const UNKNOWN_SYSTEMS: ReadonlySet<string> = new Set(['generic', 'github', 'gitlab', 'bitbucket', 'oci', 'docker']);

type Purl = {
  readonly type: string;
  readonly namespace: string;
  readonly name: string;
  readonly version: string;
  readonly qualifiers: ReadonlyMap<string, string>;
};

/** From the right, as the specification says, so that an `@` of a namespace is none before a version. */
function parse(text: string): Purl | undefined {
  if (text.length > 2000 || !/^pkg:/i.test(text)) return undefined;
  const [beforeHash = ''] = text.slice(4).replace(/^\/+/, '').split('#');
  const question = beforeHash.indexOf('?');
  const path = question < 0 ? beforeHash : beforeHash.slice(0, question);
  const at = path.lastIndexOf('@');
  const hasVersion = at > path.lastIndexOf('/');
  const names = (hasVersion ? path.slice(0, at) : path).split('/').map(decoded);
  const [type = '', ...rest] = names;
  const name = rest.pop();
  if (!/^[A-Za-z][A-Za-z0-9.+-]*$/.test(type) || !name) return undefined;
  return {
    type: type.toLowerCase(),
    namespace: rest.join('/'),
    name,
    version: hasVersion ? decoded(path.slice(at + 1)) : '',
    qualifiers: new Map(
      (question < 0 ? [] : beforeHash.slice(question + 1).split('&')).map((pair) => {
        const [key = '', ...value] = pair.split('=');
        return [key.toLowerCase(), decoded(value.join('='))];
      }),
    ),
  };
}

/** `glibc`, `glibc@2.36-9`, `glibc-2.36-9.src.rpm`. */
function sourceOf(upstream: string | undefined): Installed['source'] {
  if (!upstream || !isShort(upstream)) return undefined;
  const rpm = /^(.+)-[^-]+-[^-]+\.src\.rpm$/.exec(upstream);
  if (rpm?.[1] !== undefined) return { name: rpm[1] };
  const at = upstream.lastIndexOf('@');
  return at > 0 ? { name: upstream.slice(0, at), version: upstream.slice(at + 1) } : { name: upstream };
}

const isShort = (text: string): boolean => text.length <= 300;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
