import { type Kernels, loadKernels } from '@openbpu/kernels';
import { type Tensor, expectDType, makeTensor } from '@openbpu/tensor';
import type { ModelSession } from '../model-session';
import { letGo } from './let-go';
import { loadSample } from './load-sample';
import type { FoldResult, Observation } from './observation';
import type { SampleRef } from './sample';
import { TensorFolds } from './tensor-folds';

type Feeds = ReadonlyMap<string, Tensor>;

/** Runs samples through models and folds what is observed. One instance a thread. */
export class SampleObserver {
  private readonly kernels: Kernels = loadKernels();

  /**
   * Runs samples, at least one, one after the other, and folds what is observed, inputs and outputs of float32, over
   * all of them; answers the observations in order. The next sample is read while the model runs; where outputs are
   * poured, what a sample fed is let go behind them.
   */
  async observe(
    session: Pick<ModelSession, 'run' | 'pour'>,
    samples: readonly SampleRef[],
    observations: readonly Observation[],
  ): Promise<readonly FoldResult[]> {
    const products = observations.some(({ fold }) => fold === 'products') ? await loadProducts() : undefined;
    const tensors = [...new Set(observations.map(({ at }) => at))];
    const wishes = tensors.map((at) => observations.filter((observation) => observation.at === at));
    this.kernels.reset();
    const folds = wishes.map((asked) => new TensorFolds(this.kernels, asked, products));
    let reading = read(samples[0]);
    for (const next of [...samples.slice(1), undefined]) {
      const feeds = await reading;
      if (next) reading = read(next);
      const add = (at: string, tensor: Tensor) => folds[tensors.indexOf(at)].add(expectDType(tensor, 'float32').data);
      for (const [at, tensor] of feeds) if (tensors.includes(at)) add(at, tensor);
      const computed = tensors.filter((name) => !feeds.has(name));
      if (session.pour) {
        await session.pour(feeds, computed, add);
        letGo(Array.from(feeds.values(), ({ data }) => data));
      } else (await session.run(feeds, computed)).forEach((tensor, at) => add(at, tensor));
    }
    const results = new Map<Observation, FoldResult>();
    folds.forEach((each, i) => each.results().forEach((result, n) => results.set(wishes[i][n], result)));
    return observations.map((observation) => results.get(observation)!);
  }
}

/** With the operators, which nothing else here needs. */
async function loadProducts() {
  return (await import('./kernel-products.js')).kernelProducts;
}

/** Begins to read a sample. What fails is thrown where it is waited for. */
function read(sample: SampleRef): Promise<Feeds> {
  const reading = loadSample(sample).then(
    (inputs) => new Map(inputs.map(({ name, dtype, shape, data }) => [name, makeTensor(dtype, shape, data)])),
  );
  reading.catch(() => undefined);
  return reading;
}
