import { backendLaws } from '@openbpu/plugin-api/testing';
import { backend } from './backend';

describe('the bernoulli2 backend', () => {
  it.each(backendLaws(backend, { tops: 5 }))('$name', async ({ complaints }) => expect(await complaints()).toEqual([]));

  it('moves data only beside quantised nodes, has no int16 and one Relu: that of a convolution', () => {
    expect(backend.policy).toMatchObject({
      int16: {},
      quantise: {
        Conv: 'active',
        HzPreprocess: 'active',
        Swish: 'active',
        Concat: 'passive',
        Split: 'passive',
        Softmax: 'manual',
      },
    });
    for (const cpu of ['Transpose', 'Reshape', 'Sub', 'HardSwish', 'Gelu', 'Elu', 'Identity'])
      expect(backend.policy.quantise).not.toHaveProperty(cpu);
    expect(backend.recipe).toMatchObject({ march: 'bernoulli2', coreNum: [1, 2], int16Output: false });
    expect(backend.recipe.keys.map(({ key, verdict }) => [key, verdict])).toEqual([
      ['node_info', 'refused'],
      ['set_node_data_type', 'refused'],
    ]);
  });
});
