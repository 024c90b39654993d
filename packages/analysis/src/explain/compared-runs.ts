import type { ValueId } from '@openbpu/ir';
import type { Tensor } from '@openbpu/tensor';
import type { CalibratedModel } from '../model/calibrated-model';
import { eachSample } from '../model/each-sample';
import { type Analysed, withSwitches } from '../model/switched-session';
import type { Scale } from './measured-errors';
import { noiseToSignal, outputError } from './output-error';

/** What a model is fed with in place of a sample. */
export type Refeed = (feeds: ReadonlyMap<string, Tensor>) => ReadonlyMap<string, Tensor>;

/** The calibrated model, fed as `fed` says, against the float one of `reference` and the samples: noise to signal. */
export async function errorAgainst(
  analysed: Analysed,
  reference: CalibratedModel,
  { outputs, count }: Scale,
  { fed, onRun }: { readonly fed: Refeed; onRun(): void },
): Promise<number> {
  const { model, samples, lanes } = analysed;
  const all = model.calibrations.map((_, number) => number);
  const run = async (of: CalibratedModel, on: readonly number[], refeed: Refeed) =>
    withSwitches({ model: of, lanes }, outputs, (session) =>
      eachSample(samples, count, lanes.size, async (feeds): Promise<ReadonlyMap<ValueId, Tensor>> => {
        const given = await session.run(refeed(feeds), on, outputs);
        onRun();
        return given;
      }),
    );
  const found = await run(model, all, fed);
  const wanted = await run(reference, [], (feeds) => feeds);
  return noiseToSignal(found.map((each, i) => outputError(outputs, each, wanted[i])));
}
