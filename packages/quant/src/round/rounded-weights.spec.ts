import fc from 'fast-check';
import { type Graph, seededRandom } from '@openbpu/ir';
import { convWeights } from '@openbpu/ops';
import { Quantise, type Thresholds } from '@openbpu/passes';
import { type FoldResult, fold, observationKey } from '@openbpu/runtime';
import { expectDType } from '@openbpu/tensor';
import { convsToRound } from './convs-to-round';
import { patchCovariance } from './patch-covariance';
import { roundRows } from './round-rows';
import { roundedWeights } from './rounded-weights';
import { type TwoConvs, calibrated, thresholdsOf, twoConvs } from './two-convs.fixture';

/** Answers of ramps with little noise, which make neighbours and channels alike; one channel is 0. */
function hear(graph: Graph<'optimized'>, thresholds: Thresholds) {
  const convs = convsToRound(graph, calibrated(graph, thresholds), 25);
  const known = new Map<string, FoldResult>();
  convs.forEach(({ wish }, i) => {
    const random = seededRandom(i + 1);
    const data = Float32Array.from({ length: wish.image[0] * 25 }, (_, at) =>
      Math.floor(at / 25) === 1 ? 0 : (at % 5) / 3 + 0.2 * random(),
    );
    known.set(observationKey(wish), fold(wish, data));
  });
  return { convs, known };
}

function quantised(graph: Graph<'optimized'>, thresholds: Thresholds): Graph<'quantized'> {
  return new Quantise([{ name: 'x', typeRt: 'featuremap', layoutTrain: 'NCHW', layoutFed: 'NCHW' }]).run(
    calibrated(graph, thresholds),
  );
}

/** Multipliers, and the types of all that is computed. */
function scales(graph: Graph) {
  return [...graph.values.values()]
    .filter(({ id, constant }) => !constant || id.endsWith('_multiplier'))
    .map(({ id, type, constant }) => [id, type, constant?.data]);
}

const integers = (graph: Graph, node: string) =>
  Array.from(expectDType(graph.value(`${node}_weight`).constant!, 'int8').data);

const number = fc.oneof(fc.float({ min: -2, max: 2, noNaN: true }), fc.constantFrom(0, -0, 2, -2, 1e-3));
const trial = fc
  .record({
    group: fc.constantFrom(1, 2, 4),
    output: fc.constantFrom('int8' as const, 'int32' as const),
    outputs: fc.constantFrom(4, 8),
  })
  .chain(({ group, output, outputs }) =>
    fc.record({
      graph: fc.record({
        weights: fc.array(number, { minLength: (outputs * 16) / group, maxLength: (outputs * 16) / group }),
        biases: fc.array(fc.oneof(number, fc.constantFrom(2 ** 24, -(2 ** 27), 1e20)), {
          minLength: outputs,
          maxLength: outputs,
        }),
        group: fc.constant(group),
        output: fc.constant(output),
      }),
      channels: fc.option(
        fc.array(fc.float({ min: Math.fround(0.01), max: 2, noNaN: true }), { minLength: 4, maxLength: 4 }),
      ),
      shifted: fc.boolean(),
    }),
  );

function given({
  channels,
  shifted,
}: {
  readonly channels: readonly number[] | null;
  readonly shifted: boolean;
}): Pick<Thresholds, 'channels' | 'floors'> {
  return {
    ...(channels ? { channels: new Map([['h', Float32Array.from(channels)]]) } : {}),
    ...(shifted ? { floors: new Map([['h', Float32Array.of(0)]]) } : {}),
  };
}

it(
  'gives floats that the quantiser takes for exactly the integers that were found, at the ' + 'scales of the weights',
  () => {
    fc.assert(
      fc.property(trial, ({ graph: text, ...steps }) => {
        const graph = twoConvs(text);
        const thresholds = thresholdsOf(graph, given(steps));
        const { convs, known } = hear(graph, thresholds);
        const rounded = { ...thresholds, roundedWeights: roundedWeights(convs, known) };
        const [before, after] = [thresholds, rounded].map((of) => quantised(graph, of));
        for (const { id, wish, conv } of convs) {
          const node = id === 'v' ? 'one' : 'two';
          expect(integers(after, node)).toEqual(found(conv, known.get(observationKey(wish))!));
        }
        expect(scales(after)).toEqual(scales(before));
      }),
      { numRuns: 150 },
    );
  },
);

/** The integers of a convolution, the short way: rows whose scale their bias may settle are as they were. */
function found(conv: ReturnType<typeof convsToRound>[number]['conv'], heard: FoldResult): number[] {
  if (heard.fold !== 'products') throw new Error(heard.fold);
  const { q, scale, reals, thresholds, bias } = convWeights(conv);
  const again = convWeights({
    ...conv,
    bias: bias && { ...bias, data: expectDType(bias, 'float32').data.map((b) => 2 * b) },
    y: undefined,
  });
  for (let o = 0; o < scale.length; o++) {
    const row = expectDType(reals, 'float32').data.subarray(o * heard.size, (o + 1) * heard.size);
    if (thresholds[o] === 0 || again.scale[o] !== Math.fround(thresholds[o] / 127)) continue;
    const pinned = row.findIndex((real) => Math.abs(real) === Math.max(...row.map(Math.abs)));
    roundRows(
      [
        {
          targets: row.map((real) => real / scale[o]),
          q: q.data.subarray(o * heard.size, (o + 1) * heard.size),
          pinned,
          gradient: new Float64Array(heard.size),
        },
      ],
      patchCovariance(heard, Math.floor((o * conv.group) / scale.length)),
    );
  }
  return Array.from(q.data);
}

it.each([1, 2])('moves some integers, each by little where channels are alike (group %d)', (group) => {
  const text: TwoConvs = {
    weights: Array.from({ length: 64 / group }, (_, i) => Math.sin(7 * i)),
    biases: [0, 0, 0, 0],
    group,
    output: 'int8',
  };
  const graph = twoConvs(text);
  const thresholds = thresholdsOf(graph);
  const { convs, known } = hear(graph, thresholds);
  const roundedTwo = roundedWeights(convs, known);
  const [before, after] = [{}, { roundedWeights: roundedTwo }].map((more) =>
    integers(quantised(graph, { ...thresholds, ...more }), 'two'),
  );
  expect(after).not.toEqual(before);
  expect(Math.max(...after.map((q, i) => Math.abs(q - before[i])))).toBeLessThanOrEqual(8);
  expect([...roundedTwo.keys()]).toEqual(['v', 'w']);
});

it('changes neither the weights nor what was heard, and rounds what was heard alone', () => {
  const graph = twoConvs({
    weights: Array.from({ length: 64 }, (_, i) => Math.sin(7 * i)),
    biases: [0, 0, 0, 0],
    group: 1,
    output: 'int8',
  });
  const { convs, known } = hear(graph, thresholdsOf(graph));
  const before = structuredClone({ known: [...known], weights: graph.value('w').constant?.data });
  expect(roundedWeights(convs, known)).toEqual(roundedWeights(convs, known));
  expect({ known: [...known], weights: graph.value('w').constant?.data }).toEqual(before);
  known.delete(observationKey(convs[0].wish));
  expect([...roundedWeights(convs, known).keys()]).toEqual(['w']);
});
