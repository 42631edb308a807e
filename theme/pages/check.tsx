// "Am I affected?": a list of installed packages is compared with the advisories by the script of this page. Nothing of
// it leaves the browser, which the page's policy enforces; without script the page says how to do the same elsewhere.

import type { VNode } from 'preact';
import { INDEX_PATH } from '../../generator/lib/affected/advisory-index.ts';
import { formatNames, LIST_FORMATS } from '../../generator/lib/affected/installed.ts';
import { DPKG_COMMAND } from '../../generator/lib/affected/words.ts';
import { CHECK, href } from '../../generator/lib/links.ts';
import type { Model } from '../../generator/types.ts';
import { type Frame, Layout } from '../layout.tsx';
import { CommandBlock } from '../parts/commands.tsx';

/** `version` changes with the data, so that no browser compares with data of yesterday. */
export function CheckPage({ version, ...frame }: Frame & { version: string }): VNode {
  const { model } = frame;
  const { site } = model;
  return (
    <Layout
      {...frame}
      title="Am I affected?"
      path={CHECK}
      description="Paste a list of installed packages and see which advisories affect them; nothing you paste leaves the page"
      uses={['check.js']}
      confinement="sealed"
    >
      <h1>Am I affected?</h1>
      <p class="lead">
        Compare what is installed with all advisories. Nothing you paste leaves this page: your browser compares, and
        the policy of the page forbids it connections, forms and other hosts. Once loaded, the page works without a
        network.
      </p>
      <noscript>
        <p>
          This needs script. Without it, use <a href="#elsewhere">the command or the data</a>.
        </p>
      </noscript>
      <form id="check" hidden data-index={`${href(site, INDEX_PATH)}?${version}`}>
        <p>
          <label for="list">Installed packages</label>
          <textarea id="list" rows={10} spellcheck={false} autocomplete="off" aria-describedby="forms" />
        </p>
        <p class="note" id="forms">
          The output of <code>dpkg -l</code>, <code>pacman -Q</code>, <code>rpm -qa</code> or <code>apk list -I</code>,
          a CycloneDX or SPDX file, or a name and a version on each line. With the lines of <code>/etc/os-release</code>{' '}
          before it the release is known, too.
        </p>
        <p>
          <label for="file">Or a file</label> <input type="file" id="file" />
        </p>
        <Choices model={model} />
        <p>
          <button type="submit">Compare</button> <button type="reset">Clear</button>
        </p>
      </form>
      <div id="answer" role="status" />
      <div id="findings" />
      <h2 id="elsewhere">On the command line</h2>
      <p>Tocsin, the program that made this site, gives the same answer, with an exit code for scripts:</p>
      <CommandBlock id="run-affected" text={`dpkg -l | tocsin affected --index ${site.url}/\n`} />
      <p>
        It exits with 0 when no advisory is known to affect the list, with 1 when one does, and with 3 when some may.
        Advisories name source packages; this list of dpkg has them:
      </p>
      <CommandBlock id="run-dpkg" text={`${DPKG_COMMAND} | tocsin affected --index ${site.url}/\n`} />
      <p>
        The <a href={href(site, '/data/')}>data</a> have every affected and fixed version as JSON, for programs of your
        own.
      </p>
    </Layout>
  );
}

/** The release and the form of the list, both of which the list itself may tell. */
function Choices({ model }: { model: Model }): VNode {
  const releases = model.site.releases.filter(({ product }) => product === undefined);
  return (
    <>
      {releases.length > 0 && (
        <p>
          <label for="release">Release</label>{' '}
          <select id="release">
            <option value="">What the list says</option>
            {releases.map(({ id, name }) => (
              <option value={id}>{name}</option>
            ))}
          </select>
        </p>
      )}
      <p>
        <label for="form">Form of the list</label>{' '}
        <select id="form">
          <option value="">Recognised by its content</option>
          {LIST_FORMATS.map((format) => (
            <option value={format}>{formatNames[format]}</option>
          ))}
        </select>
      </p>
    </>
  );
}
