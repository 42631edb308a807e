// The series there are; a new one is one more file and one more line here.

import type { Series } from '../types.ts';
import alsw from './alsw.ts';
import dsa from './dsa.ts';
import usn from './usn.ts';
import xsa from './xsa.ts';

export const series: readonly Series[] = [alsw, dsa, xsa, usn];
