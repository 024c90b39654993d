import type { Constraint } from '@openbpu/core';
import { standardOps } from '@openbpu/ops';
import { standardLowering } from '@openbpu/compiler';
import type { Pace } from '@openbpu/machine';
import type { Backend } from '../backend';
import { backendLaws } from './backend-laws';

const ALONG_BATCH: Constraint = {
  id: 'm/Softmax/axis',
  sentence: 'axis is not the batch',
  appliesTo: ['Softmax'],
  check: ({ attrs }) => JSON.stringify(attrs) !== '{"axis":0}' || 'axis is 0',
};
const PACE: Pace = {
  tensor: {
    window: 1,
    pixel: 0.5,
    computed: 1e-3,
    computedCycles: 0,
    wide: 1.5,
    depthwise: { channels: 1, products: 0.5 },
    colourCycles: 0.5,
  },
  vector: { arithmetic: 300, window: 0.5, resize: 0.5, move: 0.5, moveCycles: 0, across: 0.5, stack: 1 },
  constantsAhead: 1 << 18,
};
const paced = (pace: Partial<Pace>): Partial<Backend> => ({
  features: { ...sound.features, pace: { ...PACE, ...pace } },
});
const SPREAD = { latency: [0.9, 1.1], rate: [1, 1] } as const;
const sound: Backend = {
  march: 'm',
  boards: ['M'],
  features: {
    march: 'm',
    spread: SPREAD,
    cores: 1,
    clockHz: 1e9,
    macArray: {
      int8: { outputChannels: 50, inputChannels: 10, pixels: 1 },
      int16: { outputChannels: 1, inputChannels: 1, pixels: 1 },
    },
    vectorLanes: 8,
    sramBytes: 1 << 20,
    ddrBytesPerCycle: 8,
    burstBytes: 64,
    alignBytes: 16,
    dispatchCycles: 1,
    cpu: {
      cores: 1,
      clockHz: 1e9,
      macsPerCycle: 1,
      bytesPerSecond: 1e9,
      nodeSeconds: 0,
      inferenceSeconds: 0,
      protocol: 'a frame',
    },
  },
  operators: {},
  constraints: [ALONG_BATCH],
  policy: {
    int16: {},
    sharedScaleRatio: 16,
    quantise: { Conv: 'active', GlobalAveragePool: 'active', Reshape: 'passive', Softmax: 'manual' },
  },
  lowering: standardLowering,
  recipe: { march: 'm', keys: [], coreNum: [1], int16Output: false, refusedInputs: [] },
};

const { cpu } = sound.features;

async function broken(changes: Partial<Backend>, tops = 1): Promise<Record<string, readonly string[]>> {
  const all = await Promise.all(
    backendLaws({ ...sound, ...changes }, { tops }).map(
      async ({ name, complaints }) => [name, await complaints()] as const,
    ),
  );
  return Object.fromEntries(all.filter(([, complaints]) => complaints.length > 0));
}

describe('the laws of a backend', () => {
  it('hold of a sound one', async () => expect(await broken({})).toEqual({}));

  it('hold of a sound pace', async () => {
    expect(await broken(paced({}))).toEqual({});
    expect(await broken(paced({ constantsAhead: 1 << 20 }))).toEqual({});
    expect(await broken(paced({ constantsAhead: 1 << 10 }))).toEqual({});
    const tensor = { ...PACE.tensor, wide: 1, depthwise: { channels: 2, products: 500 }, colourCycles: 16 / 500 };
    expect(await broken(paced({ tensor }))).toEqual({});
  });

  it.each<[string, Partial<Backend>, number, RegExp]>([
    [
      'a classifier in pieces',
      { policy: { ...sound.policy, quantise: { Conv: 'active', Softmax: 'manual' } } },
      1,
      /^gap is .* cpu, not HzSQuantizedGlobalAveragePool bpu/,
    ],
    [
      'a Softmax that nobody asked for',
      { policy: { ...sound.policy, quantise: { ...sound.policy.quantise, Softmax: 'active' } } },
      1,
      /^unasked it is bpu/,
    ],
    ['a Softmax without rules', { constraints: [] }, 1, /^asked for along the batch it is bpu/],
    [
      'little room on chip',
      { features: { ...sound.features, sramBytes: 1 << 18 } },
      1,
      /^there are 262144 bytes on chip, not 327680/,
    ],
    [
      'more cores than there are',
      { recipe: { ...sound.recipe, coreNum: [1, 2] } },
      1,
      /^core_num may be 2, and there is/,
    ],
    [
      'cores of which nothing is known',
      { features: { ...sound.features, cores: 2 }, recipe: { ...sound.recipe, coreNum: [1, 2] } },
      2,
      /^core_num may be 2, and nothing says/,
    ],
    [
      'nothing that is published, though it is not assumed',
      { features: { ...sound.features, spread: undefined } },
      1,
      /^it is not assumed and has no spread/,
    ],
    [
      'a spread of what is assumed',
      { features: { ...sound.features, assumed: true } },
      1,
      /^what is assumed has a spread/,
    ],
    ...(
      [
        [0, 1],
        [1.1, 0.9],
        [1, Infinity],
        [NaN, 1],
      ] as const
    ).map((rate): [string, Partial<Backend>, number, RegExp] => [
      `a spread of ${rate.join(' to ')}`,
      { features: { ...sound.features, spread: { ...SPREAD, rate } } },
      1,
      /^the spread of its rate is .* to /,
    ]),
    [
      'a CPU without a protocol',
      { features: { ...sound.features, cpu: { ...cpu, protocol: '' } } },
      1,
      /^its protocol is ""/,
    ],
    ...[0.99, NaN, Infinity].map((crowded): [string, Partial<Backend>, number, RegExp] => [
      `a CPU that crowded is ${crowded} times as slow`,
      { features: { ...sound.features, cpu: { ...cpu, crowded } } },
      1,
      new RegExp(`^crowded, its work takes ${crowded} times`),
    ]),
    ...(
      [
        ...[0, -1, 1.01, NaN, Infinity].flatMap((share) => [
          ['window', { window: share }, `window is ${share}, not a share`] as const,
          ['pixel', { pixel: share }, `pixel is ${share}, not a share`] as const,
          ['computed', { computed: share }, `computed is ${share}, not a share`] as const,
        ]),
        ...[0, 0.99, NaN, Infinity].map((wide) => ['wide', { wide }, `wide is ${wide}, not at least 1`] as const),
        ...[0, 16 / 501, NaN, Infinity].map(
          (colourCycles) => ['colourCycles', { colourCycles }, `colourCycles is ${colourCycles}, not as .*`] as const,
        ),
        ...[0, -1, 501, NaN, Infinity].map(
          (products) =>
            ['products', { depthwise: { channels: 1, products } }, `products is ${products}, not .* 500, .*`] as const,
        ),
        ...[0, 0.5, NaN, Infinity].map(
          (channels) =>
            ['channels', { depthwise: { channels, products: 1 } }, `channels is ${channels}, not a step`] as const,
        ),
      ] as const
    ).map(([name, tensor, complaint]): [string, Partial<Backend>, number, RegExp] => [
      `a pace whose ${name} will not do`,
      paced({ tensor: { ...PACE.tensor, ...tensor } }),
      1,
      new RegExp(`^${complaint}$`),
    ]),
    ...(['arithmetic', 'window', 'resize', 'move', 'across'] as const).flatMap((name) =>
      [0, -1, NaN, Infinity].map((rate): [string, Partial<Backend>, number, RegExp] => [
        `a vector queue whose ${name} is ${rate}`,
        paced({ vector: { ...PACE.vector, [name]: rate } }),
        1,
        new RegExp(`^${name} is ${rate}, not a rate$`),
      ]),
    ),
    ...[0, -1, 1.5, NaN, Infinity].map((stack): [string, Partial<Backend>, number, RegExp] => [
      `stacks in steps of ${stack}`,
      paced({ vector: { ...PACE.vector, stack } }),
      1,
      new RegExp(`^stack is ${stack}, not a step$`),
    ]),
    ...[-1, NaN, Infinity].map((moveCycles): [string, Partial<Backend>, number, RegExp] => [
      `copies that begin after ${moveCycles} cycles`,
      paced({ vector: { ...PACE.vector, moveCycles } }),
      1,
      new RegExp(`^moveCycles is ${moveCycles}, not a time$`),
    ]),
    ...[-1, NaN, Infinity].map((computedCycles): [string, Partial<Backend>, number, RegExp] => [
      `products of computed matrices that begin after ${computedCycles} cycles`,
      paced({ tensor: { ...PACE.tensor, computedCycles } }),
      1,
      new RegExp(`^computedCycles is ${computedCycles}, not a time$`),
    ]),
    ...[1023, (1 << 20) + 1, NaN].map((bytes): [string, Partial<Backend>, number, RegExp] => [
      `constants that go to ${bytes} bytes`,
      paced({ constantsAhead: bytes }),
      1,
      new RegExp(`^constantsAhead is ${bytes}, not from 1024, .* to 1048576, what is on chip$`),
    ]),
    [
      'constants that go to fewer bytes than a table of int16 has',
      { ...paced({ constantsAhead: (1 << 18) - 1 }), policy: { ...sound.policy, int16: { Softmax: 'listed' } } },
      1,
      /^constantsAhead is 262143, not from 262144, /,
    ],
    ['too many operations', {}, 0.5, /^it does 1 TOPS, not 0.5/],
    [
      'an op without an integer form',
      { policy: { ...sound.policy, quantise: { ...sound.policy.quantise, NonZero: 'active' } } },
      1,
      /^NonZero has no integer form/,
    ],
    [
      'two lowerings of one op',
      { lowering: [...standardLowering, standardLowering[0]] },
      1,
      new RegExp(`^${standardLowering[0].op.name} is lowered twice`),
    ],
    ['two rules of one name', { constraints: [ALONG_BATCH, ALONG_BATCH] }, 1, /^there are two rules m\/Softmax\/axis/],
    [
      'a rule of another march',
      { constraints: [{ ...ALONG_BATCH, id: 'x/axis' }] },
      1,
      /^x\/axis does not begin with m\//,
    ],
    [
      'a sentence with a full stop',
      { constraints: [{ ...ALONG_BATCH, sentence: 'Axis is 1.' }] },
      1,
      /says "Axis is 1\."$/,
    ],
  ])('are broken by %s', async (_, changes, tops, complaint) => {
    const found = Object.values(await broken(changes, tops));
    expect(found).toHaveLength(1);
    expect(found[0][0]).toMatch(complaint);
  });

  it('has standard ops to speak of', () => expect(standardOps().ops.length).toBeGreaterThan(50));
});
