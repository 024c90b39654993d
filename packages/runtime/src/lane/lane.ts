import type { ModuleRef } from '@openbpu/custom-op';
import { type Diagnostic, DiagnosticError } from '@openbpu/diagnostics';
import { type Budget, DEFAULT_BUDGET } from '@openbpu/guard';
import { type Tensor, bytesOf, dataFromBytes, makeTensor } from '@openbpu/tensor';
import type { Port } from '../executor';
import type { ModelOpener, ModelSession, OpenOptions } from '../model-session';
import type { FoldResult, Observation } from '../observe/observation';
import type { SampleRef } from '../observe/sample';
import { type Host, type HostEvents, processHost, threadHost } from './host';
import type { LaneAnswer, LaneAnswers, LaneReply, LaneRequest, WireTensor } from './protocol';
import { Watch } from './watch';

/** A model opened in a lane. */
export interface LaneSession extends ModelSession {
  /** Loads samples, at least one, runs each, and answers the observations over all of them, in order. */
  observe(samples: readonly SampleRef[], observations: readonly Observation[]): Promise<readonly FoldResult[]>;
}

/** A `.bin` opened in a lane. */
export interface LaneBin {
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  readonly tappable: readonly string[];
  /** Outputs and taps by name, and what was noted on the way. */
  run(
    feeds: ReadonlyMap<string, Tensor>,
    taps: readonly string[],
  ): Promise<{ readonly tensors: Map<string, Tensor>; readonly diagnostics: readonly Diagnostic[] }>;
  close(): Promise<void>;
}

export interface LaneOptions {
  /**
   * Runs in a process of its own, which is ended when a model takes more than `budget` inside ONNX Runtime: for models
   * that nobody vouches for. A thread cannot be ended there.
   */
  readonly isolated?: boolean;
  readonly budget?: Budget;
  /** The modules that run custom operators in it. */
  readonly modules?: readonly ModuleRef[];
}

/**
 * A worker with ONNX Runtime and the simulator in it: both block their thread, so they never run on the main one. One
 * thread per operator, so that the number of lanes cannot change a result.
 */
export class Lane implements ModelOpener {
  private host?: Host;
  private watch?: Watch;
  private nextId = 0;
  private readonly waiting = new Map<number, { resolve(answer: LaneAnswer): void; reject(error: Error): void }>();

  private readonly numbers = new WeakMap<LaneSession, number>();
  /** Plain data, as it goes to the worker. */
  private readonly modules: readonly ModuleRef[];

  constructor(private readonly options: LaneOptions = {}) {
    this.modules = (options.modules ?? []).map(({ file, sha256, api }) => ({ file, sha256, ...(api ? { api } : {}) }));
  }

  /** Starts the worker, which the first request does otherwise: for callers that have to read a model first. */
  begin(): void {
    if (this.host) return;
    this.host = this.start();
    this.host.hold(false);
  }

  async open(model: Uint8Array, { optimise = false, name = 'model' }: OpenOptions = {}): Promise<LaneSession> {
    const { session, inputs, outputs } = await this.ask({
      kind: 'open',
      model,
      optimise,
      name,
      modules: this.modules,
    });
    return this.opened({ session, inputs, outputs });
  }

  /** One session of several that were opened here, pieces of one model; closing it closes them. */
  async chain(sessions: readonly LaneSession[]): Promise<LaneSession> {
    const numbers = sessions.map((each) => this.numbers.get(each)!);
    return this.opened(await this.ask({ kind: 'chain', sessions: numbers }));
  }

  private opened({ session, inputs, outputs }: Omit<LaneAnswers['open'], 'kind'>): LaneSession {
    const opened: LaneSession = {
      inputs,
      outputs,
      run: async (feeds, wanted) => (await this.run(session, feeds, wanted)).tensors,
      observe: async (samples, observations) =>
        (await this.ask({ kind: 'observe', session, samples, observations })).results,
      close: async () => void (await this.ask({ kind: 'close', session })),
    };
    this.numbers.set(opened, session);
    return opened;
  }

  /** Opens a `.bin` file, or the bytes of one. Throws DiagnosticError for one that is not sound. */
  async openBin(bin: string | Uint8Array): Promise<LaneBin> {
    const { session, inputs, outputs, tappable } = await this.ask({
      kind: 'openBin',
      bin,
      budget: this.options.budget ?? DEFAULT_BUDGET,
      modules: this.modules,
    });
    return {
      inputs,
      outputs,
      tappable,
      run: (feeds, taps) => this.run(session, feeds, taps),
      close: async () => void (await this.ask({ kind: 'close', session })),
    };
  }

  async close(): Promise<void> {
    const host = this.host;
    this.forget(new Error('the lane was closed'));
    await host?.terminate();
  }

  private async run(session: number, feeds: ReadonlyMap<string, Tensor>, wanted: readonly string[]) {
    const wire = Array.from(feeds, ([name, tensor]): WireTensor => ({
      name,
      dtype: tensor.dtype,
      shape: tensor.shape,
      data: tensor.data,
    }));
    const { outputs, diagnostics } = await this.ask({ kind: 'run', session, feeds: wire, wanted });
    return {
      tensors: new Map(
        outputs.map(({ name, dtype, shape, data }): [string, Tensor] => [
          name,
          makeTensor(dtype, shape, dataFromBytes(dtype, bytesOf(data))),
        ]),
      ),
      diagnostics,
    };
  }

  private async ask<K extends LaneRequest['kind']>(request: LaneRequest & { kind: K }): Promise<LaneAnswers[K]> {
    const id = this.nextId++;
    const answer = await new Promise<LaneAnswer>((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      const host = (this.host ??= this.start());
      host.hold(true);
      host.send({ id, request });
    });
    if (!isAnswerTo(request.kind, answer)) throw new Error(`a lane answers ${answer.kind} to ${request.kind}`);
    return answer;
  }

  private start(): Host {
    const started: { host?: Host } = {};
    const own = () => started.host !== undefined && this.host === started.host;
    const events: HostEvents = {
      reply: (reply) => own() && this.settle(reply),
      ended: (error) => own() && this.forget(error),
    };
    const host = (started.host = this.options.isolated ? processHost(events) : threadHost(events));
    if (host.pid !== undefined)
      this.watch = new Watch(host.pid, this.options.budget ?? DEFAULT_BUDGET, (why) => {
        if (!own()) return;
        this.forget(new DiagnosticError([why]));
        void host.terminate();
      });
    return host;
  }

  private settle(reply: LaneReply): void {
    if ('watch' in reply) {
      if (reply.watch) this.watch?.begin(reply.watch);
      else this.watch?.stop();
      return;
    }
    const waiting = this.waiting.get(reply.id);
    this.waiting.delete(reply.id);
    if (this.waiting.size === 0) this.host?.hold(false);
    if ('answer' in reply) waiting?.resolve(reply.answer);
    else waiting?.reject(reply.diagnostics ? new DiagnosticError(reply.diagnostics) : new Error(reply.error));
  }

  /** The worker is gone: whoever waits for it is told why, and the next request starts another. */
  private forget(error: Error): void {
    this.watch?.stop();
    this.watch = undefined;
    this.host = undefined;
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}

function isAnswerTo<K extends LaneRequest['kind']>(kind: K, answer: LaneAnswer): answer is LaneAnswers[K] {
  return answer.kind === kind;
}
