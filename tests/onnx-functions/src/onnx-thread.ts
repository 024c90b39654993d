import * as path from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Tensor, dataFromBytes, isDType } from '@openbpu/tensor';

export type Optimisation = 'disabled' | 'all';

interface Reply {
  readonly error?: string;
  readonly outputs?: readonly {
    readonly name: string;
    readonly dtype: string;
    readonly shape: readonly number[];
    readonly bytes: Uint8Array;
  }[];
}

/** ONNX Runtime, one thread. Calls must not overlap. Close it when done. */
export class OnnxThread {
  private readonly worker = new Worker(path.join(__dirname, 'onnx-worker.cjs'));

  /** Runs a model file and gives its outputs by name. Throws with the runtime's own words. */
  async run(
    file: Uint8Array,
    feeds: Readonly<Record<string, Tensor>>,
    graphOptimizationLevel: Optimisation,
  ): Promise<Record<string, Tensor>> {
    const reply = await new Promise<Reply>((resolve, reject) => {
      this.worker.once('message', resolve);
      this.worker.once('error', reject);
      const given = Object.entries(feeds).map(([name, { dtype, data, shape }]) => ({ name, dtype, data, shape }));
      this.worker.postMessage({ file, feeds: given, graphOptimizationLevel });
    });
    this.worker.removeAllListeners('error');
    if (!reply.outputs) throw new Error(reply.error);
    return Object.fromEntries(
      reply.outputs.map(({ name, dtype, shape, bytes }) => {
        if (!isDType(dtype)) throw new TypeError(`output "${name}" is of type ${dtype}`);
        return [name, { dtype, shape, data: dataFromBytes(dtype, new Uint8Array(bytes)) }];
      }),
    );
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }
}
