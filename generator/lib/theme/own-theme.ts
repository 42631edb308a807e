// What a root changes of the theme: `theme/tokens.css`, `theme/extra.css`, and Markdown in named places. None of it is
// code: it is read on the machine that holds the signing key.

import type { OwnTheme, Problem, Site, Sources } from '../../types.ts';
import { placeOf } from '../decode/decode.ts';
import { tokensOf, withoutComments } from './custom-properties.ts';
import { TOKENS } from './tokens.ts';

/** The files that a theme of a root may have; everything else in that folder is not read. */
export const THEME_FILES = ['theme/tokens.css', 'theme/extra.css', 'theme/head-notice.md', 'theme/footer.md'] as const;

/** Reads the parts; each fault is a problem with its line. */
export function ownTheme(
  sources: Pick<Sources, 'themeFiles' | 'themeParts' | 'assets' | 'config'>,
  site: Site,
): { readonly theme: OwnTheme; readonly problems: readonly Problem[] } {
  const text = (path: string) => sources.themeFiles?.find((file) => file.path === path)?.text ?? '';
  const part = (path: string) => sources.themeParts?.find((document) => document.path === path);
  const [tokensPath, extraPath, noticePath, footerPath] = THEME_FILES;
  const tokens = tokensOf(text(tokensPath), TOKENS);
  const problem = (file: string, fault: { line: number; text: string; hint: string }): Problem => ({
    rule: 'bad-value',
    place: { file, line: fault.line, column: 1 },
    text: fault.text,
    hint: fault.hint,
  });
  const problems = [
    ...tokens.faults.map((fault) => problem(tokensPath, fault)),
    ...foreign(text(extraPath)).map((fault) => problem(extraPath, fault)),
    ...logoProblems(sources, site),
  ];
  const [notice, footer] = [part(noticePath), part(footerPath)];
  const css = [tokens.css.trim(), text(extraPath).trim()].filter((each) => each !== '').join('\n');
  return {
    theme: { css: css === '' ? '' : `${css}\n`, ...(notice && { notice }), ...(footer && { footer }) },
    problems,
  };
}

/** Sheets and files of other hosts, which the policy of the pages would refuse, and escapes that could hide them. */
function foreign(css: string): { line: number; text: string; hint: string }[] {
  return withoutComments(css)
    .split('\n')
    .flatMap((line, index) => {
      const [found] =
        /@(?:import|font-face|namespace)\b|\\|url\(\s*["']?(?!["']?\/(?!\/)|["']?data:image\/)[^)]{0,40}|image-set\(/i.exec(
          line,
        ) ?? [];
      return found === undefined
        ? []
        : [
            {
              line: index + 1,
              text: `Unexpected \`${found}\` in \`theme/extra.css\``,
              hint: 'Put the file into `public/` and name it as `url(/file.svg)`; pages load nothing from elsewhere',
            },
          ];
    });
}

function* logoProblems({ assets, config }: Pick<Sources, 'assets' | 'config'>, { logo }: Site): Generator<Problem> {
  if (!logo || assets.some(({ path }) => path === `public/${logo.file}`)) return;
  yield {
    rule: 'bad-value',
    place: placeOf(config, ['logo', 'file']),
    text: `There is no file \`public/${logo.file}\``,
    hint: 'Put the logo into `public/`, as SVG, PNG or WebP',
    found: logo.file,
  };
}
