import { integerForms } from './integer-forms';

it('tells which operators of a march that takes them never become integers', async () => {
  const [few] = await integerForms(1);
  expect(few.without.length).toBeGreaterThan(0);
  const found = await integerForms(300);
  expect(found.map(({ march }) => march)).toEqual(['bernoulli2', 'bayes-e', 'bayes']);
  for (const { without } of found) expect(without).toEqual([]);
});
