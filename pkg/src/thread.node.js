// The thread that answers for `chainwhy/worker` in Node.js.

import { parentPort } from 'node:worker_threads';
import { answerTo } from './answer-thread.js';
import * as calls from './node.js';

parentPort.on('message', (message) => parentPort.postMessage(answerTo(message, calls)));
