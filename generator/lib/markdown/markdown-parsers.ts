// The parsers of Markdown: CommonMark with GitHub's tables, task lists, autolinks and footnotes.

import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { type Processor, unified } from 'unified';

/** Parses everything. */
export const wholeText = unified().use(remarkParse).use(remarkGfm).freeze();

const TEXT_CONSTRUCTS = [
  'attention',
  'autolink',
  'characterEscape',
  'characterReference',
  'codeText',
  'emailAutolink',
  'gfmFootnoteCall',
  'gfmPotentialFootnoteCall',
  'hardBreakEscape',
  'htmlText',
  'labelEnd',
  'labelStartImage',
  'labelStartLink',
  'protocolAutolink',
  'strikethrough',
  'wwwAutolink',
];

/** Parses blocks and leaves their text alone, which takes time in proportion to its length. */
export const blocksOnly = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(function (this: Processor) {
    const data = this.data();
    data.micromarkExtensions = [...(data.micromarkExtensions ?? []), { disable: { null: TEXT_CONSTRUCTS } }];
  })
  .freeze();
