// The HTML pages, all but those about support. Every page is drawn by the theme from the model; this file only knows
// which pages there are.

import type { VNode } from 'preact';
import { renderDocument } from '../../theme/document.ts';
import type { Frame } from '../../theme/layout.tsx';
import { AllAdvisoriesPage, SeriesPage, YearPage } from '../../theme/pages/advisories.tsx';
import { AdvisoryPage } from '../../theme/pages/advisory.tsx';
import { ChangesPage } from '../../theme/pages/changes.tsx';
import { CveListPage, CvePage } from '../../theme/pages/cve.tsx';
import { DataPage } from '../../theme/pages/data.tsx';
import { DataFieldsPage } from '../../theme/pages/data-fields.tsx';
import { DifferencePage } from '../../theme/pages/difference.tsx';
import { DisclosurePage } from '../../theme/pages/disclosure.tsx';
import { FeedsPage } from '../../theme/pages/feeds.tsx';
import { FrontPage } from '../../theme/pages/front.tsx';
import { KeysPage } from '../../theme/pages/keys.tsx';
import { ReleasesPage } from '../../theme/pages/lifecycle.tsx';
import { NotFoundPage, RedirectPage, TombstonePage } from '../../theme/pages/notices.tsx';
import { PackageSupportPage } from '../../theme/pages/package-support.tsx';
import { PackageListPage, PackagePage } from '../../theme/pages/packages.tsx';
import { PlannedPage } from '../../theme/pages/planned.tsx';
import { ProsePage } from '../../theme/pages/prose.tsx';
import { ReleasePage } from '../../theme/pages/releases.tsx';
import { VerifyPage } from '../../theme/pages/verify.tsx';
import { type AdvisoryFile, advisoryFiles } from '../lib/data/advisory-record.ts';
import { lazyOutput } from '../lib/lazy-output.ts';
import { DATA_FIELDS, DISCLOSURE, KEYS, outputPath, packageSupportPath, plannedPath } from '../lib/links.ts';
import { versionTexts } from '../lib/revisions/version-texts.ts';
import type { Context, Format, Output, PublicAdvisory } from '../types.ts';

export default {
  id: 'pages',
  about: 'HTML pages for readers: advisories, packages, CVE ids, releases, changes, feeds, data, prose, 404',
  *render(context) {
    yield* lists(context);
    yield* items(context);
    yield* notices(context);
  },
} satisfies Format;

/** The pages that every site has, whatever its content. */
function* lists(context: Context): Iterable<Output> {
  const { model, styles, extras } = context;
  const frame = { model, styles, extras };
  yield page('/', () => FrontPage(frame));
  yield page('/advisories/', () => AllAdvisoriesPage(frame));
  yield page('/releases/', () => ReleasesPage(frame));
  yield page('/packages/', () => PackageListPage(frame));
  yield page('/cve/', () => CveListPage(frame));
  yield page('/changes/', () => ChangesPage(frame));
  yield page('/feeds/', () => FeedsPage(frame));
  yield page('/data/', () => DataPage(frame));
  yield page(DATA_FIELDS, () => DataFieldsPage({ ...frame, example: shortestFile(context) }));
  yield page('/verify/', () => VerifyPage(frame));
  if (model.disclosure.issues.length > 0) yield page(DISCLOSURE, () => DisclosurePage(frame));
  if (model.keys.length > 0) yield page(KEYS, () => KeysPage(frame));
  yield page('/404.html', () => NotFoundPage(frame));
}

/** A data file that is short enough to be shown as a whole. */
function shortestFile(context: Context): AdvisoryFile | undefined {
  return advisoryFiles(context).reduce<AdvisoryFile | undefined>(
    (best, file) => (file.advisory.isWithdrawn || (best && best.body.length <= file.body.length) ? best : file),
    undefined,
  );
}

/** A page for each item of the model. */
function* items(context: Context): Iterable<Output> {
  const { model, styles, extras, html, markdown } = context;
  const frame = { model, styles, extras };
  for (const year of model.years) yield page(year.path, () => YearPage({ ...frame, year }));
  for (const view of model.series) {
    yield page(view.path, () => SeriesPage({ ...frame, view }));
    for (const advisory of view.advisories) {
      const from = advisory.document.path;
      const draw = () => {
        const sections = html(advisory);
        return AdvisoryPage({ ...frame, advisory, view, sections, texts: versionTexts(context, advisory) });
      };
      yield page(advisory.path, draw, from);
      // The texts are made when a page is drawn; each version but the first that has one says what it changed.
      const [, ...later] = [...(advisory.archived ?? []), advisory];
      for (const { version } of later)
        yield page(`${advisory.folder}v${version}/`, () => differencePage(context, frame, advisory, version), from);
      // A page at an address of the team's own: its files stay in the folder, which leads there.
      if (advisory.path !== advisory.folder)
        yield page(advisory.folder, () => RedirectPage({ ...frame, to: advisory.path }), from);
    }
  }
  for (const planned of model.planned) yield page(plannedPath(planned.slug), () => PlannedPage({ ...frame, planned }));
  for (const view of model.packages) yield page(view.path, () => PackagePage({ ...frame, view }));
  for (const view of model.cves) yield page(view.path, () => CvePage({ ...frame, view }));
  for (const view of model.releases) yield page(view.path, () => ReleasePage({ ...frame, view }));
  for (const list of model.packageSupport) {
    const path = packageSupportPath(list.release.id);
    yield page(path, () => PackageSupportPage({ ...frame, list }), 'support/packages.yaml');
  }
  for (const each of model.pages) {
    const draw = () => {
      const body = markdown(each.document.body.children, each.document.path);
      return ProsePage({ ...frame, page: each, html: body });
    };
    yield page(`/${each.slug}/`, draw, each.document.path);
  }
}

function differencePage(context: Context, frame: Frame, advisory: PublicAdvisory, version: number): VNode {
  const text = versionTexts(context, advisory).find((each) => each.version === version);
  if (!text) throw new Error(`no text of version ${version} of ${advisory.id}`);
  return DifferencePage({ ...frame, advisory, text });
}

/** What stands at addresses that once had a page. */
function* notices({ model, styles, extras }: Context): Iterable<Output> {
  const frame = { model, styles, extras };
  const { redirects, tombstones } = model.site;
  for (const [path, to] of Object.entries(redirects))
    yield page(path, () => RedirectPage({ ...frame, to }), 'content/site.yaml');
  for (const [path, reason] of Object.entries(tombstones))
    yield page(path, () => TombstonePage({ ...frame, path, reason }), 'content/site.yaml');
}

/** Drawn when it is asked for. `from` is the source whose page it is; lists of many sources are made by the format itself. */
function page(path: string, draw: () => VNode, from = 'pages'): Output {
  return lazyOutput({ path: outputPath(path), type: 'text/html', from }, () => renderDocument(draw()));
}
