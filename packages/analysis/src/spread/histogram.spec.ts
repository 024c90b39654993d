import { BINS, Counter, Extent } from './histogram';

function extentOf(...values: readonly number[]): Extent {
  const extent = new Extent();
  extent.add(values);
  return extent;
}

function counted(extent: Extent, values: readonly number[]) {
  const counter = new Counter(extent);
  counter.add(values);
  return counter.series('float', extent);
}

it('knows extents of what is finite', () => {
  const { low, high, largest } = extentOf(3, NaN, -5, Infinity, 1, -Infinity);
  expect([low, high, largest]).toEqual([-5, 3, 5]);
  expect(extentOf(2, 7).largest).toBe(7);
  expect(extentOf(NaN).largest).toBe(0);
  const both = extentOf(-1, 2).with(extentOf(0, 4));
  expect([both.low, both.high]).toEqual([-1, 4]);
  const alone = extentOf(-1, 2).with(extentOf());
  expect([alone.low, alone.high]).toEqual([-1, 2]);
});

it('counts values in bins of one width, the last one closed', () => {
  const { histogram, low, high, largest, label } = counted(
    extentOf(-128, 128),
    [-128, -127.5, -127, 0, 127.9, 128, 128],
  );
  expect({ low, high, largest, label }).toEqual({ low: -128, high: 128, largest: 128, label: 'float' });
  const { edges, counts } = histogram;
  expect([edges.length, counts.length]).toEqual([BINS + 1, BINS]);
  expect([edges[0], edges[1], edges[128], edges[BINS]]).toEqual([-128, -127, 0, 128]);
  expect([counts[0], counts[1], counts[128], counts[BINS - 1]]).toEqual([2, 1, 1, 3]);
  expect(counts.reduce((a, b) => a + b)).toBe(7);
});

it('ends where its extent does, however far from there it begins', () => {
  const { edges, counts } = counted(extentOf(-1e17, 1), [1]).histogram;
  expect([edges[0], edges[BINS], counts[BINS - 1]]).toEqual([-1e17, 1, 1]);
});

it('takes one value half a unit to both sides, and none around 0', () => {
  const one = counted(extentOf(3), [3, 3]);
  expect([one.histogram.edges[0], one.histogram.edges[BINS], one.histogram.counts[128]]).toEqual([2.5, 3.5, 2]);
  const none = counted(extentOf(), [NaN]);
  expect(none).toMatchObject({ low: 0, high: 0, largest: 0 });
  expect([none.histogram.edges[0], none.histogram.edges[BINS]]).toEqual([-0.5, 0.5]);
  expect(none.histogram.counts.every((count) => count === 0)).toBe(true);
});

it('counts nothing that is not finite', () => {
  const { counts } = counted(extentOf(0, 1), [NaN, Infinity, -Infinity, 0.5]).histogram;
  expect(counts.reduce((a, b) => a + b)).toBe(1);
  expect(counts[128]).toBe(1);
});

it('tells the extent of its own values over the edges of a wider one', () => {
  const counter = new Counter(extentOf(0, 256));
  counter.add([10]);
  const { low, high, histogram } = counter.series('quantised', extentOf(10));
  expect([low, high, histogram.edges[BINS], histogram.counts[10]]).toEqual([10, 10, 256, 1]);
});
