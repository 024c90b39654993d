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
