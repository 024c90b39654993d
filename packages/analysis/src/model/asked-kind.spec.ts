import { refusal } from '../net.fixture';
import { askedKind, askedSamples } from './asked-kind';

it('knows the node types', async () => {
  expect(['node', 'weight', 'activation'].map(askedKind)).toEqual(['node', 'weight', 'activation']);
  const hint = 'it is one of node, weight, activation';
  expect(await refusal(() => askedKind('weights'))).toEqual({ code: 'ANA004', hint });
});

it('reads all samples, or as many as are asked for', async () => {
  expect([askedSamples(5), askedSamples(5, 1), askedSamples(5, 5)]).toEqual([5, 1, 5]);
  for (const asked of [0, 6, 1.5, -1, NaN, Infinity])
    expect(await refusal(() => askedSamples(5, asked))).toMatchObject({ code: 'ANA005' });
  expect(await refusal(() => askedSamples(0))).toMatchObject({ code: 'ANA005' });
});
