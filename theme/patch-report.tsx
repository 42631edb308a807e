// Patch levels as one page that needs no other file: for a mail, an artifact of a CI job, a phone. No script; the policy
// in the head allows none.

import type { ComponentChildren, VNode } from 'preact';
import { printable } from '../generator/lib/decode/decode.ts';
import {
  commitText,
  needsAction,
  type PatchReport,
  reasonOf,
  shortId,
  shortSubject,
  verdictText,
} from '../generator/lib/patch-levels/report-words.ts';
import { countsText, type RefSummary, refTitle, summariesOf } from '../generator/lib/patch-levels/summary.ts';
import type { FixLevel, PatchLevel, Verdict } from '../generator/types.ts';
import { renderDocument } from './document.ts';

/** The whole file. */
export function patchReport(report: PatchReport): string {
  return renderDocument(<ReportPage report={report} />);
}

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

function ReportPage({ report }: { readonly report: PatchReport }): VNode {
  const { tree, series } = report.levels;
  const title = `Patch levels of ${printable(tree ?? series)}`;
  const summaries = summariesOf(report.levels);
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="content-security-policy" content={POLICY} />
        <title>{title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <style>{STYLE}</style>
      </head>
      <body>
        <main>
          <h1>{title}</h1>
          {report.notes.map((note) => (
            <p class="note">{note}</p>
          ))}
          {summaries.length > 1 && (
            <ul>
              {summaries.map((summary, index) => (
                <li>
                  <a href={`#ref-${index + 1}`}>{printable(refTitle(summary.ref))}</a>: {countsText(summary)}
                </li>
              ))}
            </ul>
          )}
          {summaries.map((summary, index) => (
            <RefSection id={`ref-${index + 1}`} summary={summary} report={report} />
          ))}
        </main>
      </body>
    </html>
  );
}

type SectionProps = { readonly id: string; readonly summary: RefSummary; readonly report: PatchReport };

function RefSection({ id, summary, report }: SectionProps): VNode {
  const { ref, levels } = summary;
  const [open, done] = [levels.filter(needsAction), levels.filter((level) => !needsAction(level))];
  const title = printable(refTitle(ref));
  return (
    <section id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      <p>
        {countsText(summary)}. Commit <Commit id={ref.commit} report={report} /> of{' '}
        <time dateTime={ref.date}>{ref.date.slice(0, 10)}</time>.
      </p>
      {open.length > 0 && <LevelTable caption={`What needs action in ${title}`} levels={open} report={report} />}
      {done.length > 0 && (
        <details>
          <summary>
            The other {done.length} {done.length === 1 ? 'advisory' : 'advisories'}
          </summary>
          <LevelTable caption={`What is done in ${title}`} levels={done} report={report} />
        </details>
      )}
    </section>
  );
}

type TableProps = {
  readonly caption: string;
  readonly levels: readonly FixLevel[];
  readonly report: PatchReport;
};

function LevelTable({ caption, levels, report }: TableProps): VNode {
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Advisory</th>
          <th scope="col">State</th>
          <th scope="col">Patches</th>
          <th scope="col">Why</th>
        </tr>
      </thead>
      <tbody>
        {levels.map((level) => (
          <tr>
            <th scope="row">
              <Advisory id={level.id} report={report} />
            </th>
            <Cell label="State">
              <strong class={TONES[level.verdict]}>{verdictText(level)}</strong>
            </Cell>
            <Cell label="Patches">
              {level.patches.map((patch) => (
                <Patch patch={patch} report={report} />
              ))}
            </Cell>
            <Cell label="Why">{reasonOf(level, report)}</Cell>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const TONES: Readonly<Record<Verdict, string>> = {
  applied: 'good',
  'before-branching': 'good',
  'not-affected': 'plain',
  'out-of-support': 'plain',
  'other-tree': 'plain',
  partial: 'bad',
  reverted: 'bad',
  missing: 'bad',
  unsure: 'open',
};

/** On a phone the label stands before the cell, and an empty cell is not shown. */
function Cell({ label, children }: { readonly label: string; readonly children: ComponentChildren }): VNode {
  return <td data-label={label}>{children}</td>;
}

function Patch({ patch, report }: { readonly patch: PatchLevel; readonly report: PatchReport }): VNode {
  const isThere = patch.state === 'applied' || patch.state === 'before-branching';
  const subject = patch.commit === undefined ? undefined : report.subjectOf(patch.commit);
  return (
    <div>
      <code>{printable(patch.file)}</code>
      {patch.commit === undefined ? (
        ` ${isThere ? 'is there' : patch.state === 'unsure' ? 'may be there' : 'is not there'}`
      ) : (
        <>
          {isThere ? ': ' : ' was taken back by '}
          <Commit id={patch.commit} report={report} />
          {subject !== undefined && <span> {shortSubject(subject)}</span>}
        </>
      )}
    </div>
  );
}

function Commit({ id, report }: { readonly id: string; readonly report: PatchReport }): VNode {
  const url = report.commitUrl?.replaceAll('{commit}', id);
  return (
    <code title={commitText(id, report)}>
      {url !== undefined && isWeb(url) ? <a href={url}>{shortId(id)}</a> : shortId(id)}
    </code>
  );
}

function Advisory({ id, report }: { readonly id: string; readonly report: PatchReport }): VNode {
  const page = report.pageOf?.(id);
  return page !== undefined && isWeb(page) ? <a href={page}>{printable(id)}</a> : <span>{printable(id)}</span>;
}

/** An index may be anybody's: an address that is a script is no link. */
const isWeb = (url: string): boolean => /^https?:\/\//i.test(url);

/** Without characters that are escaped in text, since a style sheet would not unescape them. */
const STYLE = `
:root { color-scheme: light dark; --ink: #15171c; --paper: #fffefb; --line: #d8d6cf; --link: #0a469c;
  --bad: #861010; --open: #574000; --good: #0d4b27; --plain: #3c414a; }
@media (prefers-color-scheme: dark) { :root { --ink: #eceae4; --paper: #131519; --line: #393c43; --link: #a3c7ff;
  --bad: #ffb9b3; --open: #f2d684; --good: #a2e3b6; --plain: #cfd2d7; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.55 system-ui, sans-serif; }
main { max-width: 72rem; margin: 0 auto; padding: 1rem clamp(1rem, 4vw, 2.5rem); overflow-wrap: anywhere; }
a { color: var(--link); }
code { font-family: ui-monospace, monospace; font-size: 0.9em; }
table { width: 100%; border-collapse: collapse; margin: 1rem 0; }
caption { text-align: start; font-weight: 600; padding: 0.5rem 0; }
th, td { text-align: start; vertical-align: top; padding: 0.4rem 1rem 0.4rem 0; border-top: 1px solid var(--line); }
th[scope=row] { white-space: nowrap; }
.bad { color: var(--bad); } .open { color: var(--open); } .good { color: var(--good); } .plain { color: var(--plain); }
.note { border-inline-start: 3px solid var(--open); padding-inline-start: 1rem; }
summary { padding: 0.4rem 0; cursor: pointer; }
@media (max-width: 44rem) {
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody, tr, th, td, caption { display: block; }
  tr { border-top: 1px solid var(--line); padding: 0.6rem 0; }
  th, td { border: 0; padding: 0.1rem 0; }
  td:empty { display: none; }
  td[data-label]::before { content: attr(data-label) ': '; color: var(--plain); }
}
`;
