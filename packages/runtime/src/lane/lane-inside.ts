import type { ModuleRef } from '@openbpu/custom-op';
import type { Diagnostic } from '@openbpu/diagnostics';
import { makeTensor } from '@openbpu/tensor';
import type { ModuleShelf } from '../custom/custom-opener';
import type { ModelOpener, ModelSession } from '../model-session';
import { letGo } from '../observe/let-go';
import type { SampleObserver } from '../observe/sample-observer';
import { ChainSession } from './chain-session';
import { InThreadRuntime } from './in-thread-runtime';
import type { LaneAnswer, LaneAnswers, LaneRequest, WireTensor } from './protocol';
import type { Watched } from './watch';

/** Something opened in this thread. */
interface Opened {
  readonly runs: Pick<ModelSession, 'run' | 'pour' | 'givesOwn' | 'close'>;
  /** A model, not a `.bin`. */
  readonly model?: ModelSession;
  /** What running has noted since it was asked last. */
  notes(): readonly Diagnostic[];
}

/**
 * The inside of a lane: models by number, and the folds. Most lanes run ONNX models and no more, and every one of them
 * loads its own code: what only other requests need is loaded when one comes.
 */
export class LaneInside {
  private readonly runtime: InThreadRuntime;
  private readonly opened = new Map<number, Opened>();
  private shelf?: ModuleShelf;
  private observer?: SampleObserver;
  private next = 0;

  /** See `InThreadRuntime`. */
  constructor(watch?: (run: Watched | undefined) => void) {
    this.runtime = new InThreadRuntime(watch);
  }

  async answer(request: LaneRequest): Promise<LaneAnswer> {
    switch (request.kind) {
      case 'open':
        return this.open(request);
      case 'chain':
        return { kind: 'chain', ...this.chained(request.sessions) };
      case 'openBin':
        return this.openBin(request);
      case 'run':
        return this.run(request.session, request.feeds, request.wanted);
      case 'observe':
        return { kind: 'observe', results: await this.observe(request) };
      case 'close':
        await this.opened.get(request.session)?.runs.close();
        this.opened.delete(request.session);
        return { kind: 'close' };
    }
  }

  private async open({ model, modules, ...options }: LaneRequest & { kind: 'open' }): Promise<LaneAnswers['open']> {
    const session = await (await this.opener(modules)).open(model, options);
    /** Modules run pieces that are made of it later; in a process it may lie in a message among others. */
    if (modules.length === 0 && model.byteLength === model.buffer.byteLength) letGo([model]);
    return { kind: 'open', ...this.kept(session) };
  }

  private chained(sessions: readonly number[]) {
    const models = sessions.map((number) => this.session(number).model!);
    for (const number of sessions) this.opened.delete(number);
    return this.kept(new ChainSession(models));
  }

  private kept(model: ModelSession) {
    const session = this.keep({ runs: model, model, notes: () => [] });
    return { session, inputs: model.inputs, outputs: model.outputs };
  }

  private async openBin({ bin, budget, modules }: LaneRequest & { kind: 'openBin' }): Promise<LaneAnswers['openBin']> {
    const [{ CollectingSink }, { openArtifact, readArtifact }, { BinExecutor }] = await Promise.all([
      import('@openbpu/diagnostics'),
      import('@openbpu/artifact'),
      import('../bin-executor.js'),
    ]);
    const sink = new CollectingSink();
    let told = 0;
    const executor = await BinExecutor.open(
      typeof bin === 'string' ? await openArtifact(bin) : await readArtifact(bin),
      await this.opener(modules),
      sink,
      budget,
    );
    const session = this.keep({
      runs: executor,
      notes: () => sink.diagnostics.slice(told, (told = sink.diagnostics.length)),
    });
    const { inputs, outputs, tappable } = executor;
    return { kind: 'openBin', session, inputs, outputs, tappable: [...tappable] };
  }

  /** ONNX Runtime, with the modules that run custom nodes. */
  private async opener(modules: readonly ModuleRef[]): Promise<ModelOpener> {
    if (modules.length === 0) return this.runtime;
    const { CustomOpener, ModuleShelf } = await import('../custom/custom-opener.js');
    return new CustomOpener(await (this.shelf ??= new ModuleShelf()).ops(modules), this.runtime);
  }

  private async run(
    session: number,
    feeds: readonly WireTensor[],
    wanted: readonly string[],
  ): Promise<LaneAnswers['run']> {
    const opened = this.session(session);
    const outputs = await opened.runs.run(
      new Map(feeds.map(({ name, dtype, shape, data }) => [name, makeTensor(dtype, shape, data)])),
      wanted,
    );
    return {
      kind: 'run',
      outputs: Array.from(outputs, ([name, { dtype, shape, data }]) => ({
        name,
        dtype,
        shape,
        data: opened.runs.givesOwn === true ? data : (data.slice() as typeof data),
      })),
      diagnostics: opened.notes(),
    };
  }

  private async observe({ session, samples, observations }: LaneRequest & { kind: 'observe' }) {
    const { SampleObserver } = await import('../observe/sample-observer.js');
    return (this.observer ??= new SampleObserver()).observe(this.session(session).runs, samples, observations);
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
