import { ALL_LAYERS } from './all';

describe('ALL_LAYERS', () => {
  it('stands in the order of the alphabet', () => {
    const names = ALL_LAYERS.map((rule) => rule.types[0]);
    expect(names).toEqual([...names].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)));
  });
});
