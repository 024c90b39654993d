import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { float32 } from '@openbpu/tensor';
import type { FoundBox } from './box';
import { type Judge, type Outputs, type Scene, boxes, mask, near, sameClass, sameDirection } from './judge';

const of = (...values: readonly number[]): Outputs => new Map([['y', float32([values.length], values)]]);
const data = (outputs: Outputs) => outputs.get('y')!.data;
const SCENE: Scene = { file: 'a.jpg', width: 10, height: 10, fit: { kind: 'resize', height: 100, width: 100 } };
const agreement = async (judge: Judge, float: Outputs, quantised: Outputs) =>
  (await judge.judge(float, quantised, SCENE)).agreement;

it('counts what both masks cover of what either does', async () => {
  const judge = mask((outputs) => Uint8Array.from(data(outputs)));
  expect(judge.by).toBe('mask IoU');
  expect(await agreement(judge, of(1, 1, 1, 0, 0), of(0, 1, 1, 1, 0))).toEqual({ right: 2, of: 4 });
  expect(await agreement(judge, of(0, 0), of(0, 0))).toEqual({ right: 0, of: 0 });
});

it('counts values that are near, by what the float side says is near', async () => {
  const judge = near('close', (outputs) => ({ values: data(outputs), within: data(outputs)[0] }));
  expect(judge.by).toBe('close');
  expect(await agreement(judge, of(1, 5, 5, 5), of(9, 6, 4, 6.5))).toEqual({ right: 2, of: 4 });
});

it('compares classes', async () => {
  const judge = sameClass((outputs) => data(outputs)[0]);
  expect(await agreement(judge, of(3, 1), of(3, 2))).toEqual({ right: 1, of: 1 });
  expect(await agreement(judge, of(3), of(4))).toEqual({ right: 0, of: 1 });
});

it('compares directions, not lengths', async () => {
  const judge = sameDirection(data);
  const { right, of: all } = await agreement(judge, of(1, 0), of(3, 3));
  expect([right, all]).toEqual([expect.closeTo(Math.SQRT1_2, 12), 1]);
});

describe('boxes', () => {
  /** Score, label, left, right of each; as high as the input. */
  const decode = (outputs: Outputs, least: number) => {
    const found: FoundBox[] = [];
    for (let i = 0; i < data(outputs).length; i += 4) {
      const [score, label, left, right] = data(outputs).subarray(i, i + 4);
      if (score >= least) found.push({ score, label, left, right, top: 0, bottom: 100 });
    }
    return found;
  };
  const twice = of(0.75, 1, 0, 50, 0.5, 1, 5, 50);

  it('are taken from a score on, suppressed, and held against those of the float model', async () => {
    const judge = boxes(decode, { least: 0.5, most: 0.4 });
    expect(judge.by).toBe('F1');
    expect(await judge.judge(twice, of(0.5, 1, 0, 55), SCENE)).toEqual({ agreement: { right: 2, of: 2 } });
    expect(await agreement(judge, twice, of(0.375, 1, 0, 50))).toEqual({ right: 0, of: 1 });
    expect(await agreement(boxes(decode, { least: 0.5, most: 0.95 }), twice, twice)).toEqual({ right: 4, of: 4 });
  });

  it('are held against those of people too, in parts of the picture', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'judge-'));
    try {
      mkdirSync(join(folder, 'boxes'));
      writeFileSync(join(folder, 'boxes/a.txt'), '1 0.25 0.5 0.5 1\n2 0.75 0.5 0.5 1\n');
      const judge = boxes(decode, { least: 0.5, most: 0.4, coco: true });
      const scene = { ...SCENE, file: join(folder, 'images/a.jpg') };
      expect(judge.by).toBe('F1 on coco64');
      expect(await judge.judge(twice, of(0.5, 1, 0, 55, 0.5, 2, 50, 100), scene)).toEqual({
        agreement: { right: 2, of: 3 },
        truth: { float: { right: 2, of: 3 }, quantised: { right: 4, of: 4 } },
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
