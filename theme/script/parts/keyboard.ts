/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
// Keys between a box and the list of links below it.

/** Arrows go from the box through the links and back; Escape leads to the box, and empties it when it is there. */
export function moveByArrows(box: HTMLInputElement, list: HTMLElement): void {
  const links = () => [...list.querySelectorAll<HTMLAnchorElement>('a')];
  const go = (event: KeyboardEvent, target: HTMLElement | undefined) => {
    if (!target) return;
    event.preventDefault();
    target.focus();
  };
  box.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') go(event, links()[0]);
    if (event.key === 'Escape' && box.value !== '') {
      event.preventDefault();
      box.value = '';
      box.dispatchEvent(new Event('input', { bubbles: true }));
    }
  });
  list.addEventListener('keydown', (event) => {
    const all = links();
    const at = all.indexOf(document.activeElement as HTMLAnchorElement);
    if (event.key === 'ArrowDown') go(event, all[at + 1]);
    if (event.key === 'ArrowUp') go(event, all[at - 1] ?? box);
    if (event.key === 'Home') go(event, all[0]);
    if (event.key === 'End') go(event, all.at(-1));
    if (event.key === 'Escape') go(event, box);
  });
}
