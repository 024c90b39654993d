import { Worker, parentPort } from 'node:worker_threads';
import { DiagnosticError } from '@openbpu/diagnostics';
import type { TensorData } from '@openbpu/tensor';
import { LaneInside } from './lane-inside';
import type { LaneAnswer, LaneMessage, LaneReply } from './protocol';

/**
 * The worker file, of a thread or of a process: answers one request after the other. Between threads the buffers of
 * answers are handed over, not copied. A process ends when the one that started it has gone, whatever it is doing. What
 * modules of users print goes to the error stream: the other one may be that of `--json`.
 */
process.stdout.write = process.stderr.write.bind(process.stderr);

const reply = (message: LaneReply, buffers: ArrayBuffer[] = []): void => {
  if (parentPort) parentPort.postMessage(message, buffers);
  else process.send?.(message);
};
const inside = new LaneInside(parentPort ? undefined : (watch) => reply({ watch }));

function buffersOf(answer: LaneAnswer): ArrayBuffer[] {
  const buffers = arraysOf(answer).map(({ buffer }) => buffer);
  return [...new Set(buffers.filter((buffer): buffer is ArrayBuffer => buffer instanceof ArrayBuffer))];
}

/** The arrays of an answer that are worth handing over. */
function arraysOf(answer: LaneAnswer): readonly TensorData[] {
  if (answer.kind === 'run') return answer.outputs.map(({ data }) => data);
  if (answer.kind !== 'observe') return [];
  return answer.results.flatMap((result) => {
    if (result.fold === 'histogram') return [result.counts];
    return result.fold === 'products' ? [result.products, result.sums] : [];
  });
}

async function replyTo({ id, request }: LaneMessage): Promise<void> {
  let answer: LaneReply;
  try {
    answer = { id, answer: await inside.answer(request) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    answer =
      error instanceof DiagnosticError
        ? { id, error: message, diagnostics: error.diagnostics }
        : { id, error: message };
  }
  reply(answer, 'answer' in answer ? buffersOf(answer.answer) : []);
}

/**
 * Looks after the parent, by its id, in a thread of its own: while a model runs, this one hears no event. It is text
 * because it must not load what this file loads.
 */
const ORPHAN = `
  const { workerData: parent } = require('node:worker_threads');
  setInterval(() => process.ppid === parent || process.kill(process.pid, 'SIGKILL'), 500);
`;

let queue: Promise<void> = Promise.resolve();
const enqueue = (message: LaneMessage): void => {
  queue = queue.then(() => replyTo(message));
};
if (parentPort) parentPort.on('message', enqueue);
else {
  const watching = new Worker(ORPHAN, { eval: true, workerData: process.ppid });
  watching.unref();
  // A thread starts in the current folder: where that is gone this process ends, and whoever started it tells of it.
  watching.once('error', () => process.exit(1));
  process.on('message', enqueue);
  process.on('disconnect', () => process.exit());
}
