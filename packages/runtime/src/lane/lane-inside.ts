import { openArtifact, readArtifact } from '@openbpu/artifact';
import type { ModuleRef } from '@openbpu/custom-op';
import { CollectingSink, type Diagnostic } from '@openbpu/diagnostics';
import { type Tensor, expectDType, makeTensor } from '@openbpu/tensor';
import { BinExecutor } from '../bin-executor';
import { CustomOpener, ModuleShelf } from '../custom/custom-opener';
import type { ModelOpener } from '../model-session';
import { KernelFolds } from '../observe/kernel-folds';
import { loadSample } from '../observe/load-sample';
import type { FoldResult, Observation } from '../observe/observation';
import type { SampleRef } from '../observe/sample';
import { InThreadRuntime } from './in-thread-runtime';
import type { LaneAnswer, LaneAnswers, LaneRequest, WireTensor } from './protocol';
import type { Watched } from './watch';

/** A model opened in this thread. */
interface Opened {
  run(feeds: ReadonlyMap<string, Tensor>, wanted: readonly string[]): Promise<Map<string, Tensor>>;
  close(): Promise<void>;
  /** What running has noted since it was asked last. */
  notes(): readonly Diagnostic[];
}

/** The inside of a lane: models by number, and the folds. */
export class LaneInside {
  private readonly runtime: InThreadRuntime;
  private readonly opened = new Map<number, Opened>();
  private readonly shelf = new ModuleShelf();
  private folds?: KernelFolds;
  private next = 0;

  /** See `InThreadRuntime`. */
  constructor(watch?: (run: Watched | undefined) => void) {
    this.runtime = new InThreadRuntime(watch);
  }

  async answer(request: LaneRequest): Promise<LaneAnswer> {
    switch (request.kind) {
      case 'open':
        return this.open(request);
      case 'openBin':
        return this.openBin(request);
      case 'run':
        return this.run(request.session, request.feeds, request.wanted);
      case 'observe':
        return { kind: 'observe', results: await this.observe(request.session, request.sample, request.observations) };
      case 'close':
        await this.opened.get(request.session)?.close();
        this.opened.delete(request.session);
        return { kind: 'close' };
    }
  }

  private async open({ model, modules, ...options }: LaneRequest & { kind: 'open' }): Promise<LaneAnswers['open']> {
    const session = await (await this.opener(modules)).open(model, options);
    return {
      kind: 'open',
      session: this.keep({
        run: (feeds, wanted) => session.run(feeds, wanted),
        close: () => session.close(),
        notes: () => [],
      }),
      inputs: session.inputs,
      outputs: session.outputs,
    };
  }

  private async openBin({ bin, budget, modules }: LaneRequest & { kind: 'openBin' }): Promise<LaneAnswers['openBin']> {
    const sink = new CollectingSink();
    let told = 0;
    const executor = await BinExecutor.open(
      typeof bin === 'string' ? await openArtifact(bin) : await readArtifact(bin),
      await this.opener(modules),
      sink,
      budget,
    );
    const session = this.keep({
      run: (feeds, wanted) => executor.run(feeds, wanted),
      close: () => executor.close(),
      notes: () => sink.diagnostics.slice(told, (told = sink.diagnostics.length)),
    });
    const { inputs, outputs, tappable } = executor;
    return { kind: 'openBin', session, inputs, outputs, tappable: [...tappable] };
  }

  /** ONNX Runtime, with the modules that run custom nodes. */
  private async opener(modules: readonly ModuleRef[]): Promise<ModelOpener> {
    return modules.length === 0 ? this.runtime : new CustomOpener(await this.shelf.ops(modules), this.runtime);
  }

  private async run(
    session: number,
    feeds: readonly WireTensor[],
    wanted: readonly string[],
  ): Promise<LaneAnswers['run']> {
    const opened = this.session(session);
    const outputs = await opened.run(
      new Map(feeds.map(({ name, dtype, shape, data }) => [name, makeTensor(dtype, shape, data)])),
      wanted,
    );
    return {
      kind: 'run',
      outputs: Array.from(outputs, ([name, { dtype, shape, data }]) => ({
        name,
        dtype,
        shape,
        data: data.slice() as typeof data,
      })),
      diagnostics: opened.notes(),
    };
  }

  /** Runs one sample and folds every tensor as it lies in the runtime's memory. */
  private async observe(
    session: number,
    sample: SampleRef,
    observations: readonly Observation[],
  ): Promise<FoldResult[]> {
    const folds = (this.folds ??= new KernelFolds());
    const feeds = new Map(
      (await loadSample(sample)).map(({ name, dtype, shape, data }) => [name, makeTensor(dtype, shape, data)]),
    );
    const tensors = [...new Set(observations.map(({ at }) => at))];
    const computed = await this.session(session).run(
      feeds,
      tensors.filter((name) => !feeds.has(name)),
    );
    const results = new Map<Observation, FoldResult>();
    for (const at of tensors) {
      const wishes = observations.filter((observation) => observation.at === at);
      const { data } = expectDType(feeds.get(at) ?? computed.get(at)!, 'float32');
      folds.fold(wishes, data).forEach((result, i) => results.set(wishes[i], result));
    }
    return observations.map((observation) => results.get(observation)!);
  }

  private keep(opened: Opened): number {
    this.opened.set(this.next, opened);
    return this.next++;
  }

  private session(number: number): Opened {
    const opened = this.opened.get(number);
    if (!opened) throw new Error(`there is no session ${number}`);
    return opened;
  }
}
