// A status with caveats that has none in a support statement.

import { problemRule } from '../lib/decode/problem-rule.ts';

export default problemRule({
  id: 'support-missing-caveat',
  level: 'warning',
  about: 'Caveats stand below the status lines; text above them describes the feature, and is not shown as a caveat.',
  example: {
    file: 'support/1.0.md',
    pass: '    Status: Supported, with caveats\n\nBoth kernels must be of the same version.',
    fail: 'Both kernels must be of the same version.\n\n    Status: Supported, with caveats',
    message: '`Supported, with caveats` has no caveat below it',
  },
});
