// Days that no calendar has in the release block of a support statement.

import { problemRule } from '../lib/decode/problem-rule.ts';

export default problemRule({
  id: 'support-bad-date',
  level: 'error',
  about:
    'A date that is no date would leave the end of support unknown, while words such as `TBD` say that it is open.',
  example: {
    file: 'support/1.0.md',
    pass: 'Supported-Until: 2027-05-19',
    fail: 'Supported-Until: 2027-05-32',
    message: 'Unexpected `2027-05-32` as `Supported-Until`, expected a day such as `2026-07-30`',
  },
});
