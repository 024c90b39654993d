import type { RecordVerification } from '@openbpu/record';
import { digestOfBytes } from '../cache/digests';
import type { Stage } from '../stage-list';
import type { Compiled } from './compile';
import type { Dressed } from './dress';
import type { ConversionJob } from './jobs';
import { userFeeds } from './paired-feeds';
import type { Quantised } from './quantise';
import type { Sampled } from './sample';
import { verifyBin } from './verify-bin';

/** On how many samples the quantised model and the `.bin` are compared at least; on as many as a batch has, if more. */
const VERIFIED_SAMPLES = 2;

export interface Verified {
  readonly verification: RecordVerification;
}

/** The `.bin` on the simulator against the quantised model in ONNX Runtime: every bit. */
export const VERIFY: Stage<
  'verify',
  Dressed & Sampled & Quantised & Compiled,
  Pick<ConversionJob, 'recipe' | 'lanes' | 'sink' | 'cache'>,
  Verified
> = {
  name: 'verify',
  summary: 'Holds the .bin against the integer model, bit for bit.',
  async run({ inputs, samples, quantized, deployed, bin }, { recipe, lanes, sink, cache }, progress) {
    const { inputBatch: batch } = recipe;
    const { digests } = cache;
    const from = async () => [
      await digests.ofGraph(quantized),
      await digests.ofGraph(deployed),
      digestOfBytes(bin),
      await digests.ofSamples(samples),
      batch,
      inputs,
    ];
    const verification = await cache.through('verify', from, sink, async () => {
      const compared = samples.slice(0, Math.max(batch, VERIFIED_SAMPLES));
      const feeds = await Promise.all(compared.map((sample) => userFeeds(sample, inputs)));
      const told = (done: number) => progress('verify', done, Math.ceil(feeds.length / batch));
      return verifyBin({ quantized, deployed, batch, lane: lanes.lane }, bin, inputs, feeds, told);
    });
    return { verification };
  },
};
