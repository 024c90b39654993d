import { standardOps } from '@openbpu/ops';
import { int16Ops } from './int16-ops';
import type { OperatorTable } from './operator-table';
import { quantiseMap } from './quantise-map';

const map = quantiseMap(
  {
    Conv: { class: 'bpu', defaultDevice: 'bpu', mechanism: 'native' },
    Concat: { class: 'bpu', defaultDevice: 'bpu', mechanism: 'native' },
    Sigmoid: { class: 'bpu', defaultDevice: 'bpu', mechanism: 'native' },
    Softmax: { class: 'bpu', defaultDevice: 'cpu', mechanism: 'native', onRequest: true },
    Identity: { class: 'bpu', defaultDevice: 'none', mechanism: 'removed' },
    Transpose: { class: 'cpu', defaultDevice: 'cpu' },
    BatchNormalization: { class: 'bpu', defaultDevice: 'bpu', mechanism: 'fused' },
    Xor: { class: 'cpu_not_integrated', defaultDevice: 'unsupported' },
  },
  standardOps().ops,
);

describe('quantiseMap', () => {
  it('sorts ops by what the list and the ops say', () => {
    expect(map).toEqual({
      BatchNormalization: 'active',
      HzPreprocess: 'active',
      Conv: 'active',
      Sigmoid: 'active',
      Swish: 'active',
      Concat: 'passive',
      Softmax: 'manual',
    });
  });
});

it('takes a normalisation where the march has each of its steps in int16, and asks for none of them alone', () => {
  const step = { class: 'bpu', defaultDevice: 'bpu', dtypes: ['int8', 'int16'] } as const;
  const steps = { ReduceMean: step, Sub: step, Mul: step, Sqrt: step, Reciprocal: step };
  const taken = (operators: OperatorTable) => quantiseMap(operators, standardOps().ops)['LayerNormalization'];
  expect(taken(steps)).toBe('active');
  expect(taken({ ...steps, Sqrt: { ...step, dtypes: ['int8'] } })).toBeUndefined();
  expect(taken({ ...steps, Reciprocal: { class: 'cpu', defaultDevice: 'cpu' } })).toBeUndefined();
  expect(int16Ops(steps, standardOps().ops)['GroupNormalization']).toBe('listed');
  expect(int16Ops({ ...steps, Mul: { ...step, dtypes: ['int8'] } }, standardOps().ops)).not.toHaveProperty(
    'GroupNormalization',
  );
});
