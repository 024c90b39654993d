import { V1_TYPES } from './v1-types';

describe('V1_TYPES', () => {
  it('maps every word to another name of its own', () => {
    expect(new Set(V1_TYPES.values()).size).toBe(V1_TYPES.size);
    for (const [word, type] of V1_TYPES)
      expect([word, type.toUpperCase().replace('WITHLOSS', 'LOSS')]).toEqual([word, word.replaceAll('_', '')]);
  });
});
