// The browser's part of the live preview: reloads the page when its bytes changed, exchanges style sheets in place, and
// shows the messages of the check above the page. Everything it shows is set as text, never as HTML.

const own = new URL('.', import.meta.url);
const events = new URL('events', own);
events.searchParams.set('page', location.pathname);

const look = new CSSStyleSheet();
look.replaceSync(`
  :host { all: initial; position: fixed; inset: auto 0 0 0; z-index: 2147483647; max-height: 60vh; overflow: auto;
    font: 15px/1.5 system-ui, sans-serif; background: #1b1d22; color: #f3f1ea; border-top: 4px solid #ff8f85; }
  div { padding: 0.75rem 1rem; }
  button { float: right; font: inherit; color: inherit; background: none; border: 1px solid; padding: 0.2rem 0.7rem; }
  h2 { font: inherit; font-weight: 700; margin: 0; }
  ol { margin: 0.5rem 0 0; padding: 0; list-style: none; }
  li { margin: 0 0 0.6rem; }
  code { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
  .error { color: #ffb9b3; } .warning { color: #f2d684; } .info { color: #b0ceff; }
`);

let overlay;
let hidden = '';

function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function show(messages) {
  overlay?.remove();
  overlay = undefined;
  const shown = JSON.stringify(messages);
  if (messages.length === 0 || shown === hidden) return;
  overlay = document.createElement('tocsin-messages');
  overlay.setAttribute('role', 'region');
  overlay.setAttribute('aria-label', 'Messages of the check');
  const root = overlay.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [look];
  const box = document.createElement('div');
  const close = element('button', 'Hide');
  close.addEventListener('click', () => {
    hidden = shown;
    overlay?.remove();
  });
  const list = document.createElement('ol');
  for (const { place, level, rule, text, hint } of messages) {
    const item = document.createElement('li');
    const head = document.createElement('div');
    head.append(element('code', `${place.file}:${place.line}:${place.column}`), ' ', element('b', level, level));
    head.append(` ${rule}: ${text}`);
    item.append(head, element('div', `hint: ${hint}`));
    list.append(item);
  }
  box.append(close, element('h2', messages.length === 1 ? '1 message' : `${messages.length} messages`), list);
  root.append(box);
  document.body.append(overlay);
}

function exchangeStyles() {
  for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
    const fresh = link.cloneNode();
    const url = new URL(link.href);
    url.searchParams.set('t', String(Date.now()));
    fresh.href = url.href;
    // The old one goes when the new one is there, so that the page is never without.
    fresh.addEventListener('load', () => link.remove());
    link.after(fresh);
  }
}

const source = new EventSource(events);
source.addEventListener('messages', (event) => show(JSON.parse(event.data)));
source.addEventListener('reload', () => location.reload());
source.addEventListener('styles', exchangeStyles);
// A preview that was started again may show something else.
let wasOpen = false;
source.addEventListener('open', () => {
  if (wasOpen) location.reload();
  wasOpen = true;
});
addEventListener('pagehide', () => source.close());
