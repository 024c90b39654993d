import { type Tensor, float32 } from '@openbpu/tensor';
import type { PlainAttributes } from './custom-op';
import { CustomOpError } from './custom-op-error';
import type { LoadedModule } from './load-module';
import { bindPyOp, pyOpAttributes } from './py-op';

const GOOD = {
  class_name: 'Twice',
  module: 'sample',
  input_types: [1],
  output_types: [1],
  output_shape: ['1, 2'],
};
const X = float32([1, 2], [1, 2]);
const fault = (act: () => unknown) => {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof CustomOpError)) throw error;
    return [error.fault, error.problem, error.attribute];
  }
};
const read = (change: object = {}) => fault(() => pyOpAttributes({ ...GOOD, ...change }));
const bound = (exports: Readonly<Record<string, unknown>>, change: PlainAttributes = {}) =>
  bindPyOp(pyOpAttributes({ ...GOOD, ...change }), {
    file: '/a/sample.ts',
    module: 'sample.ts',
    stem: 'sample',
    sha256: 'f'.repeat(64),
    ops: [],
    exports,
  } satisfies LoadedModule);

describe('the attributes', () => {
  it('are read, floats of any width being float32', () => {
    expect(read()).toEqual({
      module: 'sample',
      className: 'Twice',
      compute: 'compute',
      inputTypes: ['float32'],
      outputs: [{ dtype: 'float32', shape: [1, 2] }],
    });
    expect(
      read({ compute: 'run', input_types: [10, 11, 7, 9], output_types: [6, 1], output_shape: ['3,4', ''] }),
    ).toMatchObject({
      compute: 'run',
      inputTypes: ['float32', 'float32', 'int64', 'bool'],
      outputs: [
        { dtype: 'int32', shape: [3, 4] },
        { dtype: 'float32', shape: [] },
      ],
    });
  });

  it.each([
    [{ module: undefined }, 'is missing', 'module'],
    [{ class_name: 3 }, 'is no text', 'class_name'],
    [{ compute: '' }, 'is no text', 'compute'],
    [{ input_types: undefined }, 'is missing', 'input_types'],
    [{ input_types: ['1'] }, 'is of another kind', 'input_types'],
    [{ input_types: [8] }, 'holds 8, which is no element type of numbers', 'input_types'],
    [{ output_types: [1, 1] }, 'has 2 entries, and output_shape 1', 'output_types'],
    [{ output_shape: [], output_types: [] }, 'has no entry, and a node has an output', 'output_shape'],
    [{ output_shape: ['1, x'] }, 'holds "1, x", which is no shape such as "1, 1024, 1, 1"', 'output_shape'],
    [{ output_shape: ['-1'] }, expect.stringContaining('"-1"'), 'output_shape'],
    [{ output_shape: ['1,,2'] }, expect.stringContaining('"1,,2"'), 'output_shape'],
    [{ output_shape: ['9007199254740992'] }, expect.stringContaining('no shape'), 'output_shape'],
  ])('are refused: %j', (change, problem, attribute) =>
    expect(read(change)).toEqual(['attributes', problem, attribute]),
  );
});

const fails = (): never => {
  throw new Error('no');
};

describe('the class', () => {
  class Twice {
    private calls = 0;
    compute(x: Tensor) {
      this.calls++;
      return (x.data as Float32Array).map((v) => 2 * v + this.calls - this.calls);
    }
    whole = (x: Tensor) => [{ ...x, data: (x.data as Float32Array).map((v) => 3 * v) }];
  }

  it('is made once, and its method gives elements or tensors', () => {
    const op = bound({ Twice });
    expect([op.name, op.from.module, op.lower, op.macs([], []), op.body([])]).toEqual([
      'horizon.custom.PyOp',
      'sample.ts',
      false,
      0,
      undefined,
    ]);
    expect(op.infer([X])).toEqual([{ dtype: 'float32', shape: [1, 2] }]);
    expect(op.evaluate([X])).toEqual([float32([1, 2], [2, 4])]);
    expect(bound({ Twice }, { compute: 'whole' }).evaluate([X])).toEqual([float32([1, 2], [3, 6])]);
    expect(bound({ Twice: { compute: () => [Float32Array.of(5, 6)] } }).evaluate([X])).toEqual([
      float32([1, 2], [5, 6]),
    ]);
    let made = 0;
    const Counted = class {
      constructor() {
        made++;
      }
      compute = (x: Tensor): Tensor => x;
    };
    const counted = bound({ Twice: Counted });
    counted.evaluate([X]);
    counted.evaluate([X]);
    expect(made).toBe(1);
  });

  it('does not get at the inputs of others', () => {
    const x = float32([1, 2], [1, 2]);
    bound({ Twice: { compute: (given: Tensor) => ((given.data[0] = 9), given) } }).evaluate([x]);
    expect(x).toEqual(X);
  });

  it.each([
    [{}, {}, 'throws', 'module "sample.ts" has no class Twice with a method compute'],
    [{ Twice }, { compute: 'gone' }, 'throws', /no class Twice with a method gone/],
    [{ Twice: 5 }, {}, 'throws', /no class Twice/],
    [{ Twice: { compute: (): undefined => undefined } }, {}, 'results', /output 0 as nothing/],
    [{ Twice: { compute: () => Int8Array.of(1, 2) } }, {}, 'results', /a Int8Array, and of float32/],
    [{ Twice: { compute: fails } }, {}, 'throws', /^no/],
    [{ Twice }, { input_types: [1, 1] }, 'attributes', 'has 2 entries, and the node 1 inputs'],
    [{ Twice }, { input_types: [6] }, 'attributes', 'says int32 of input 0, which is float32'],
  ] as const)('is refused: %p', (exports, change, kind, problem) => {
    const [found, said] = fault(() => bound(exports, change).evaluate([X])) as [string, string];
    expect(found).toBe(kind);
    if (problem instanceof RegExp) expect(said).toMatch(problem);
    else expect(said).toBe(problem);
  });
});
