import { FEATURES, PROGRAM } from './perf.fixture';
import { predict } from './predict';

it('counts in the computing time of a layer what it takes of both units, one after the other', () => {
  const one = { ...PROGRAM, layers: { names: ['conv'], of: [0, 0, 0, 0, 0, 0, 0] } };
  const { layers } = predict([{ on: 'BPU', name: 's', program: one }], FEATURES, { perLayer: true }) ?? {};
  expect(layers).toMatchObject([{ name: 'conv', segment: 's', computeUs: 132, transferUs: 232 }]);
});

it('has the most cores and the longest call of any number of segments and calls', () => {
  const [call] = PROGRAM.calls;
  const program = {
    ...PROGRAM,
    calls: [...Array.from({ length: 200_000 }, () => ({ ...call, instructions: [] })), call],
  };
  const steps = [PROGRAM, program, PROGRAM].map((each, i) => ({ on: 'BPU', name: `s${i}`, program: each }) as const);
  const all = predict(steps, FEATURES);
  const [one] = [predict([steps[0]], FEATURES)];
  expect(all?.calls).toEqual({ count: 200_003, longestUs: one?.calls?.longestUs });
  expect(one?.calls?.longestUs).toBeGreaterThan(0);
  expect(all).not.toHaveProperty('cores');
});

describe('what is predicted', () => {
  const steps = [
    { on: 'CPU', name: 'c', bytes: 600, macs: 0, view: false },
    { on: 'BPU', name: 's', program: PROGRAM },
  ] as const;
  const at = (changes: object = {}, cpu: object = {}) =>
    predict(steps, { ...FEATURES, ...changes, cpu: { ...FEATURES.cpu, ...cpu } }, { batch: 2 });

  it('is called by the protocol of the march', () => {
    expect(at({}, { protocol: 'a frame of a test' })?.protocol).toBe('a frame of a test');
  });

  it('has the interval of its march around both figures, and none without', () => {
    const { latencyUs = 0, fps = 0, range } = at({ spread: { latency: [0.5, 2], rate: [0.25, 4] } }) ?? {};
    expect(range).toEqual({ latencyUs: [latencyUs / 2, latencyUs * 2], fps: [fps / 4, fps * 4] });
    expect(at()).not.toHaveProperty('range');
  });

  it('has the rate of a crowded CPU where that is busiest, and the same latency', () => {
    expect(at()?.fps).toBeCloseTo(2e6 / 900, 9);
    expect(at({}, { crowded: 1.5 })?.fps).toBeCloseTo(2e6 / 1350, 9);
    expect(at({}, { crowded: 1.5 })?.latencyUs).toBe(at()?.latencyUs);
    expect(at({}, { crowded: 1.5, cores: 4 })?.fps).toBeCloseTo(2e6 / 464, 9);
  });
});
