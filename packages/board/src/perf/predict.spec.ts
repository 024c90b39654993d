import { FEATURES, PROGRAM } from './perf.fixture';
import { predict } from './predict';

it('counts in the computing time of a layer what it takes of both units, one after the other', () => {
  const one = { ...PROGRAM, layers: { names: ['conv'], of: [0, 0, 0, 0, 0, 0, 0] } };
  const { layers } = predict([{ on: 'BPU', name: 's', program: one }], FEATURES, { perLayer: true }) ?? {};
  expect(layers).toMatchObject([{ name: 'conv', segment: 's', computeUs: 132, transferUs: 232 }]);
});
