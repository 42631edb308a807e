// The one JSON writer (RFC 8259, https://www.rfc-editor.org/rfc/rfc8259): the same value gives the same bytes, and a
// changed field changes one line. `JSON.stringify` would put keys that look like numbers first.

/** JSON with keys by code unit, two blanks of indentation, a line break at the end; undefined fields are left out. */
export function stableJson(value: unknown): string {
  return `${write(value, '')}\n`;
}

/** JSON on one line, for files that only programs read; its objects have their keys in the order of writing. */
export function compactJson(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

function write(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return scalar(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    return `[\n${value.map((item) => inner + write(item, inner)).join(',\n')}\n${indent}]`;
  }
  const entries = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) return '{}';
  return `{\n${entries.map(([key, each]) => `${inner}${scalar(key)}: ${write(each, inner)}`).join(',\n')}\n${indent}}`;
}

/** U+2028 and U+2029 end a line for some tools that read JSON as text. */
function scalar(value: unknown): string {
  const text = JSON.stringify(value) ?? 'null';
  return text.replace(/[\u2028\u2029]/g, (each) => (each === '\u2028' ? '\\u2028' : '\\u2029'));
}
