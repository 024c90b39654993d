import type { LayerOp } from '@openbpu/machine';
import { matricesOf } from './matrices-of';

const matmul: LayerOp = { kind: 'matmul', a: 'q', b: 'k', y: 's', multiplier: 1, low: 0, high: 1 };
const softmax: LayerOp = { kind: 'softmax', x: 's', table: 't', y: 'p', axis: 3 };
const quantize: LayerOp = { kind: 'quantize', x: 'p', y: 'r', scale: 1 };
const sum = (a: string, b: string, y: string): LayerOp => ({
  kind: 'eltwise',
  fn: 'add',
  a,
  b,
  y,
  ma: 1,
  mb: 1,
  low: 0,
  high: 1,
});
const move: LayerOp = {
  kind: 'move',
  x: 'r',
  y: 'out',
  size: [1],
  xOffset: 0,
  xStrides: [1],
  yOffset: 0,
  yStrides: [1],
};

describe('matricesOf', () => {
  it('follows element-wise layers either way, tables aside, and stops at moves', () => {
    const layers = [sum('in', 'bias', 'q'), matmul, softmax, quantize, move];
    expect([...matricesOf(layers, new Set())].sort()).toEqual(['bias', 'in', 'k', 'p', 'q', 'r', 's']);
  });

  it('leaves images, and what only hangs on them', () => {
    expect([...matricesOf([sum('in', 'bias', 'q'), matmul], new Set(['q']))].sort()).toEqual(['k', 's']);
  });

  it('is empty where nothing multiplies matrices', () => {
    expect(matricesOf([softmax, quantize], new Set()).size).toBe(0);
  });
});
