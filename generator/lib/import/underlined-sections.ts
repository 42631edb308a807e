// Texts whose sections begin with a title and a line of `=` below it.

export type TextSection = {
  readonly title: string;
  /** Of the title, from 1. */
  readonly line: number;
  readonly lines: readonly string[];
};

export type UnderlinedText = {
  /** What stands before the first title. */
  readonly head: readonly string[];
  readonly sections: readonly TextSection[];
};

/** Splits a text at titles that `isUnderline` confirms: it gets a title and the line below it. */
export function underlinedSections(
  lines: readonly string[],
  isUnderline: (title: string, below: string) => boolean,
): UnderlinedText {
  const starts = lines.flatMap((line, index) =>
    line.trim() !== '' && (lines[index + 1] ?? '').startsWith('==') && isUnderline(line, lines[index + 1] ?? '')
      ? [index]
      : [],
  );
  return {
    head: lines.slice(0, starts[0] ?? lines.length),
    sections: starts.map((start, index) => {
      return {
        title: lines[start] ?? '',
        line: start + 1,
        lines: lines.slice(start + 2, starts[index + 1] ?? lines.length),
      };
    }),
  };
}
