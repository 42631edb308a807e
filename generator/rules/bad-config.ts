// The configuration and the folders do not fit together, or there is no configuration at all.

import { problemRule } from '../lib/decode/problem-rule.ts';

export default problemRule({
  id: 'bad-config',
  level: 'error',
  about:
    'The configuration names the site, its address and its series. Without it, or in a folder it does not know, nothing can be published.',
  example: {
    file: 'content/site.yaml',
    pass: 'alsw: {name: Sample Linux Security Warning,',
    fail: 'als: {layout: alsw, name: Sample Linux Security Warning,',
    message: 'Folder `content/alsw` belongs to no series, did you mean `content/als`?',
  },
});
