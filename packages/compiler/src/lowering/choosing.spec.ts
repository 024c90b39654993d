import {
  lowerGather,
  lowerGatherElements,
  lowerHzArgMax,
  lowerHzArgMin,
  lowerHzTopKPlaces,
  lowerHzTopKValues,
  lowerReduceMax,
  runsOf,
} from './choosing';
import { lowered } from './lowered.fixture';

const X = 'input x: int8[2x3x4]\n';

describe('runsOf', () => {
  it('follows equal steps that do not go back', () => {
    expect(runsOf([0, 2, 4, 5, 5, 5, 1])).toEqual([
      { at: 0, first: 0, step: 2, count: 3 },
      { at: 3, first: 5, step: 0, count: 3 },
      { at: 6, first: 1, step: 0, count: 1 },
    ]);
    expect(runsOf([3, 2, 1])).toHaveLength(3);
    expect(runsOf([])).toEqual([]);
  });
});

describe('lowerGather', () => {
  const layers = (indices: string, attrs = '{axis: 1}') =>
    lowered(lowerGather, `${X}const i: int64${indices}\nn: y = Gather(x, i) ${attrs}\noutput y`);

  it('moves runs of places', () => {
    expect(layers('[3] = [1, 2, 0]')).toMatchObject([
      { kind: 'move', x: 'x', y: 'y', size: [2, 2, 4], xOffset: 4, xStrides: [12, 4, 1], yOffset: 0 },
      { kind: 'move', size: [2, 1, 4], xOffset: 0, yOffset: 8 },
    ]);
  });

  it('looks up many places, and counts from the end', () => {
    expect(layers('[18] = [-1, 0, -1, 0, -1, 0, -1, 0, -1, 0, -1, 0, -1, 0, -1, 0, -1, 0]')).toMatchObject([
      { kind: 'gather', axis: 1, y: 'y', places: { shape: [18], data: { 0: 2, 1: 0, 17: 0 } } },
    ]);
  });

  it('reshapes behind indices of another rank', () => {
    expect(layers('[] = [2]', '{axis: -1}')).toMatchObject([
      { kind: 'move', y: { name: 'chosen', shape: [2, 3, 1] }, xOffset: 2 },
      { kind: 'move', x: { name: 'chosen' }, y: 'y' },
    ]);
  });
});

it('GatherElements looks up every element', () => {
  expect(
    lowered(
      lowerGatherElements,
      `${X}const i: int64[1x2x4] = [0, 1, 2, -3, 0, 0, 0, 0]\nn: y = GatherElements(x, i) {axis: -2}\noutput y`,
    ),
  ).toMatchObject([{ kind: 'gather', axis: 1, places: { shape: [1, 2, 4], data: { 3: 0, 2: 2 } } }]);
});

it('places and values are rankings', () => {
  const text = (op: string, attrs: string) => `${X}n: y = ${op}(x) {${attrs}}\noutput y`;
  const arg = 'axis: -1, keepdims: false, selectLast: true';
  expect(lowered(lowerHzArgMax, text('HzArgMax', arg))).toEqual([
    { kind: 'topk', fn: 'places', order: 'largest', ties: 'last', x: 'x', y: 'y', axis: 2 },
  ]);
  expect(lowered(lowerHzArgMin, text('HzArgMin', 'axis: 0'))).toEqual([
    { kind: 'topk', fn: 'places', order: 'smallest', ties: 'first', x: 'x', y: 'y', axis: 0 },
  ]);
  expect(lowered(lowerHzTopKValues, text('HzTopKValues', 'axis: 1, k: 2, largest: false'))).toEqual([
    { kind: 'topk', fn: 'values', order: 'smallest', ties: 'first', x: 'x', y: 'y', axis: 1 },
  ]);
  expect(lowered(lowerHzTopKPlaces, text('HzTopKPlaces', 'axis: 1, k: 2'))).toEqual([
    { kind: 'topk', fn: 'places', order: 'largest', ties: 'first', x: 'x', y: 'y', axis: 1 },
  ]);
});

describe('lowerReduceMax', () => {
  const layers = (attrs: string) => lowered(lowerReduceMax, `${X}n: y = ReduceMax(x) {${attrs}}\noutput y`);

  it('is a ranking for each axis', () => {
    expect(layers('axes: [1], keepdims: false')).toMatchObject([
      { kind: 'topk', fn: 'values', x: 'x', y: 'y', axis: 1 },
    ]);
    expect(layers('axes: [0, -1]')).toMatchObject([
      { x: 'x', y: { shape: [1, 3, 4] }, axis: 0 },
      { x: { shape: [1, 3, 4] }, y: 'y', axis: 2 },
    ]);
  });

  it('reshapes where several do not stay', () => {
    expect(layers('axes: [0, 2], keepdims: false')).toMatchObject([
      { kind: 'topk' },
      { kind: 'topk', y: { shape: [1, 3, 1] } },
      { kind: 'move', y: 'y' },
    ]);
  });
});
