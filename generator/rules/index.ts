// Every rule, by id. A new rule is one file here and one line in this list.

import type { Rule } from '../types.ts';
import affectedAndFixed from './affected-and-fixed.ts';
import affectedAndFixedInText from './affected-and-fixed-in-text.ts';
import archivedText from './archived-text.ts';
import badConfig from './bad-config.ts';
import badDate from './bad-date.ts';
import badId from './bad-id.ts';
import badKey from './bad-key.ts';
import badValue from './bad-value.ts';
import contradictingKeys from './contradicting-keys.ts';
import contradictingStatus from './contradicting-status.ts';
import controlCharacter from './control-character.ts';
import costlyMarkdown from './costly-markdown.ts';
import cveNotInText from './cve-not-in-text.ts';
import cveNotListed from './cve-not-listed.ts';
import dateOrder from './date-order.ts';
import deadLink from './dead-link.ts';
import disclosureOrder from './disclosure-order.ts';
import duplicateId from './duplicate-id.ts';
import embargoedInPublicRoot from './embargoed-in-public-root.ts';
import emptyBody from './empty-body.ts';
import encoding from './encoding.ts';
import fileTooLarge from './file-too-large.ts';
import frontMatterLanguage from './front-matter-language.ts';
import frontMatterSyntax from './front-matter-syntax.ts';
import futurePublication from './future-publication.ts';
import idFileName from './id-file-name.ts';
import keyChange from './key-change.ts';
import keyExpiry from './key-expiry.ts';
import keyTooNew from './key-too-new.ts';
import lookAlike from './look-alike.ts';
import missingField from './missing-field.ts';
import missingKey from './missing-key.ts';
import missingPatch from './missing-patch.ts';
import missingSection from './missing-section.ts';
import noSigningKey from './no-signing-key.ts';
import packageSupport from './package-support.ts';
import patchLevels from './patch-levels.ts';
import patchLevelsNotPublic from './patch-levels-not-public.ts';
import patchLevelsOutdated from './patch-levels-outdated.ts';
import patchWithoutSubject from './patch-without-subject.ts';
import placeholder from './placeholder.ts';
import privateKey from './private-key.ts';
import rangeCover from './range-cover.ts';
import rangeOrder from './range-order.ts';
import revisionMissing from './revision-missing.ts';
import revisionWithoutReason from './revision-without-reason.ts';
import securityTxt from './security-txt.ts';
import securityTxtEnded from './security-txt-ended.ts';
import supportBadDate from './support-bad-date.ts';
import supportBadLimit from './support-bad-limit.ts';
import supportDuplicateKey from './support-duplicate-key.ts';
import supportHeadingJump from './support-heading-jump.ts';
import supportMissingCaveat from './support-missing-caveat.ts';
import supportQualifierColon from './support-qualifier-colon.ts';
import supportReleaseBlock from './support-release-block.ts';
import supportSource from './support-source.ts';
import supportStatusAfterCaveat from './support-status-after-caveat.ts';
import supportStatusKey from './support-status-key.ts';
import supportStatusLine from './support-status-line.ts';
import supportStatusOutside from './support-status-outside.ts';
import supportUnknownAlias from './support-unknown-alias.ts';
import supportUnknownStatus from './support-unknown-status.ts';
import supportUntilOrder from './support-until-order.ts';
import timeWithoutOffset from './time-without-offset.ts';
import unannouncedKeyChange from './unannounced-key-change.ts';
import unfinishedDraft from './unfinished-draft.ts';
import unknownFeature from './unknown-feature.ts';
import unknownField from './unknown-field.ts';
import unknownSeverity from './unknown-severity.ts';
import unlistedFile from './unlisted-file.ts';
import unlistedKey from './unlisted-key.ts';
import unsafeNesting from './unsafe-nesting.ts';
import unsafePath from './unsafe-path.ts';
import unsaidRelease from './unsaid-release.ts';
import unsupportedFeature from './unsupported-feature.ts';
import unusedId from './unused-id.ts';
import weakKey from './weak-key.ts';
import webKeyDirectory from './web-key-directory.ts';

/** All rules, sorted by id. */
export const rules: readonly Rule[] = [
  affectedAndFixed,
  affectedAndFixedInText,
  archivedText,
  badConfig,
  badDate,
  badId,
  badKey,
  badValue,
  contradictingKeys,
  contradictingStatus,
  controlCharacter,
  costlyMarkdown,
  cveNotInText,
  cveNotListed,
  dateOrder,
  deadLink,
  disclosureOrder,
  duplicateId,
  embargoedInPublicRoot,
  emptyBody,
  encoding,
  fileTooLarge,
  frontMatterLanguage,
  frontMatterSyntax,
  futurePublication,
  idFileName,
  keyChange,
  keyExpiry,
  keyTooNew,
  lookAlike,
  missingField,
  missingKey,
  missingPatch,
  missingSection,
  noSigningKey,
  packageSupport,
  patchLevels,
  patchLevelsNotPublic,
  patchLevelsOutdated,
  patchWithoutSubject,
  placeholder,
  privateKey,
  rangeCover,
  rangeOrder,
  revisionMissing,
  revisionWithoutReason,
  securityTxt,
  securityTxtEnded,
  supportBadDate,
  supportBadLimit,
  supportDuplicateKey,
  supportHeadingJump,
  supportMissingCaveat,
  supportQualifierColon,
  supportReleaseBlock,
  supportSource,
  supportStatusAfterCaveat,
  supportStatusKey,
  supportStatusLine,
  supportStatusOutside,
  supportUnknownAlias,
  supportUnknownStatus,
  supportUntilOrder,
  timeWithoutOffset,
  unannouncedKeyChange,
  unfinishedDraft,
  unknownFeature,
  unknownField,
  unknownSeverity,
  unlistedFile,
  unlistedKey,
  unsafeNesting,
  unsafePath,
  unsaidRelease,
  unsupportedFeature,
  unusedId,
  weakKey,
  webKeyDirectory,
];
