/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
// Elements made of names, attributes and texts. Nothing is ever read as markup.

/** An element with its attributes and children; a text among them is a text. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** `1 advisory`, `1,024 advisories`. */
export function advisories(number: number): string {
  return `${number.toLocaleString('en')} ${number === 1 ? 'advisory' : 'advisories'}`;
}

/** The key `/` leads to the first search box of the page, unless somebody types. */
export function focusOnSlash(box: HTMLInputElement | null): void {
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    event.preventDefault();
    box?.focus();
    box?.select();
  });
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
