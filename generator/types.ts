// All domain types, without code. Data flows read -> check -> model -> render -> emit; each section below is what
// one stage hands to the next. Everything is a plain, read-only value.

import type { Root, RootContent } from 'mdast';
import type { ZodType } from 'zod';

// ---------------------------------------------------------------------------------------------- time and places

/** A calendar day in UTC: `2026-04-12`. */
export type Day = string;

/** RFC 3339 in UTC to the second, so that code-unit order is time order: `2026-04-28T12:00:00Z`. */
export type Instant = string;

/** A place in a file of the root; `file` is relative to it with `/`, `line` and `column` count from 1. */
export type Place = { readonly file: string; readonly line: number; readonly column: number };

/** error: nothing is published; warning: published, please look; info: good to know. */
export type Level = 'error' | 'warning' | 'info';

/** One thing to tell the author. Sentence and hint follow CONVENTIONS: identifiers in backticks, no full stop. */
export type Message = {
  readonly place: Place;
  readonly level: Level;
  /** Id of the rule, kebab-case; `tocsin list rules` explains it. */
  readonly rule: string;
  readonly text: string;
  /** What to do about it. */
  readonly hint: string;
  readonly found?: string;
  readonly expected?: string;
  /** The other place involved, when there is one. */
  readonly cause?: { readonly place: Place; readonly text: string };
};

// ---------------------------------------------------------------------------------------------- read: files as found

/** A YAML value in which every scalar is still a string and every node knows its place. */
export type Field =
  | { readonly kind: 'text'; readonly value: string; readonly place: Place }
  | { readonly kind: 'empty'; readonly place: Place }
  | { readonly kind: 'list'; readonly items: readonly Field[]; readonly place: Place }
  | { readonly kind: 'map'; readonly entries: readonly Entry[]; readonly place: Place };

export type Entry = { readonly key: string; readonly keyPlace: Place; readonly value: Field };

/** A Markdown file: front matter with places, body as a tree whose positions are positions in the file. */
export type Document = {
  readonly path: string;
  readonly fields: Field;
  readonly body: Root;
  /** The body as written, without front matter. */
  readonly markdown: string;
  /** Where it was read, when that is a git repository. */
  readonly commit?: Commit;
};

/** The commit of a repository from which a file was read. */
export type Commit = {
  readonly id: string;
  readonly date: Instant;
  /** Branch or tag, as people call it: `stable-4.22`. */
  readonly ref: string;
};

/** A file that is published or hashed as it is. */
export type Asset = { readonly path: string; readonly bytes: Uint8Array; readonly sha256: string };

/** Everything `read` found below a root. */
export type Sources = {
  readonly config: Field;
  /** `content/<folder>/*.md`, by path. */
  readonly documents: readonly Document[];
  /** `content/keys/*.asc`, by path. */
  readonly keyFiles: readonly Asset[];
  /** The keys in these files; none until `readKeys` has read them. */
  readonly certificates: readonly Certificate[];
  /** Signatures that a person made: `content/<folder>/<ID>.txt.asc`, by path. */
  readonly signatures: readonly Asset[];
  /** Files in `content/<folder>/<ID>/`, by path. */
  readonly attachments: readonly Asset[];
  /** `support/*.md`, by path. */
  readonly support: readonly Document[];
  /** `support/packages.yaml`, where there is one. */
  readonly packageSupport?: Field;
  /** `content/trees/*.json`, by path. */
  readonly treeFiles?: readonly TreeFile[];
  /** `theme/*.css` of the root. */
  readonly themeFiles?: readonly TreeFile[];
  /** `theme/*.md` of the root: texts in named places. */
  readonly themeParts?: readonly Document[];
  /** `public/**`, by path. */
  readonly assets: readonly Asset[];
  /** The lines of `urls.lock`, or nothing where there is no such file. */
  readonly lock: readonly string[] | undefined;
  /** What could not be read: bytes, characters, links, syntax. */
  readonly problems: readonly Problem[];
  /** The root of what is under embargo, where one was given. */
  readonly private?: PrivateSources;
};

/** A private root: paths in it are relative to it, messages put `folder` before them. */
export type PrivateSources = Omit<Sources, 'private'> & {
  /** As it was named: `../private`. */
  readonly folder: string;
};

/** What a root changes of the theme. */
export type OwnTheme = {
  /** Rules after those of the theme; empty where there are none. */
  readonly css: string;
  /** Below the navigation of every page. */
  readonly notice?: Document;
  /** In the foot of every page. */
  readonly footer?: Document;
};

/** A file with the patch levels of a source tree, as text. */
export type TreeFile = { readonly path: string; readonly text: string };

/** A file as the disk has it, or why it may not be read. */
export type InputFile =
  | { readonly path: string; readonly bytes: Uint8Array }
  | { readonly path: string; readonly problem: Omit<Problem, 'place'> };

// ---------------------------------------------------------------------------------------------- keys and signatures

/** A public key as found in a file: an OpenPGP certificate (RFC 9580, transferable public key). */
export type Certificate = {
  /** Path of its file in the root. */
  readonly file: string;
  /** Upper-case hexadecimal digits. */
  readonly fingerprint: string;
  /** Version of the key packet: 4, or 6 which older programs cannot read. */
  readonly version: number;
  /** `RSA 4096`, `Ed25519`. */
  readonly algorithm: string;
  readonly created: Instant;
  readonly expires?: Instant;
  readonly revoked?: KeyRevocation;
  readonly userIds: readonly UserId[];
  /** Subkeys; the primary key is not among them. */
  readonly subkeys: readonly Subkey[];
  /** Hash algorithms of the signatures by which the key vouches for its parts: `SHA512`. */
  readonly hashes: readonly string[];
  /** Has a version or an algorithm number of RFC 9580, which GnuPG 2.2 and Debian 12 cannot read. */
  readonly isModern: boolean;
  /** Since when it can sign: the creation of its oldest part that may; absent where none does. */
  readonly signsSince?: Instant;
  /** The certificate alone, armored, without headers, LF line ends. */
  readonly armored: string;
  readonly binary: Uint8Array;
};

export type KeyRevocation = { readonly date: Instant; readonly reason?: string };

export type UserId = {
  /** As written in the key: `Halyard security team <security@halyard.example>`. */
  readonly text: string;
  readonly name?: string;
  /** Address in lower case. */
  readonly email?: string;
  readonly isRevoked: boolean;
  /** The certificate with this user id alone, and without what others signed: what a Web Key Directory has. */
  readonly alone: Uint8Array;
};

export type Subkey = {
  readonly fingerprint: string;
  readonly algorithm: string;
  readonly created: Instant;
  readonly expires?: Instant;
  readonly revoked?: KeyRevocation;
  readonly uses: readonly ('sign' | 'encrypt' | 'authenticate')[];
};

/** What came of verifying a signature. `reason` is a clause for a message: `the key expired on 2026-01-01`. */
export type Verification =
  | {
      readonly isValid: true;
      /** Of the primary key. */
      readonly fingerprint: string;
      /** Of the part that signed: a subkey, or the primary key itself. */
      readonly part: string;
      readonly signedAt: Instant;
      /** `sha512`. */
      readonly hash: string;
      /** Ids of unknown keys that have signed, too; absent where there are none. gpgv refuses such a signature. */
      readonly unknown?: readonly string[];
    }
  | { readonly isValid: false; readonly reason: string };

/** How a file is signed: a signature of its own, text and signature in a file of its own, or in the place of the file. */
export type SigningForm = 'detached' | 'clearsigned' | 'in-place';

/** One signature that a site has to have. */
export type SigningRequest = {
  /** Site path of what is signed, without a leading slash. */
  readonly file: string;
  /** Site path of the signature; that of the file itself for the form `in-place`. */
  readonly signature: string;
  readonly form: SigningForm;
  /** Signing time, unless the key is younger. */
  readonly date: Instant;
};

/** Makes signatures with one private key. */
export type Signer = {
  /** Of the primary key, upper-case hexadecimal digits. */
  readonly fingerprint: string;
  /** Of the part of the key that signs. */
  readonly part: string;
  /** No signature is older: before, the part that signs was no part of the key. */
  readonly since: Instant;
  /**
   * An armored detached signature (RFC 9580, 10.4) at the time `date`: `binary` over the bytes, `text` over the bytes
   * with their line ends as CRLF. Dated `since` where `date` is before it. SHA-512, the same bytes each time for keys
   * that allow it. Throws `SigningError`.
   */
  readonly sign: (bytes: Uint8Array, kind: 'binary' | 'text', date: Instant) => Promise<string>;
};

// ---------------------------------------------------------------------------------------------- check: decoded content

/** A fault found while reading or decoding; the rule named `rule` turns it into a message. */
export type Problem = {
  readonly rule: string;
  readonly place: Place;
  readonly text: string;
  readonly hint: string;
  readonly found?: string;
  readonly expected?: string;
};

export type Status = 'draft' | 'embargoed' | 'published' | 'withdrawn';

export type Revision = {
  readonly version: number;
  readonly date: Instant;
  readonly change: string;
  /** False for a version that only a predisclosure list received. */
  readonly public: boolean;
  /** A change of spelling: stays in the history, has no feed entry. */
  readonly editorial: boolean;
};

/** One word of a series' severity vocabulary; `level` runs from 1 (low) to 4 (critical). */
export type Severity = {
  readonly id: string;
  readonly name: string;
  readonly level: 1 | 2 | 3 | 4;
  readonly meaning: string;
};

/**
 * The time before an issue is public: `embargo` in the front matter. Of a published advisory `reported` and `notified`
 * are statistics; the rest is the team's own business and in no output.
 */
export type Embargo = {
  readonly reported?: Instant;
  /** When the first list, or the first people outside of the team, were told. */
  readonly notified?: Instant;
  /** Names of lists that were told: `linux-distros`. */
  readonly lists: readonly string[];
  readonly reporter?: string;
  readonly exploit?: {
    /** An exploit was shared under embargo, so that the public has a right to it. */
    readonly isShared: boolean;
    /** When it is posted. */
    readonly followUp?: Instant;
  };
  /** Who else must be told, and when they were. */
  readonly notify: readonly { readonly name: string; readonly told?: Instant }[];
  readonly cveRequested?: Day;
  /** Since when, or where, the fix is public. */
  readonly fixPublic?: { readonly day: Day } | { readonly url: string };
};

/** What an advisory says about a change of keys. */
export type KeyChange = {
  /** Fingerprint of the key that signed so far, upper-case hexadecimal digits. */
  readonly old: string;
  /** Of the key that signs from then on. */
  readonly new: string;
  readonly reason: string;
  /** Since when the new key signs; the publication when absent. */
  readonly date?: Instant;
};

export type Credit = { readonly name: string; readonly role: string };
export type Reference = { readonly url: string; readonly title?: string };

/** What is known about a package in a release. `unknown` is a value: silence never reads as "not affected". */
export type Coverage = 'affected' | 'fixed' | 'not-affected' | 'under-investigation' | 'unknown';

/** One thing the advisory's front matter says about one package (product). */
export type Statement = {
  readonly package: string;
  /** Id of a configured release; absent when the statement is about the package as such. */
  readonly release?: string;
  readonly status: Coverage;
  /** First affected version. */
  readonly from?: string;
  /** Last affected version ("up to and including"). */
  readonly to?: string;
  /** First fixed version. */
  readonly fixed?: string;
  /** Constraints in the series' version order: `< 2.0.6-1`; alternatives are joined with ` or `. */
  readonly unsafe?: string;
  readonly safe?: string;
  readonly repository?: string;
  readonly group?: string;
  /** Narrows the statement in words: `Arm only`. */
  readonly when?: string;
  readonly reason?: string;
  /** Front matter path it came from, for messages. */
  readonly field: FieldPath;
};

/** Keys and indexes that lead to a field of the front matter. */
export type FieldPath = readonly (string | number)[];

/** A patch that is published beside its advisory. */
export type Patch = {
  /** Path inside the advisory's folder: `xsa483-4.17.patch`, `xsa321/0001-x.patch`. */
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
  /** The commit message's first line; undefined when the file has none. */
  readonly subject?: string;
  /** What it applies to, in words. */
  readonly applies?: string;
  /** What the table of the announcement names in its place: a pattern that several files share. */
  readonly row?: string;
  /** Source tree it belongs to (`xen`, `qemu`), when stated. */
  readonly tree?: string;
  /** Ids of releases it applies to. */
  readonly releases: readonly string[];
  /** Branch -> commit that fixes it there. */
  readonly fixes: Readonly<Record<string, string>>;
};

/** The text of a version that was public once, as it was published, and its signature. */
export type ArchivedText = { readonly version: number; readonly file: Asset; readonly signature?: Asset };

/** A binary package with its fixed version. */
export type BinaryPackage = {
  /** Id of a release. */
  readonly release: string;
  readonly name: string;
  readonly version: string;
  readonly note?: string;
};

/** A part of the body below one heading; the text before the first heading has no title. */
export type Section = {
  readonly id: string;
  readonly title?: string;
  readonly nodes: readonly RootContent[];
};

/** An advisory as decoded: the same shape for every series. */
export type Advisory = {
  /** Key of its series in the configuration. */
  readonly series: string;
  readonly id: string;
  /** Lower-case id: the folder in URLs. */
  readonly slug: string;
  /** The numbers of the id, most significant first. */
  readonly number: readonly number[];
  readonly title: string;
  readonly status: Status;
  /** First public release. */
  readonly published?: Instant;
  readonly severity?: Severity;
  /** What kind of notice, in the series' words: `security update`. */
  readonly kind?: string;
  readonly author?: string;
  readonly cves: readonly string[];
  readonly bugs: readonly string[];
  readonly credits: readonly Credit[];
  readonly references: readonly Reference[];
  /** Ids of other advisories. */
  readonly related: readonly string[];
  /** Rows of the support statement it concerns. */
  readonly features: readonly string[];
  /** What an attacker can do, in a sentence or two. */
  readonly summary?: string;
  /** What to do, in one or two sentences. */
  readonly action?: string;
  /** It tells that another key signs from now on. */
  readonly keyChange?: KeyChange;
  /** Names of packages or products, in the order written. */
  readonly packages: readonly string[];
  readonly statements: readonly Statement[];
  readonly patches: readonly Patch[];
  /** What to install in which release, where a source package makes several. */
  readonly binaries?: readonly BinaryPackage[];
  /** Where the fixed package and its recipe are. */
  readonly downloads: readonly { readonly name: string; readonly url: string }[];
  /** All revisions by version, never empty: one that is not written is version 1 on the day of publication. */
  readonly revisions: readonly Revision[];
  readonly withdrawn?: { readonly date: Instant; readonly reason: string };
  /** Texts of versions that were public before the one of today, by version. */
  readonly archived?: readonly ArchivedText[];
  readonly embargo?: Embargo;
  readonly sections: readonly Section[];
  readonly document: Document;
};

/** A page of prose: `content/pages/policy.md` becomes `/policy/`. */
export type Page = { readonly slug: string; readonly title: string; readonly document: Document };

/** A release of one of the team's products. */
export type Release = {
  readonly id: string;
  readonly name: string;
  /** Names a package family in statements: `xen`. Empty for a distribution, which ships every package. */
  readonly product?: string;
  readonly codename?: string;
  /** The word the series uses for it now: `stable`, `oldstable`. */
  readonly suite?: string;
  /** The number by which tools know it, where the id is a name: `12`. */
  readonly number?: string;
  /** Keys of the series that speak about it. */
  readonly series: readonly string[];
  readonly released?: Day;
  readonly supportedUntil?: Day;
  readonly securityUntil?: Day;
  /** Point releases, oldest first: `4.19.0`, `4.19.1`. */
  readonly points: readonly string[];
};

/** A series in use: the definition plus what the configuration says about it. */
export type SeriesInUse = {
  /** Key in the configuration, folder in `content/`, path in URLs: `xsa`. */
  readonly id: string;
  /** Upper-case start of every id: `XSA`. */
  readonly prefix: string;
  /** Long name: `Xen Security Advisory`. */
  readonly name: string;
  readonly plural: string;
  readonly definition: Series;
  /** Decoded by `definition.settings`. */
  readonly settings: unknown;
  readonly severities: readonly Severity[];
  /** Ids that will never be used, with the reason. */
  readonly unused: Readonly<Record<string, string>>;
  /** Path of an advisory's page, with `{slug}` and `{number}`; the default is `/advisories/{slug}/`. */
  readonly path: string;
  /** Whether the site also has each announcement as a clearsigned text. */
  readonly isClearsigned: boolean;
  /** Absent where announcements are not mailed. */
  readonly mail?: MailSettings;
  /** The public may know of an advisory under embargo that it exists, its number and its planned date. */
  readonly announcesNumber: boolean;
};

export type MailingList = {
  readonly name: string;
  readonly address: string;
  readonly url?: string;
  readonly purpose?: string;
};

/** `content/site.yaml`, decoded. */
export type Site = {
  readonly title: string;
  readonly description: string;
  /** Base URL without a trailing slash: `https://security.example` or `https://www.example/security`. */
  readonly url: string;
  /** Its path, empty or `/security`; every internal link starts with it. */
  readonly prefix: string;
  readonly language: string;
  readonly team: { readonly name: string; readonly email: string; readonly url?: string };
  /** SPDX id or URL of the licence of texts and data. */
  readonly license: string;
  /** RFC 4151 authority and date that feed ids are made of, for ever: `security.example,2026`. */
  readonly tag: string;
  readonly lists: readonly MailingList[];
  readonly footer: readonly { readonly title: string; readonly url: string }[];
  /** Links of the navigation behind those of the site's sections. */
  readonly navigation?: readonly { readonly title: string; readonly url: string }[];
  /** Stands before the title: a file below `public/`, and what it says to those who do not see it. */
  readonly logo?: { readonly file: string; readonly alt: string; readonly width: number; readonly height: number };
  readonly series: readonly SeriesInUse[];
  readonly releases: readonly Release[];
  /** Rule id -> level that replaces the rule's own, or `off`. */
  readonly rules: Readonly<Record<string, Level | 'off'>>;
  /** Moved pages, old path -> new path or URL. */
  readonly redirects: Readonly<Record<string, string>>;
  /** Removed pages, path -> reason. */
  readonly tombstones: Readonly<Record<string, string>>;
  /** About the support statements; where they are read is a matter of `read`. */
  readonly support?: SupportSettings;
  /** What the configuration says about the keys in `content/keys/`. */
  readonly keys: readonly KeySettings[];
  /** The fields of `/.well-known/security.txt` (RFC 9116). */
  readonly securityTxt?: SecurityTxt;
  /** The rules of disclosure that the team keeps. */
  readonly disclosure: DisclosurePolicy;
  /** Source trees whose fixes are shown, in the order configured. */
  readonly trees: readonly Tree[];
};

/** A source tree in which the fixes of a series are looked for: `trees.<id>` in the configuration. */
export type Tree = {
  /** Key in the configuration, and `patches[].tree` of its patches; what was found is in `content/trees/<id>.json`. */
  readonly id: string;
  readonly name: string;
  /** Key of the series. */
  readonly series: string;
  /** What `tocsin patches check` looks at when it is given no `--ref`; empty where nothing is configured. */
  readonly refs: readonly TreeRef[];
  /** The line of development; one of the usual names when absent. */
  readonly mainline?: string;
  /** Address of a commit, with `{commit}` for its id. */
  readonly commitUrl?: string;
  /** Folder of the repository, relative to the root: what `tocsin patches check` reads when it is given no `--tree`. */
  readonly git?: string;
};

/** A branch or tag that is looked at, with the id of its release where the name does not say it. */
export type TreeRef = { readonly name: string; readonly release?: string };

/** A day of the week, as the configuration names it. */
export type Weekday = 'sunday' | 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday';

/** The rules of disclosure, with those of the (linux-)distros list as defaults. */
export type DisclosurePolicy = {
  /** Longest embargo, from telling the first list to the publication. */
  readonly maxDays: number;
  /** An embargo that is longer is allowed, and said. */
  readonly preferredDays: number;
  /** Shortest embargo. */
  readonly minDays: number;
  /** Days of the week, in UTC, on which nothing is published. */
  readonly avoid: readonly Weekday[];
  /** Longest time from the publication to an exploit that was held back. */
  readonly exploitDays: number;
  /** An issue without CVE id is said so many days before the publication. */
  readonly cveDays: number;
  /** Traffic Light Protocol, before the publication: `AMBER`. */
  readonly tlp: string;
  /** True where an issue that was on a list under embargo has to be posted to the public list. */
  readonly owesPosting: boolean;
  /** Absent where nobody said which list that is. */
  readonly posting?: {
    /** Mailbox of the public list. */
    readonly to: string;
    /** Name of the software in subjects; the packages of the advisory when absent. */
    readonly software?: string;
  };
};

/** What a key is for: `signing` signs this site, `contact` is for mail to the team, `retired` signed once. */
export type KeyRole = 'signing' | 'contact' | 'retired';

export type KeySettings = {
  /** Name of the file in `content/keys/`. */
  readonly file: string;
  readonly roles: readonly KeyRole[];
  /** Why it was made, or retired. */
  readonly note?: string;
};

export type SecurityTxt = {
  readonly contact: readonly string[];
  readonly expires: Instant;
  readonly acknowledgments: readonly string[];
  readonly policy: readonly string[];
  readonly hiring: readonly string[];
  readonly languages: readonly string[];
};

/** How the announcements of a series are sent. */
export type MailSettings = {
  /** Mailbox of the sender: `Halyard security team <security@halyard.example>`. */
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly replyTo?: string;
  /** With blanks such as `{id}`. */
  readonly subject: string;
  /** `inline`: the text is clearsigned; `mime`: PGP/MIME (RFC 3156). */
  readonly form: 'inline' | 'mime';
  readonly attachPatches: boolean;
};

/** What the configuration says about support statements. */
export type SupportSettings = {
  /** Key of a row or section today -> the keys that it had in older releases. */
  readonly aliases: Readonly<Record<string, readonly string[]>>;
};

/** All checked content. */
export type Content = {
  readonly site: Site;
  readonly advisories: readonly Advisory[];
  /** Those of the private root, whatever their status; nothing but `model` may look at them for a public build. */
  readonly embargoed: readonly Advisory[];
  readonly pages: readonly Page[];
  readonly support: readonly SupportStatement[];
  readonly packageSupport?: readonly PackageSupportList[];
  readonly treeLevels?: readonly TreeLevels[];
  readonly assets: readonly Asset[];
  readonly certificates?: readonly Certificate[];
  readonly theme?: OwnTheme;
};

// ---------------------------------------------------------------------------------------------- support statements

/** What a support status promises, after the vocabulary of "Format and definitions". */
export type SupportClass =
  | 'supported'
  | 'limited'
  | 'preview'
  | 'experimental'
  | 'deprecated'
  | 'obsolete'
  | 'unsupported'
  | 'unknown';

/** One SUPPORT.md: the statement of one release. */
export type SupportStatement = {
  /** Value of `<Name>-Version`: `4.21`, `4.23-unstable`. */
  readonly version: string;
  /** `<Name>` of that key: `Xen`. */
  readonly product: string;
  readonly file: string;
  /** The keys of the release block in order, as written. */
  readonly block: readonly { readonly key: string; readonly value: string; readonly place: Place }[];
  readonly initialRelease?: Day;
  readonly supportedUntil?: Day;
  readonly securityUntil?: Day;
  readonly notes?: { readonly title: string; readonly url?: string };
  /** What stands before the first heading, without pandoc's title lines. */
  readonly preface?: readonly RootContent[];
  /** Every heading in document order. */
  readonly sections: readonly SupportSection[];
  /** The statuses that the statement defines, in its order. */
  readonly vocabulary: readonly SupportDefinition[];
  /** Where it was read, when that is a git repository. */
  readonly commit?: Commit;
};

/** One status of a statement's own vocabulary, with the four properties that explain it. */
export type SupportDefinition = {
  readonly status: string;
  readonly class: SupportClass;
  /** True when the status promises security support. */
  readonly security: boolean;
  /** In the words of the statement; absent where it says nothing. */
  readonly properties: {
    readonly completeness?: string;
    readonly stability?: string;
    readonly interface?: string;
    readonly security?: string;
  };
  /** Anchor of the heading that defines it. */
  readonly anchor: string;
};

/** An amount that a limit names: `8 TiB`, `4096`. */
export type SupportAmount = {
  readonly value: number;
  /** `TiB`; empty for a mere number. */
  readonly unit: string;
  /** False for "less than": the amount itself is beyond the limit. */
  readonly isIncluded: boolean;
};

/** The promises about the size of something: how much has security support, and what holds beyond. */
export type SupportLimit = {
  /** Up to here there is security support. */
  readonly security?: SupportAmount;
  /** Up to here there is support, beyond `security` without security support. */
  readonly supported?: SupportAmount;
  /** More than `security` is supported, without security support and with no limit stated. */
  readonly isOpen: boolean;
  /** Up to here it is tested. */
  readonly tested?: SupportAmount;
};

export type SupportSection = {
  readonly title: string;
  /** Heading level 1 to 6. */
  readonly level: number;
  /** Titles from the top: `['Feature Support', 'Host Architecture', 'x86-64']`. */
  readonly path: readonly string[];
  /** The heading's identifier as pandoc makes it; the anchor of the page. */
  readonly anchor: string;
  readonly place: Place;
  /** Content before the first status: describes the feature. All content when there is no status. */
  readonly description: readonly RootContent[];
  readonly entries: readonly SupportEntry[];
  /** Content after the statuses: qualifies each of them. */
  readonly caveats: readonly RootContent[];
};

export type SupportEntry = {
  /** Row key across releases: `x86pv--x8664`. */
  readonly key: string;
  /** The qualifier: `x86_64`; empty for a bare `Status:`. */
  readonly qualifier: string;
  /** As written, on one line. */
  readonly status: string;
  readonly class: SupportClass;
  /** True when the words of the status promise security support. */
  readonly security: boolean;
  /** The limits that the status or a `Limit` line beside it states. */
  readonly limit?: SupportLimit;
  readonly place: Place;
};

export type SupportRow = {
  readonly key: string;
  /** True for a line of the release block: a fact about the release, not a status. */
  readonly isRelease?: boolean;
  /** Heading titles and then the qualifier, when there is one. */
  readonly path: readonly string[];
  /** For people: `x86/PV`, or `x86/PV: x86_64` with a qualifier. */
  readonly title: string;
  /** Keys that older releases have for it, by the configuration's `aliases`. */
  readonly aliases?: readonly string[];
  /** One cell per release of the matrix; undefined where the release has no such row. */
  readonly cells: readonly (SupportCell | undefined)[];
};

export type SupportCell = {
  readonly status: string;
  readonly class: SupportClass;
  /** The words promise security support. */
  readonly security: boolean;
  /** The promise holds at the time of the build: the release has security support then. */
  readonly isSecured: boolean;
  readonly hasCaveat: boolean;
  readonly limit?: SupportLimit;
  /** Anchor on the release's statement page, which is the key of the row in that release. */
  readonly anchor: string;
};

/** All releases side by side, newest first. */
export type SupportMatrix = {
  readonly statements: readonly SupportStatement[];
  readonly rows: readonly SupportRow[];
};

/** What one release says about one feature that an advisory concerns. */
export type FeatureSupport = {
  /** As the advisory names it. */
  readonly feature: string;
  readonly statement: SupportStatement;
  /** The configured release of the statement, where there is one. */
  readonly release?: Release;
  /** Where the release's statement page speaks of it; absent where the release has no such feature. */
  readonly anchor?: string;
  /** Empty where the release has no such feature, or gives it no status. */
  readonly statuses: readonly FeatureStatus[];
};

/** One status of such a feature. */
export type FeatureStatus = Pick<SupportEntry, 'key' | 'qualifier' | 'status' | 'class' | 'security'> & {
  /** The words promise security support, and the release has it at `now`. */
  readonly isSecured: boolean;
  readonly hasCaveat: boolean;
};

// ---------------------------------------------------------------------------------------------- support of packages

/** How far a package of a distribution has security support; what no entry says is `supported`. */
export type PackageSupportKind = 'supported' | 'limited' | 'ended' | 'community';

/** One entry of `support/packages.yaml`, as it holds for one release. */
export type PackageSupport = {
  /** Name of a source package; `*` stands for any characters. */
  readonly name: string;
  readonly kind: PackageSupportKind;
  readonly reason?: string;
  /** Last version with security support, for one that ends early. */
  readonly version?: string;
  /** First day without security support, for one that ends early; may be in the future. */
  readonly date?: Day;
  readonly place: Place;
};

/** What the file says about one release, the more exact name before the wider one. */
export type PackageSupportList = { readonly release: Release; readonly entries: readonly PackageSupport[] };

// ---------------------------------------------------------------------------------------------- life of releases

/** How long a release lives: what the configuration or, where it has no such release, a support statement says. */
export type Lifecycle = {
  /** Part of permanent ids: `barbican/4.21`; `mizzen` for a release of no product. */
  readonly key: string;
  readonly name: string;
  readonly product?: string;
  readonly version: string;
  readonly released?: Day;
  readonly supportedUntil?: Day;
  readonly securityUntil?: Day;
  /** The last of the days until which there is support of any kind. */
  readonly end?: Day;
  /** At `now`; `unknown` where no day says it. */
  readonly phase: 'planned' | 'full' | 'security' | 'ended' | 'unknown';
  readonly isSupported: boolean;
  /** Ends of support that are at most 90 days away. */
  readonly leaving: readonly SupportEnd[];
  /** Site path of its page, or of its statement where it has no page. */
  readonly path: string;
  readonly view?: ReleaseView;
  readonly statement?: SupportStatement;
};

/** A last day of full support or of security support. */
export type SupportEnd = { readonly kind: 'full' | 'security'; readonly day: Day };

/** Something that happened to the support of a release: an entry of the feed of support changes. */
export type SupportEvent = {
  readonly kind:
    | 'released'
    | 'full-support-ends'
    | 'full-support-ended'
    | 'security-support-ends'
    | 'security-support-ended'
    | 'statement-changed';
  /** Since when it is announced: 90 days before the last day of support, the day itself for anything else. */
  readonly date: Instant;
  /** The day that it speaks of. */
  readonly day: Day;
  readonly release: Lifecycle;
  /** Feed id, for ever: `tag:security.example,2026:support:xen/4.21:security-support-ends:2030-11-19`. */
  readonly tag: string;
};

/** What one release says about its features, as far as two of them are compared; from a statement or from data. */
export type SupportSide = {
  readonly product: string;
  readonly version: string;
  /** Lines of the release block. */
  readonly facts: readonly { readonly key: string; readonly value: string }[];
  readonly rows: readonly SupportSideRow[];
};

export type SupportSideRow = Pick<SupportEntry, 'key' | 'status' | 'class' | 'security'> & {
  readonly title: string;
  readonly path: readonly string[];
  readonly hasCaveat: boolean;
  /** Its words, where they are known: data only says that there is one. */
  readonly caveat?: string;
};

/** One difference between two sides; a row whose status and caveat both changed has two. */
export type SupportChange = {
  readonly kind:
    | 'new'
    | 'removed'
    | 'promoted'
    | 'demoted'
    | 'reworded'
    | 'caveat-added'
    | 'caveat-lifted'
    | 'caveat-changed'
    | 'renamed';
  readonly key: string;
  readonly title: string;
  readonly path: readonly string[];
  readonly before?: string;
  readonly after?: string;
};

/** What changed from a release to the next one. */
export type SupportComparison = {
  readonly before: SupportStatement;
  readonly after: SupportStatement;
  readonly changes: readonly SupportChange[];
};

// ---------------------------------------------------------------------------------------------- patch levels of source trees

/** Of an advisory in a branch or tag. */
export type Verdict =
  | 'applied'
  | 'before-branching'
  | 'not-affected'
  | 'out-of-support'
  | 'other-tree'
  | 'partial'
  | 'reverted'
  | 'missing'
  | 'unsure';

/** Where a verdict comes from, the strongest first. */
export type EvidenceKind =
  | 'stated-commit'
  | 'tag-and-subject'
  | 'tag'
  | 'upstream-commit'
  | 'subject'
  | 'patch-id'
  | 'reverse-apply'
  | 'revert'
  | 'statement'
  | 'support'
  | 'files'
  | 'other-claim'
  | 'mention'
  | 'history';

/** One reason, as a clause; with the commit that it is about. */
export type Evidence = { readonly kind: EvidenceKind; readonly text: string; readonly commit?: string | undefined };

/** Of one patch in a branch or tag. */
export type PatchState = 'applied' | 'before-branching' | 'reverted' | 'absent' | 'unsure';

export type PatchLevel = {
  readonly file: string;
  readonly state: PatchState;
  /** The commit that has it. */
  readonly commit?: string | undefined;
  readonly evidence: readonly Evidence[];
};

/** An advisory in a branch or tag. */
export type FixLevel = {
  readonly id: string;
  readonly number: string;
  readonly published?: Instant | undefined;
  readonly ref: string;
  readonly verdict: Verdict;
  /** Patches that are there, of those that the branch needs. */
  readonly applied: number;
  readonly of: number;
  /** First tag that has all of them. */
  readonly since?: string | undefined;
  readonly patches: readonly PatchLevel[];
  readonly evidence: readonly Evidence[];
};

/** A branch or tag that was checked. */
export type CheckedRef = {
  readonly name: string;
  readonly commit: string;
  /** When that commit was made. */
  readonly date: Instant;
  /** Id of the release that it is a branch or tag of; absent for the line of development. */
  readonly release?: string | undefined;
};

/** All of a tree. */
export type Levels = {
  readonly series: string;
  readonly tree?: string | undefined;
  readonly refs: readonly CheckedRef[];
  /** By advisory, then by ref in the order asked for. */
  readonly levels: readonly FixLevel[];
};

/** The checked `content/trees/<id>.json` of a tree. */
export type TreeLevels = {
  readonly tree: Tree;
  /** Path in the root. */
  readonly file: string;
  /** Every advisory that it names, also one without a level. */
  readonly ids: readonly string[];
  readonly levels: Levels;
};

// ---------------------------------------------------------------------------------------------- model: what may be seen

/** An advisory that passed the gate, with every answer a page needs. Private revisions are gone. */
export type PublicAdvisory = Omit<Advisory, 'embargo'> & {
  readonly published: Instant;
  /** When the team got the report. */
  readonly reported?: Instant;
  /** When the first list, or the first people outside of the team, were told. */
  readonly notified?: Instant;
  /** Date of the newest revision, editorial ones included. */
  readonly updated: Instant;
  /** Newest public version number. */
  readonly version: number;
  /** The newest public revision that is not editorial. */
  readonly latest: Revision;
  readonly isWithdrawn: boolean;
  /** Site path of its page with prefix left out: `/advisories/xsa-364/`. */
  readonly path: string;
  /** Site path of the folder of its files: `/advisories/xsa-364/`. */
  readonly folder: string;
  /** Per package and release: every supported release is there, and every release it speaks of. */
  readonly coverage: readonly CoverageRow[];
  /** What each release says of each feature that it concerns, by feature as written. */
  readonly featureSupport: readonly FeatureSupport[];
  readonly links: {
    readonly related: readonly PublicLink[];
    /** Advisories that name this one, or share a CVE with it. */
    readonly mentionedBy: readonly PublicLink[];
  };
};

export type PublicLink = { readonly id: string; readonly title: string; readonly path: string };

export type CoverageRow = {
  readonly package: string;
  readonly release: Release;
  readonly status: Coverage;
  readonly from?: string;
  readonly to?: string;
  readonly fixed?: string;
  readonly when?: string;
  readonly reason?: string;
  /** Patches for this release. */
  readonly patches: readonly Patch[];
  /** True when security support of the release ended before `now`. */
  readonly isEnded: boolean;
  /** How far the package has security support in this release, where that is less than fully. */
  readonly packageSupport?: PackageSupport;
};

/** One public version of one advisory: a line of `/changes/`, an entry of the feeds. */
export type Change = {
  readonly kind: 'new' | 'updated' | 'withdrawn';
  readonly date: Instant;
  readonly advisory: PublicAdvisory;
  readonly revision: Revision;
  /** Feed id, for ever: `tag:security.example,2026:xsa-364:v3`. */
  readonly tag: string;
};

export type PackageView = {
  readonly name: string;
  readonly path: string;
  readonly advisories: readonly PublicAdvisory[];
};

export type CveView = { readonly id: string; readonly path: string; readonly advisories: readonly PublicAdvisory[] };

export type ReleaseView = {
  readonly release: Release;
  readonly path: string;
  readonly isSupported: boolean;
  /** Advisories with a row for the release, newest first; withdrawn ones are left out. */
  readonly rows: readonly { readonly advisory: PublicAdvisory; readonly row: CoverageRow }[];
  /** Per point release the advisories that affect it; `undecided` ones name no version that would tell. */
  readonly points: readonly {
    readonly version: string;
    readonly affected: readonly PublicAdvisory[];
    readonly undecided: readonly PublicAdvisory[];
  }[];
  readonly statement?: SupportStatement;
};

export type SeriesView = {
  readonly series: SeriesInUse;
  readonly path: string;
  readonly advisories: readonly PublicAdvisory[];
};

/** All that the public may know of an advisory under embargo, where its series announces numbers. */
export type Planned = {
  readonly id: string;
  readonly slug: string;
  /** Key of its series. */
  readonly series: string;
  /** When it is to be published. */
  readonly date: Instant;
};

/** A site as it will be, for those who may know it now. */
export type Preview = {
  /** Traffic light of what it holds: `AMBER`. */
  readonly tlp: string;
  /** The advisories under embargo that it shows as if they were public, by date. */
  readonly planned: readonly Planned[];
  /** Ids of drafts and of advisories planned for later that it shows, too; only a live preview does. */
  readonly drafts?: readonly string[];
};

/** How long the published issues took, of those whose dates are stated and that were not withdrawn. */
export type DisclosureStatistics = {
  /** By publication, newest first. */
  readonly issues: readonly DisclosedIssue[];
  /** Newest first. */
  readonly years: readonly DisclosureYear[];
};

/** Times between two dates in days, to a tenth; absent where a date is not stated. */
export type DisclosureDays = {
  /** From the report to telling the first list. */
  readonly reportToNotice?: number;
  /** From telling the first list to the publication: the embargo. */
  readonly noticeToPublic?: number;
  readonly reportToPublic?: number;
};

export type DisclosedIssue = {
  readonly id: string;
  readonly path: string;
  readonly reported?: Instant;
  readonly notified?: Instant;
  readonly published: Instant;
  readonly days: DisclosureDays;
};

export type DisclosureYear = {
  readonly year: string;
  readonly count: number;
  readonly medians: DisclosureDays;
};

/** A source tree with the levels of public advisories that stand. */
export type TreeView = {
  readonly tree: Tree;
  readonly series: SeriesInUse;
  /** `/xsa/patches/`; of a further tree of the series `/xsa/patches/<tree>/`. */
  readonly path: string;
  readonly badge: string;
  /** Path of the levels as data. */
  readonly data: string;
  readonly branches: readonly TreeBranch[];
  /** Newest first. */
  readonly rows: readonly TreeRow[];
  readonly levels: Levels;
};

/** An advisory in every branch of a tree, in their order; undefined where it was not checked. */
export type TreeRow = { readonly advisory: PublicAdvisory; readonly levels: readonly (FixLevel | undefined)[] };

/** One branch or tag of a tree. */
export type TreeBranch = {
  readonly ref: CheckedRef;
  /** Id of its release, or its name. */
  readonly title: string;
  readonly path: string;
  readonly badge: string;
  readonly release?: Release;
  /** Newest first. */
  readonly rows: readonly TreeBranchRow[];
  readonly tags: readonly TreeTag[];
  /** Pages with commits and evidence by year of publication, newest first; empty where one page has room for them. */
  readonly years: readonly { readonly year: string; readonly path: string; readonly rows: readonly TreeBranchRow[] }[];
};

/** An advisory in one branch; without a level it was not checked. */
export type TreeBranchRow = { readonly advisory: PublicAdvisory; readonly level: FixLevel | undefined };

/** A tag with the advisories whose fixes it is the first to contain; without a name those that no tag contains yet. */
export type TreeTag = { readonly name?: string; readonly advisories: readonly PublicAdvisory[] };

/** What any output may know: nothing in here is secret, unless it is a preview. */
export type Model = {
  readonly site: Site;
  readonly now: Instant;
  /** Newest change of any public item. */
  readonly modified: Instant;
  /** By first publication, newest first. */
  readonly advisories: readonly PublicAdvisory[];
  readonly series: readonly SeriesView[];
  readonly years: readonly {
    readonly year: string;
    readonly path: string;
    readonly advisories: readonly PublicAdvisory[];
  }[];
  readonly packages: readonly PackageView[];
  readonly cves: readonly CveView[];
  readonly releases: readonly ReleaseView[];
  /** Newest first. */
  readonly changes: readonly Change[];
  readonly support: SupportMatrix;
  /** Releases whose packages do not all have the same support, in the order configured. */
  readonly packageSupport: readonly PackageSupportList[];
  /** Every release, also those that only a support statement names; products together, newest first. */
  readonly lifecycle: readonly Lifecycle[];
  /** Newest first. */
  readonly supportEvents: readonly SupportEvent[];
  /** Each statement with the one of the release before it, newest first. */
  readonly supportChanges: readonly SupportComparison[];
  /** Source trees with what is known of their fixes, in the order configured. */
  readonly patchLevels: readonly TreeView[];
  readonly pages: readonly Page[];
  readonly assets: readonly Asset[];
  /** Those that sign now first, then by age, newest first. */
  readonly keys: readonly PublishedKey[];
  /** True when some key signs this site. */
  readonly isSigned: boolean;
  /** Advisories under embargo that may be announced, by date. */
  readonly planned: readonly Planned[];
  /** How long issues took from the report to the public. */
  readonly disclosure: DisclosureStatistics;
  readonly theme?: OwnTheme;
  /** The texts of `theme` as sanitized HTML; there once `render` has begun. */
  readonly slots?: { readonly notice?: string; readonly footer?: string };
  /** Absent in every site that may be published. */
  readonly preview?: Preview;
};

/** A key that readers verify with, or write to. */
export type PublishedKey = Certificate & {
  readonly roles: readonly KeyRole[];
  readonly note?: string;
  /** At `now`. */
  readonly state: 'valid' | 'expired' | 'revoked';
  /** Site path of the armored key: `/keys/8F3A….asc`. */
  readonly path: string;
};

// ---------------------------------------------------------------------------------------------- render: outputs

export type Output = {
  /** Relative to the site root, with `/`: `advisories/xsa-364/index.html`. */
  readonly path: string;
  /** Media type, for preview servers and tests. */
  readonly type: string;
  readonly body: string | Uint8Array;
  /** What made it, for messages about collisions: a source file or a format's id. */
  readonly from: string;
  /** How it is to be signed, where the site is signed, and as of when. */
  readonly sign?: { readonly forms: readonly SigningForm[]; readonly date: Instant };
};

/** What a format gets: the model, and the renderings that several formats share, each made once. */
export type Context = {
  readonly model: Model;
  /** Sanitized HTML of the advisory's sections. */
  readonly html: (advisory: PublicAdvisory) => readonly SectionHtml[];
  /** The unsigned announcement. */
  readonly text: (advisory: PublicAdvisory) => string;
  /** Any Markdown content as sanitized HTML; links are relative to the file at `documentPath`. */
  readonly markdown: (nodes: readonly RootContent[], documentPath?: string) => string;
  /** Site paths of the theme's style sheets, hashed: `/assets/style-1a2b.css`. */
  readonly styles: readonly string[];
  /** Site paths of what only some pages load, by name: `search.js` is `/assets/search-1a2b.js`. */
  readonly extras?: Readonly<Record<string, string>>;
};

export type SectionHtml = { readonly id: string; readonly title?: string; readonly html: string };

/** An output format: one file in `formats/`, one line in its list. */
export type Format = {
  readonly id: string;
  readonly about: string;
  /**
   * Where all its outputs are, so that a live preview need not ask it about others; without it, it is always asked.
   * Bodies that cost time are made by `lazyOutput`, for the same reason.
   */
  readonly makes?: RegExp;
  readonly render: (context: Context) => Iterable<Output>;
};

// ---------------------------------------------------------------------------------------------- extensions

/** An advisory series: one file in `series/`, one line in its list. `S` is the type of its settings. */
export type Series<S = unknown> = {
  readonly id: string;
  readonly about: string;
  /** Names the numbers of an id with their meaning, most significant first. `year` restarts the ones behind it. */
  readonly numbers: readonly ('year' | 'number' | 'revision')[];
  /** Severity words where the configuration gives none. */
  readonly severities: readonly Severity[];
  /** Schema of `series.<id>.settings` in the configuration. */
  readonly settings: ZodType<S>;
  /** Fields of the front matter beyond the common ones: a zod shape. */
  readonly fields: Readonly<Record<string, ZodType>>;
  /** Optional fields that an advisory needs all the same, unless it is a draft, withdrawn, or a change of keys. */
  readonly demands?: readonly FieldDemand[];
  /** Body headings in their order. */
  readonly sections: readonly SectionRule[];
  /** Version order of its packages. */
  readonly versions: VersionOrder;
  /** Columns of the series index beside advisory, title and date. */
  readonly columns: readonly IndexColumn[];
  /** Turns decoded fields (the common ones too) into the parts of the common shape that only the series knows. */
  parts(fields: Readonly<Record<string, unknown>>, prefix: string): SeriesParts;
  /** The plain-text announcement, LF line ends, last line ended. */
  announcement(advisory: PublicAdvisory, context: AnnouncementContext<S>): string;
  /** Front matter and body for `tocsin new`, blanks as `FIXME`. */
  template(blank: Blank): string;
  /** Reads an announcement of this layout back; undefined when it is none. Lines end with LF, nothing else is removed. */
  readAnnouncement(text: string, options?: ReadOptions): ReadAnnouncement | undefined;
};

/** What a reader of announcements cannot see in the text. */
export type ReadOptions = {
  /** When it was sent; for layouts whose text names no day. */
  readonly day?: Day;
  /** Subject of the mail; for layouts whose text names no title, or not its advisory. */
  readonly subject?: string;
  /** Each line of a paragraph ends where it ends in the text. */
  readonly keepLines?: boolean;
};

/** An announcement read back: an advisory file, and what the configuration has to say so that it gives the text again. */
export type ReadAnnouncement = {
  readonly id: string;
  /** Front matter in the order of writing: texts, lists and maps of them, as in JSON. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Markdown. */
  readonly body: string;
  /** The entry below `series`: name, prefix and settings. */
  readonly series: Readonly<Record<string, unknown>>;
  /** Entries of `releases` that the fields name. */
  readonly releases: readonly Readonly<Record<string, unknown>>[];
  /** Lines for which the format has no place, with the reason. */
  readonly lost: readonly { readonly line: number; readonly text: string; readonly reason: string }[];
};

/** What `tocsin new` knows already of a new advisory. */
export type Blank = {
  readonly id: string;
  /** Quoted as YAML wants it. */
  readonly title: string;
  readonly day: Day;
  /** The series' words for severity, the worst first. */
  readonly severities: readonly string[];
  /** Ids of the releases that have security support now. */
  readonly releases: readonly string[];
};

export type SeriesParts = Pick<Advisory, 'packages' | 'statements'> &
  Partial<Pick<Advisory, 'title' | 'summary' | 'kind' | 'author' | 'bugs' | 'binaries' | 'downloads'>>;

export type AnnouncementContext<S> = {
  readonly site: Site;
  readonly series: SeriesInUse;
  readonly settings: S;
};

export type FieldDemand = {
  readonly field: string;
  /** Settings of the series under which it may be missing. */
  readonly unless: Readonly<Record<string, string>>;
  /** Ends the sentence of the message. */
  readonly why: string;
};

export type SectionRule = {
  readonly title: string;
  readonly isRequired: boolean;
  /** What stands before the first heading is this section. */
  readonly isLead?: boolean;
  /** Sections of one group exclude each other, and one of them is required when `isRequired`. */
  readonly group?: string;
};

export type IndexColumn = 'severity' | 'packages' | 'cves' | 'version' | 'updated' | 'files';

export type VersionOrder = 'dpkg' | 'pacman' | 'rpm' | 'apk' | 'semver' | 'dotted';

/** A check: one file in `rules/`, one line in its list. */
export type Rule = {
  readonly id: string;
  readonly level: Level;
  /** Why the rule is there, one or two sentences. */
  readonly about: string;
  /** Run by the tests: `pass` occurs in the sample's `file`; replaced by `fail` it gives `message` and no other. */
  readonly example: { readonly file: string; readonly pass: string; readonly fail: string; readonly message: string };
  readonly check: (context: CheckContext) => Iterable<Finding>;
};

/** What a rule reports; the place comes from a field path, a node or a known place, never from arithmetic. */
export type Finding = {
  readonly at:
    | Place
    | { readonly document: Document; readonly field: FieldPath; readonly key?: boolean }
    | {
        readonly document: Document;
        readonly node: {
          readonly position?: { readonly start: { readonly line: number; readonly column: number } } | undefined;
        };
      };
  readonly text: string;
  readonly hint: string;
  readonly found?: string;
  readonly expected?: string;
  readonly cause?: { readonly place: Place; readonly text: string };
};

/** What rules look at: all documents, the advisories that could be decoded, and what could not. */
export type CheckContext = {
  readonly site: Site;
  readonly now: Instant;
  readonly sources: Sources;
  readonly advisories: readonly Advisory[];
  readonly pages: readonly Page[];
  readonly support: readonly SupportStatement[];
  readonly packageSupport?: readonly PackageSupportList[];
  readonly treeLevels?: readonly TreeLevels[];
  readonly problems: readonly Problem[];
};
