// Before all tests: the command and the theme are built, as users have them.

import { execFileSync } from 'node:child_process';

export default function setup() {
  if (process.env['TOCSIN_BUILT'] === '1') return;
  execFileSync('npm', ['run', '--silent', 'prepare'], { stdio: 'inherit' });
}
