import { marches } from './marches';

it('names every march once, with rules and boards', () => {
  const names = marches().map(({ march }) => march);
  expect(names).toEqual(['bernoulli2', 'bayes-e', 'bayes']);
  for (const { march, boards, constraints, recipe } of marches()) {
    expect(boards.length).toBeGreaterThan(0);
    expect(constraints.length).toBeGreaterThan(50);
    expect(recipe.march).toBe(march);
  }
});
