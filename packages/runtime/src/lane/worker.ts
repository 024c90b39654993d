import { parentPort } from 'node:worker_threads';
import { DiagnosticError } from '@openbpu/diagnostics';
import { expectDType } from '@openbpu/tensor';
import { fold } from '../observe/fold';
import { loadSample } from '../observe/load-sample';
import { OrtSessions } from './ort-sessions';
import type { LaneAnswers, LaneMessage, LaneReply, LaneRequest, WireTensor } from './protocol';

/** The inside of a lane: answers one request after the other. */
const sessions = new OrtSessions();

async function answer(request: LaneRequest): Promise<LaneAnswers[LaneRequest['kind']]> {
  switch (request.kind) {
    case 'open':
      return sessions.open(request.model, request.optimise);
    case 'run':
      return { outputs: await sessions.run(request.session, request.feeds, request.wanted) };
    case 'close':
      await sessions.close(request.session);
      return {};
    case 'observe': {
      const feeds = await loadSample(request.sample);
      const wanted = [...new Set(request.observations.map(({ at }) => at))];
      const computed = await sessions.run(request.session, feeds, wanted.filter((name) => !feeds.some((feed) => feed.name === name)));
      const tensors = new Map([...feeds, ...computed].map((tensor) => [tensor.name, tensor]));
      return { results: request.observations.map((observation) => fold(observation, expectDType(tensors.get(observation.at)!, 'float32').data)) };
    }
  }
}

function transferable(tensors: readonly WireTensor[]): ArrayBuffer[] {
  return [...new Set(tensors.map(({ data }) => data.buffer).filter((buffer): buffer is ArrayBuffer => buffer instanceof ArrayBuffer))];
}

let queue: Promise<void> = Promise.resolve();
parentPort?.on('message', ({ id, request }: LaneMessage) => {
  queue = queue.then(async () => {
    let reply: LaneReply;
    try {
      reply = { id, answer: await answer(request) };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      reply = error instanceof DiagnosticError ? { id, error: message, diagnostics: error.diagnostics } : { id, error: message };
    }
    const outputs = 'answer' in reply && 'outputs' in reply.answer && request.kind === 'run' ? (reply.answer.outputs as readonly WireTensor[]) : [];
    parentPort?.postMessage(reply, transferable(outputs));
  });
});
