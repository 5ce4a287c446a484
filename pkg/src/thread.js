// The thread that answers for `chainwhy/worker`.

import { answerTo } from './answer-thread.js';
import * as calls from './index.js';

globalThis.addEventListener('message', ({ data }) => globalThis.postMessage(answerTo(data, calls)));
