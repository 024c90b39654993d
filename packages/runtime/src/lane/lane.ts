import { Worker } from 'node:worker_threads';
import { type Diagnostic, DiagnosticError } from '@openbpu/diagnostics';
import { type Tensor, bytesOf, dataFromBytes, makeTensor } from '@openbpu/tensor';
import type { Port } from '../executor';
import type { ModelOpener, ModelSession } from '../model-session';
import type { FoldResult, Observation } from '../observe/observation';
import type { SampleRef } from '../observe/sample';
import { workerFile } from './worker-file';
import type { LaneAnswers, LaneReply, LaneRequest, WireTensor } from './protocol';

/** A model opened in a lane. */
export interface LaneSession extends ModelSession {
  /** Loads one sample, runs it, and answers the observations in order. */
  observe(sample: SampleRef, observations: readonly Observation[]): Promise<readonly FoldResult[]>;
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

/**
 * A worker thread with ONNX Runtime and the simulator in it: both block their thread, so they never run on the main
 * one. One thread per operator, so that the number of lanes cannot change a result.
 */
export class Lane implements ModelOpener {
  private worker?: Worker;
  private nextId = 0;
  private readonly waiting = new Map<number, { resolve(answer: never): void; reject(error: Error): void }>();

  async open(model: Uint8Array, { optimise = false } = {}): Promise<LaneSession> {
    const { session, inputs, outputs } = await this.ask({ kind: 'open', model, optimise });
    return {
      inputs,
      outputs,
      run: async (feeds, wanted) => (await this.run(session, feeds, wanted)).tensors,
      observe: async (sample, observations) =>
        (await this.ask({ kind: 'observe', session, sample, observations })).results,
      close: async () => void (await this.ask({ kind: 'close', session })),
    };
  }

  /** Opens a `.bin` file, or the bytes of one. Throws DiagnosticError for one that is not sound. */
  async openBin(bin: string | Uint8Array): Promise<LaneBin> {
    const { session, inputs, outputs, tappable } = await this.ask({ kind: 'openBin', bin });
    return {
      inputs,
      outputs,
      tappable,
      run: (feeds, taps) => this.run(session, feeds, taps),
      close: async () => void (await this.ask({ kind: 'close', session })),
    };
  }

  async close(): Promise<void> {
    const worker = this.worker;
    this.worker = undefined;
    this.rejectAll(new Error('the lane was closed'));
    await worker?.terminate();
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

  private ask<R extends LaneRequest>(request: R): Promise<LaneAnswers[R['kind']]> {
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      const worker = (this.worker ??= this.start());
      worker.ref();
      worker.postMessage({ id, request });
    });
  }

  private start(): Worker {
    const worker = new Worker(workerFile());
    worker.on('message', (reply: LaneReply) => this.settle(worker, reply));
    const ended = (error: Error) => {
      if (this.worker !== worker) return;
      this.worker = undefined;
      this.rejectAll(error);
    };
    worker.on('error', ended);
    worker.on('exit', () => ended(new Error('the worker ended unexpectedly')));
    return worker;
  }

  private settle(worker: Worker, reply: LaneReply): void {
    const waiting = this.waiting.get(reply.id);
    this.waiting.delete(reply.id);
    if (this.waiting.size === 0) worker.unref();
    if ('answer' in reply) waiting?.resolve(reply.answer as never);
    else waiting?.reject(reply.diagnostics ? new DiagnosticError(reply.diagnostics) : new Error(reply.error));
  }

  private rejectAll(error: Error): void {
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}
