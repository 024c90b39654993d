import { backendLaws } from '@openbpu/plugin-api/testing';
import { backend } from './backend';

describe('the bayes-e backend', () => {
  it.each(backendLaws(backend, { tops: 10 }))('$name', async ({ complaints }) =>
    expect(await complaints()).toEqual([]),
  );

  it('moves data only beside quantised nodes, and has int16', () => {
    expect(backend.policy).toMatchObject({
      int16: { Conv: 'listed', Resize: 'unstated', Swish: 'listed' },
      quantise: {
        Conv: 'active',
        HzPreprocess: 'active',
        HardSwish: 'active',
        Transpose: 'passive',
        Reshape: 'passive',
        Softmax: 'manual',
        Div: 'active',
        Max: 'active',
        Min: 'manual',
        Equal: 'manual',
      },
    });
    for (const cpu of ['Neg', 'Identity', 'Celu']) expect(backend.policy.quantise).not.toHaveProperty(cpu);
    expect(backend.recipe).toMatchObject({ march: 'bayes-e', coreNum: [1], int16Output: true });
    expect(backend.recipe.keys.map(({ key, verdict }) => [key, verdict])).toEqual([
      ['run_on_cpu', 'superseded'],
      ['run_on_bpu', 'superseded'],
      ['set_node_data_type', 'superseded'],
    ]);
  });
});
