// Support that ends after security support in a support statement.

import { problemRule } from '../lib/decode/problem-rule.ts';

export default problemRule({
  id: 'support-until-order',
  level: 'error',
  about: 'Security support is the last to end; with the days in the other order one of them is wrong.',
  example: {
    file: 'support/1.0.md',
    pass: 'Supported-Until: 2027-05-19',
    fail: 'Supported-Until: 2029-05-19',
    message: 'Unexpected `Supported-Until` `2029-05-19` after `Security-Support-Until` `2028-11-19`',
  },
});
