import { seededRandom } from '@openbpu/ir';
import * as ops from '@openbpu/ops';
import { type Shape, type Tensor, float32, makeTensor, sizeOf } from '@openbpu/tensor';
import * as fc from 'fast-check';
import { windows } from './arbitraries';
import type { Case } from './case';
import type { Example } from './one-op-graph';

const whole = (min: number, max: number) => fc.integer({ min, max });

/** Float32 elements, each drawn by `draw` from a random number in 0..1 and its index. */
const drawn = (
  shape: Shape,
  draw: (random: number, i: number) => number = (random) => 4 * random - 2,
): fc.Arbitrary<Tensor<'float32'>> =>
  fc.nat().map((seed) => {
    const random = seededRandom(seed);
    return float32(
      shape,
      Array.from({ length: sizeOf(shape) }, (_, i) => draw(random(), i)),
    );
  });

/** Scores on a coarse grid, so that some are equal; overlapping boxes; every way of coding them. */
const detections: Case = {
  name: 'DetectionOutput',
  examples: fc
    .record({
      images: whole(1, 2),
      priors: whole(1, 12),
      numClasses: whole(1, 4),
      background: whole(-1, 2),
      shareLocation: fc.boolean(),
      varianceEncoded: fc.boolean(),
      codeType: fc.constantFrom('CORNER', 'CENTER_SIZE', 'CORNER_SIZE'),
      nmsThreshold: fc.constantFrom(0, 0.313, 0.4517, 1),
      confidenceThreshold: fc.constantFrom(-Infinity, 0.2, 0.9, 2),
      topK: fc.constantFrom(-1, 1, 3, 100),
      keepTopK: fc.constantFrom(-1, 1, 4, 100),
    })
    .filter(({ numClasses, background }) => numClasses > 1 || background !== 0)
    .chain(({ images, priors, ...attrs }) =>
      fc
        .tuple(
          drawn([images, priors * (attrs.shareLocation ? 1 : attrs.numClasses) * 4]),
          drawn([images, priors * attrs.numClasses], (random) => Math.round(random * 16) / 16),
          drawn([1, 2, priors * 4], (random, i) =>
            i >= priors * 4 ? 0.1 + random / 10 : i % 4 < 2 ? random / 2 : 0.5 + random / 2,
          ),
        )
        .map((inputs): Example => ({ op: ops.DetectionOutput, inputs, fed: [0, 1], attrs })),
    ),
};

const indices: Case = {
  name: 'MaxPoolIndices',
  examples: fc
    .tuple(windows, whole(1, 2))
    .filter(([{ window }]) => window.pads.every((pad, i) => pad < window.kernel[i % 2]))
    .chain(([{ window, image, batch }, c]) =>
      drawn([batch, c, ...image], (random) => Math.floor(random * 6)).map((x): Example => ({
        op: ops.MaxPoolIndices,
        inputs: [x],
        fed: [0],
        attrs: window,
      })),
    ),
};

const unpools: Case = {
  name: 'MaxUnpool',
  examples: fc
    .tuple(whole(1, 2), whole(1, 3), whole(1, 3), whole(1, 3), whole(1, 5), whole(1, 5), fc.nat())
    .chain(([n, c, h, w, height, width, seed]) => {
      const random = seededRandom(seed);
      const at = BigInt64Array.from({ length: n * c * h * w }, () => BigInt(Math.floor(random() * height * width)));
      return drawn([n, c, h, w]).map((x): Example => ({
        op: ops.MaxUnpool,
        inputs: [x, makeTensor('int64', [n, c, h, w], at)],
        fed: [0, 1],
        attrs: { height, width },
      }));
    }),
};

/** Regions that reach beyond the image, are turned over, or lie between elements. */
const regions: Case = {
  name: 'PsRoiPool',
  examples: fc
    .record({ n: whole(1, 2), outputDim: whole(1, 3), groupSize: whole(1, 3), h: whole(1, 6), w: whole(1, 6) })
    .chain(({ n, outputDim, groupSize, h, w }) =>
      fc
        .tuple(
          drawn([n, outputDim * groupSize ** 2, h, w]),
          drawn([3, 5], (random, i) => (i % 5 === 0 ? Math.floor(random * n) : Math.round(random * 40 - 8) / 2)),
          fc.constantFrom(1, 0.5, 0.0625),
        )
        .map(([x, rois, spatialScale]): Example => ({
          op: ops.PsRoiPool,
          inputs: [x, rois],
          fed: [0, 1],
          attrs: { outputDim, groupSize, spatialScale },
        })),
    ),
};

const memories: Case = {
  name: 'Lstm',
  examples: fc
    .record({
      steps: whole(1, 4),
      batch: whole(1, 3),
      features: whole(1, 4),
      hidden: whole(1, 3),
      cleared: fc.boolean(),
      begun: fc.boolean(),
    })
    .chain(({ steps, batch, features, hidden, cleared, begun }) =>
      fc
        .tuple(
          drawn([steps, batch, features]),
          drawn([1, 4 * hidden, features]),
          drawn([1, 8 * hidden]),
          drawn([1, 4 * hidden, hidden]),
          drawn([steps, batch], (random) => (random < 0.4 ? 0 : 1)),
          drawn([1, batch, hidden]),
          drawn([1, batch, hidden]),
        )
        .map(([x, w, b, r, cont, h0, c0]): Example => ({
          op: ops.Lstm,
          inputs: [x, w, b, r, ...(cleared || begun ? [cleared ? cont : undefined] : []), ...(begun ? [h0, c0] : [])],
          fed: [0],
          attrs: {},
        })),
    ),
};

/** Ops of detectors and sequences, which only the CPU carries out. */
export const detectorCases: readonly Case[] = [detections, indices, unpools, regions, memories];
