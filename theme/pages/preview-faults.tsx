// What the live preview shows while there is no site to show: the messages of the check.

import type { VNode } from 'preact';
import type { Message } from '../../generator/types.ts';

/** A whole page about messages. */
export function PreviewFaultsPage({ messages }: { messages: readonly Message[] }): VNode {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="content-security-policy" content="default-src 'none'" />
        <title>No site to show</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
      </head>
      <body>
        <h1>No site to show</h1>
        <p>The page comes back by itself when this is corrected:</p>
        <ul>
          {messages.map(({ place, level, rule, text, hint }) => (
            <li>
              <code>{`${place.file}:${place.line}:${place.column}`}</code> <strong>{level}</strong> {rule}: {text}
              <br />
              hint: {hint}
            </li>
          ))}
        </ul>
      </body>
    </html>
  );
}
