/// <reference lib="dom" />
// The script of "Am I affected?": reads what is pasted, compares it with the data of the page, and shows the answer. It
// asks nobody for anything but its own data, when it starts; the policy of the page forbids more.

import type { AdvisoryIndex } from '../../generator/lib/affected/advisory-index.ts';
import { chooseReleases } from '../../generator/lib/affected/choose-releases.ts';
import type { ListFormat } from '../../generator/lib/affected/installed.ts';
import { matchList } from '../../generator/lib/affected/match.ts';
import { readList } from '../../generator/lib/affected/read-list.ts';
import { summaryOf } from '../../generator/lib/affected/words.ts';
import { answerParts, element } from './parts/answer.ts';

const form = document.querySelector<HTMLFormElement>('#check');
const answer = document.querySelector<HTMLElement>('#answer');
const findings = document.querySelector<HTMLElement>('#findings');
if (form && answer && findings) await start(form, answer, findings);

async function start(form: HTMLFormElement, answer: HTMLElement, findings: HTMLElement): Promise<void> {
  let index: AdvisoryIndex;
  try {
    // Loaded before anything is pasted: afterwards the page needs no network.
    const loaded: { readonly default: AdvisoryIndex } = await import(/* @vite-ignore */ form.dataset['index'] ?? '');
    index = loaded.default;
  } catch {
    say('The data of this page could not be loaded. Load the page again, or use the command below.');
    return;
  }
  const chosen = (id: string) => form.querySelector<HTMLSelectElement | HTMLTextAreaElement>(`#${id}`)?.value ?? '';
  const text = form.querySelector<HTMLTextAreaElement>('#list');
  const file = form.querySelector<HTMLInputElement>('#file');
  form.hidden = false;
  file?.addEventListener('change', () => void compareFile());
  form.addEventListener('reset', () => {
    say('');
    text?.focus();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (text?.value.trim() === '' && file?.files?.[0]) void compareFile();
    else compare(text?.value ?? '');
  });

  async function compareFile(): Promise<void> {
    const [picked] = file?.files ?? [];
    if (!picked) return;
    if (picked.size > MOST_BYTES) say('The file is too large.');
    else compare(await picked.text());
  }

  function compare(written: string): void {
    const list = readList(written, (chosen('form') || undefined) as ListFormat | undefined);
    const fault =
      'fault' in list
        ? list.fault
        : list.packages.length + list.absent === 0
          ? 'no line of the list is a package with its version'
          : undefined;
    if ('fault' in list || fault !== undefined) {
      say(`Nothing was compared: ${fault}.`);
      return;
    }
    const release = chosen('release');
    const today = new Date().toISOString().slice(0, 10);
    const result = matchList(index, list, chooseReleases(index, list, release === '' ? [] : [release]), today);
    say(summaryOf(result));
    findings.replaceChildren(...answerParts({ index, list, result, today }));
  }

  function say(sentence: string): void {
    answer.replaceChildren(...(sentence === '' ? [] : [element('p', { class: 'answer' }, sentence)]));
    findings.replaceChildren();
  }
}

const MOST_BYTES = 256 * 1024 * 1024;
