import { bindsLayer, bindsSubgraph } from './binding';

const busy = (dma: number, tensor: number, vector: number) => ({ dma, tensor, vector });

describe('bindsLayer', () => {
  it('is the queue that is busy longest', () => {
    const issued = busy(1, 1, 1);
    expect(bindsLayer({ busy: busy(101, 100, 100), issued })).toBe('DDR');
    expect(bindsLayer({ busy: busy(100, 101, 100), issued })).toBe('MAC');
    expect(bindsLayer({ busy: busy(100, 100, 101), issued })).toBe('vector');
    expect(bindsLayer({ busy: busy(0, 0, 0), issued: busy(0, 0, 0) })).toBe('nothing');
  });

  it('is dispatch where more than half of it is starting instructions', () => {
    expect(bindsLayer({ busy: busy(0, 32, 0), issued: busy(9, 1, 9) })).toBe('MAC');
    expect(bindsLayer({ busy: busy(0, 31, 0), issued: busy(0, 1, 0) })).toBe('dispatch');
  });
});

describe('bindsSubgraph', () => {
  const call = { name: 'c', start: 0, cycles: 0 };
  const of = (calls: number, cores: number, dma: number, tensor: number) =>
    bindsSubgraph(
      {
        calls: Array.from({ length: calls }, () => call),
        cores,
        cycles: 1000,
        utilisation: { dma, tensor, vector: 0, macs: 0 },
      },
      { dispatchCycles: 100 },
    );

  it('is the queue that is busy longest, or starting calls', () => {
    expect([of(1, 1, 0.5, 0.4), of(1, 1, 0.4, 0.5)]).toEqual(['DDR', 'MAC']);
    expect([of(4, 1, 0.4, 0), of(5, 1, 0.4, 0), of(3, 2, 0.4, 0)]).toEqual(['DDR', 'dispatch', 'dispatch']);
  });

  it('is nothing for a program of nothing', () => {
    const nothing = { calls: [], cores: 1, cycles: 0, utilisation: { dma: 0, tensor: 0, vector: 0, macs: 0 } };
    expect(bindsSubgraph(nothing, { dispatchCycles: 100 })).toBe('nothing');
  });
});
