import { backendLaws } from '@openbpu/plugin-api/testing';
import { backend } from './backend';

describe('the bayes backend', () => {
  it.each(backendLaws(backend, { tops: 96 }))('$name', async ({ complaints }) =>
    expect(await complaints()).toEqual([]),
  );

  it('has int16, two cores of which a model uses one, and says that its speed is assumed', () => {
    expect(backend.features).toMatchObject({ march: 'bayes', assumed: true, cores: 2, cpu: { cores: 8 } });
    expect(backend.policy).toMatchObject({
      int16: { Conv: 'listed', Resize: 'unstated', Swish: 'listed' },
      quantise: { Conv: 'active', HzPreprocess: 'active', HardSwish: 'active', Reshape: 'passive', Softmax: 'manual' },
    });
    expect(backend.recipe).toMatchObject({ march: 'bayes', coreNum: [1], int16Output: true });
    expect(backend.recipe.keys.map(({ key, verdict }) => [key, verdict])).toEqual([
      ['run_on_cpu', 'superseded'],
      ['run_on_bpu', 'superseded'],
      ['set_node_data_type', 'superseded'],
    ]);
  });

  it('leaves to the CPU what only bayes-e has', () => {
    for (const cpu of ['Erf', 'PRelu', 'Round', 'Gelu', 'Neg', 'Identity', 'Acos'])
      expect(backend.policy.quantise).not.toHaveProperty(cpu);
  });
});
