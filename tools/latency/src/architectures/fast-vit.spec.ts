import { structureOf } from '../structure';
import { fastVitS12, fastVitSa12, fastVitT8 } from './fast-vit';

/** Millions of parameters of the networks that were released, branches not yet merged, and MACs of 256×256. */
const RELEASED = [
  ['T8', fastVitT8, 4.0, 0.7],
  ['S12', fastVitS12, 9.5, 1.8],
  ['SA12', fastVitSa12, 11.6, 1.9],
] as const;

describe('fastVit', () => {
  it.each(RELEASED)(
    '%s has the parameters and operations of the network that was released',
    (_, build, millions, giga) => {
      const { parameters, macs } = structureOf(build());
      // Merging leaves out less than a hundredth.
      expect(Math.abs(parameters / 1e6 / millions - 1)).toBeLessThan(0.01);
      expect((macs * (256 / 224) ** 2) / 1e9).toBeCloseTo(giga, 1);
    },
  );

  it.each([
    ['t8', fastVitT8, 3_994_267, 524_773_248, { Conv: 52, Erf: 17 }],
    ['s12', fastVitS12, 9_425_825, 1_373_493_760, { Conv: 60, Erf: 19 }],
  ] as const)('%s is what tools/latency/export/fast_vit.py exports', (_, build, parameters, macs, operators) => {
    const structure = structureOf(build());
    expect(structure).toMatchObject({ parameters, macs, operators });
    expect(Object.keys(structure.operators)).not.toContain('MatMul');
  });

  it('sa12 is what tools/latency/export/fast_vit.py exports, attention and all', () => {
    expect(structureOf(fastVitSa12())).toMatchObject({
      parameters: 11_544_483,
      macs: 1_481_949_184,
      operators: {
        Add: 35,
        BatchNormalization: 2,
        Conv: 59,
        Div: 19,
        Erf: 19,
        Gemm: 1,
        GlobalAveragePool: 1,
        MatMul: 8,
        Mul: 55,
        ReduceMean: 1,
        Relu: 1,
        Reshape: 15,
        Sigmoid: 1,
        Softmax: 2,
        Split: 2,
        Transpose: 10,
      },
    });
  });
});
