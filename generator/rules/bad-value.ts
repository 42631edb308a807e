// Each field has one kind of value; anything else is said with what was expected.

import { problemRule } from '../lib/decode/problem-rule.ts';

export default problemRule({
  id: 'bad-value',
  level: 'error',
  about: 'A value that cannot be understood cannot be published, and a guess could be wrong.',
  example: {
    file: 'content/alsw/ALSW-2026-1.md',
    pass: 'cves: [CVE-2026-100002]',
    fail: 'cves: [2026-100002]',
    message: 'Unexpected `2026-100002` as `cves[0]`, expected a CVE id such as `CVE-2026-12345`',
  },
});
