// A badge that says whether a branch has every fix: a small SVG for a README or a dashboard. The texts are as wide as
// `textLength` says, whatever font the viewer has.

import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Standing } from '../generator/lib/patch-levels/summary.ts';
import { columnsOf } from '../generator/lib/text/layout.ts';

/** White on each of them has a contrast of 5:1 or more. */
const COLORS: Readonly<Record<Standing['state'], string>> = {
  complete: '#1a7031',
  missing: '#b3261e',
  unsure: '#7a5c00',
  none: '#5a5a5a',
};

/** The whole file. */
export function patchBadge(label: string, standing: Standing): string {
  return `${renderToString(Badge({ label, standing }))}\n`;
}

const HEIGHT = 20;

/** Of a letter at 11 pixels, in the middle. */
const LETTER = 6.5;

function Badge({ label, standing }: { readonly label: string; readonly standing: Standing }): VNode {
  const [left, right] = [widthOf(label), widthOf(standing.text)];
  const title = `${label}: ${standing.text}`;
  const width = left + right;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={width}
      height={HEIGHT}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      role="img"
      aria-label={title}
    >
      <title>{title}</title>
      <rect width={left} height={HEIGHT} fill="#444444" />
      <rect x={left} width={right} height={HEIGHT} fill={COLORS[standing.state]} />
      <g fill="#ffffff" font-family="Verdana, 'DejaVu Sans', sans-serif" font-size="11">
        <Words x={0} text={label} />
        <Words x={left} text={standing.text} />
      </g>
    </svg>
  );
}

function Words({ x, text }: { readonly x: number; readonly text: string }): VNode {
  return (
    <text x={x + 6} y={14} textLength={widthOf(text) - 12} lengthAdjust="spacingAndGlyphs">
      {text}
    </text>
  );
}

const widthOf = (text: string): number => Math.round(columnsOf(text) * LETTER) + 12;
