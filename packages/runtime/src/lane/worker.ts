import { parentPort } from 'node:worker_threads';
import { DiagnosticError } from '@openbpu/diagnostics';
import { LaneInside } from './lane-inside';
import type { LaneAnswers, LaneMessage, LaneReply, LaneRequest } from './protocol';

/** The worker file: answers one request after the other. Buffers of answers are handed over, not copied. */
const inside = new LaneInside();

function buffersOf(answer: LaneAnswers[LaneRequest['kind']]): ArrayBuffer[] {
  const arrays =
    'results' in answer
      ? answer.results.flatMap((result) =>
          result.fold === 'histogram'
            ? [result.counts]
            : result.fold === 'products'
              ? [result.products, result.sums]
              : [],
        )
      : 'diagnostics' in answer
        ? answer.outputs.map(({ data }) => data)
        : [];
  return [
    ...new Set(
      arrays.map(({ buffer }) => buffer).filter((buffer): buffer is ArrayBuffer => buffer instanceof ArrayBuffer),
    ),
  ];
}

async function replyTo({ id, request }: LaneMessage): Promise<void> {
  let reply: LaneReply;
  try {
    reply = { id, answer: await inside.answer(request) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    reply =
      error instanceof DiagnosticError
        ? { id, error: message, diagnostics: error.diagnostics }
        : { id, error: message };
  }
  parentPort?.postMessage(reply, 'answer' in reply ? buffersOf(reply.answer) : []);
}

let queue: Promise<void> = Promise.resolve();
parentPort?.on('message', (message: LaneMessage) => {
  queue = queue.then(() => replyTo(message));
});
