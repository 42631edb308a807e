// Front matter is YAML between two lines of three dashes; without aliases, anchors, tags and duplicate keys it can say
// only one thing.

import { problemRule } from '../lib/decode/problem-rule.ts';

export default problemRule({
  id: 'front-matter-syntax',
  level: 'error',
  about:
    'Front matter that can be read in two ways will be read in the wrong one. Only plain YAML is accepted: no aliases, anchors, tags or duplicate keys.',
  example: {
    file: 'content/alsw/ALSW-2026-1.md',
    pass: 'severity: high',
    fail: 'severity: high\nseverity: low',
    message: 'YAML: Map keys must be unique',
  },
});
