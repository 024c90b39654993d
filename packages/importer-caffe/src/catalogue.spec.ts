import { catalogueEntries } from '@openbpu/diagnostics';
import { CAFFE } from './catalogue';

describe('CAFFE', () => {
  it('numbers its events without gaps', () => {
    expect(catalogueEntries(CAFFE).map(({ code }) => code)).toEqual(
      Array.from({ length: catalogueEntries(CAFFE).length }, (_, i) => `CAF${String(i + 1).padStart(3, '0')}`),
    );
  });

  it('shortens a long list of unused layers', () => {
    const layers = Array.from({ length: 12 }, (_, i) => `l${i}`);
    expect(CAFFE.unusedWeights({ file: 'm', layers }).message).toBe(
      'the caffemodel holds 12 layers that the prototxt does not have, left out: l0, l1, l2, l3, l4, l5, l6, l7, …',
    );
    expect(CAFFE.unusedWeights({ file: 'm', layers: ['a'] }).message).toContain('holds 1 layer that');
  });
});
