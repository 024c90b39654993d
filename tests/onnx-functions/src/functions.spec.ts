import { standardFunctions } from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';
import { countMismatches } from '@openbpu/tensor';
import * as fc from 'fast-check';
import type { Case } from './case';
import { described, differing, distance, evaluate } from './compare';
import { floatCases } from './float-cases';
import { integerCases } from './integer-cases';
import { movementCases } from './movement-cases';
import { pairCases } from './pair-cases';
import { type Optimisation, OnnxThread } from './onnx-thread';

const RUNS = Number(process.env['OPENBPU_RUNS'] ?? 20);

const table = (cases: readonly Case[]) => cases.map((each): [string, Case] => [each.name, each]);

describe.each<Optimisation>(['disabled', 'all'])('ONNX forms, optimisation %s', (optimisation) => {
  let onnx: OnnxThread;
  beforeAll(() => void (onnx = new OnnxThread()));
  afterAll(() => onnx.close());

  it.each(table([...integerCases, ...movementCases, ...pairCases]))(
    '%s agrees bit for bit',
    async (_, { examples }) => {
      await fc.assert(
        fc.asyncProperty(examples.map(described), async (example) => {
          for (const { found, expected } of await evaluate(onnx, example, optimisation))
            expect(countMismatches(found, expected)).toBe(0);
        }),
        { numRuns: RUNS },
      );
    },
  );

  it.each(table(floatCases))('%s means what the reference says', async (_, { examples }) => {
    await fc.assert(
      fc.asyncProperty(examples.map(described), async (example) => {
        for (const outcome of await evaluate(onnx, example, optimisation)) {
          if (example.op.accuracy === 'exact') expect(differing(outcome)).toBe(0);
          else expect(distance(outcome)).toBeLessThan(1e-5);
        }
      }),
      { numRuns: RUNS },
    );
  });
});

describe('the table', () => {
  const tried = new Set(
    [...integerCases, ...movementCases, ...pairCases, ...floatCases]
      .flatMap(({ examples }) => fc.sample(examples, { numRuns: 1, seed: 1 }))
      .map(({ op }) => op.name),
  );

  it('has a case for every op', () => {
    const opaque = standardOps()
      .ops.filter(({ accuracy }) => accuracy === 'opaque')
      .map(({ name }) => name);
    expect(
      standardOps()
        .ops.map(({ name }) => name)
        .filter((name) => !tried.has(name) && !opaque.includes(name)),
    ).toEqual([]);
  });

  it('knows a function for every op of the own domain', () => {
    const functions = new Set(standardFunctions().map(({ op }) => op.name));
    expect(
      standardOps()
        .ops.map(({ name }) => name)
        .filter((name) => name.startsWith('Hz') && !functions.has(name)),
    ).toEqual([]);
  });

  it('has one body per name', () => {
    const names = standardFunctions().flatMap(({ forms }) => forms.map(({ name }) => name));
    expect(new Set(names).size).toBe(names.length);
  });
});
