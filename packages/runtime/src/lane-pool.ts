import { availableParallelism } from 'node:os';
import type { ModuleRef } from '@openbpu/custom-op';
import { Lane, type LaneSession } from './lane/lane';
import type { OpenOptions } from './model-session';
import { refusing } from './refusing';

/** One model opened in several lanes; whoever is free takes the next task. */
export interface PooledSession {
  readonly lanes: number;
  readonly inputs: LaneSession['inputs'];
  /** Runs `task` in a free lane; waits when none is. */
  use<T>(task: (session: LaneSession) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Lanes kept for a whole job, so that models opened one after the other reuse the same threads. */
export class LanePool {
  private readonly lanes: readonly Lane[];

  /** `modules` run custom operators, in every lane. */
  constructor(lanes = availableParallelism(), modules: readonly ModuleRef[] = []) {
    this.lanes = Array.from({ length: Math.max(1, lanes) }, () => new Lane({ modules }));
  }

  get size(): number {
    return this.lanes.length;
  }

  /** One lane, for what needs no more. */
  get lane(): Lane {
    return this.lanes[0];
  }

  /** Starts every worker, which the first model does otherwise: for callers that have work of their own before. */
  begin(): void {
    for (const lane of this.lanes) lane.begin();
  }

  /**
   * Opens the model in every lane, or in so many: the last ones where another model is to run in the first. Several
   * models are pieces of one, in any order (`tappedChain` of @openbpu/onnx); each is asked for when those before it are
   * open. Fails with RUN005 when ONNX Runtime refuses one, or later does not run it.
   */
  async open(
    model: Uint8Array | Iterable<Uint8Array>,
    options: { optimise?: boolean; lanes?: number; last?: boolean } = {},
  ): Promise<PooledSession> {
    const refuse = refusing('model');
    const { lanes = this.lanes.length, last = false } = options;
    const chosen = last ? this.lanes.slice(-lanes) : this.lanes.slice(0, lanes);
    const opened = await openAll(chosen, model, options).catch(refuse);
    const sessions = opened.map((session): LaneSession => ({
      ...session,
      run: (feeds, wanted) => session.run(feeds, wanted).catch(refuse),
      observe: (samples, observations) => session.observe(samples, observations).catch(refuse),
    }));
    const free = [...sessions];
    const waiting: ((session: LaneSession) => void)[] = [];
    const take = () =>
      new Promise<LaneSession>((resolve) => {
        const session = free.pop();
        if (session) resolve(session);
        else waiting.push(resolve);
      });
    const give = (session: LaneSession) => {
      const next = waiting.shift();
      if (next) next(session);
      else free.push(session);
    };
    return {
      lanes: sessions.length,
      inputs: sessions[0].inputs,
      async use(task) {
        const session = await take();
        try {
          return await task(session);
        } finally {
          give(session);
        }
      },
      async close() {
        await Promise.all(sessions.map((session) => session.close()));
      },
    };
  }

  async close(): Promise<void> {
    await Promise.all(this.lanes.map((lane) => lane.close()));
  }
}

/** A model, or the pieces of one, in each of the lanes. */
async function openAll(
  lanes: readonly Lane[],
  model: Uint8Array | Iterable<Uint8Array>,
  options: OpenOptions,
): Promise<readonly LaneSession[]> {
  const pieces: (readonly LaneSession[])[] = [];
  for (const piece of model instanceof Uint8Array ? [model] : model)
    pieces.push(await Promise.all(lanes.map((lane) => lane.open(piece, options))));
  if (pieces.length === 1) return pieces[0];
  return Promise.all(lanes.map((lane, i) => lane.chain(pieces.map((sessions) => sessions[i]))));
}
