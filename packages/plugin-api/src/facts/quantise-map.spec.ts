import { standardOps } from '@openbpu/ops';
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
      HzPreprocess: 'active',
      Conv: 'active',
      Sigmoid: 'active',
      Swish: 'active',
      Concat: 'passive',
      Softmax: 'manual',
    });
  });
});
