// Every output format, in the order in which they are rendered.

import type { Format } from '../types.ts';
import advisoriesJson from './advisories-json.ts';
import advisoriesTsv from './advisories-tsv.ts';
import advisoryJson from './advisory-json.ts';
import affected from './affected.ts';
import announcement from './announcement.ts';
import changesTsv from './changes-tsv.ts';
import dbJson from './db-json.ts';
import disclosureStatistics from './disclosure-statistics.ts';
import feedsAtom from './feeds-atom.ts';
import feedsJson from './feeds-json.ts';
import feedsRss from './feeds-rss.ts';
import keys from './keys.ts';
import packagesJson from './packages-json.ts';
import pages from './pages.ts';
import patchFiles from './patch-files.ts';
import patchLevels from './patch-levels.ts';
import patchesJson from './patches-json.ts';
import patchesTsv from './patches-tsv.ts';
import plannedJson from './planned-json.ts';
import releasesJson from './releases-json.ts';
import responseHeaders from './response-headers.ts';
import schemas from './schemas.ts';
import search from './search.ts';
import securityTxt from './security-txt.ts';
import seriesList from './series-list.ts';
import sitemap from './sitemap.ts';
import supportCalendar from './support-calendar.ts';
import supportChanges from './support-changes.ts';
import supportJson from './support-json.ts';
import supportLists from './support-lists.ts';
import supportPages from './support-pages.ts';
import supportTsv from './support-tsv.ts';
import versionTexts from './version-texts.ts';
import webKeyDirectory from './web-key-directory.ts';

export const formats: readonly Format[] = [
  pages,
  affected,
  supportPages,
  supportChanges,
  supportCalendar,
  announcement,
  versionTexts,
  patchFiles,
  patchLevels,
  feedsAtom,
  feedsRss,
  feedsJson,
  sitemap,
  advisoryJson,
  advisoriesJson,
  advisoriesTsv,
  packagesJson,
  changesTsv,
  dbJson,
  disclosureStatistics,
  patchesTsv,
  patchesJson,
  seriesList,
  plannedJson,
  releasesJson,
  supportJson,
  supportTsv,
  supportLists,
  schemas,
  keys,
  webKeyDirectory,
  securityTxt,
  search,
  responseHeaders,
];
