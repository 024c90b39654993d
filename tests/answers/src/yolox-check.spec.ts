import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type Tensor, decodeNpy, encodeNpy, expectDType, float32 } from '@openbpu/tensor';
import { readImage } from '@openbpu/vision';
import { type FoundBox, inPicture, suppressed } from './box';
import { DATA, HAVE_DATA } from './data';
import { yolox } from './decode/yolox';
import { matched } from './matched';
import { NETS } from './nets';
import { trueBoxes } from './truth';

const PYTHON = process.env.OPENBPU_PYTHON ?? '/usr/bin/python3';
const SCRIPT = join(__dirname, '../check/yolox.py');
const HAVE_PYTHON = spawnSync(PYTHON, ['-c', 'import cv2, numpy']).status === 0;

const why = HAVE_DATA ? `no cv2 and numpy in ${PYTHON}` : `no networks at ${DATA}`;
if (!HAVE_DATA || !HAVE_PYTHON) process.stdout.write(`skipped: boxes of yolox_nano by another decoder: ${why}\n`);

type Kind = 'float' | 'int8';
type Row = readonly number[];

interface Checked {
  readonly pictures: Readonly<Record<string, Readonly<Record<Kind, readonly Row[]>>>>;
  readonly totals: Readonly<Record<Kind, readonly [number, number]>>;
  readonly drop: number;
}

/** Outputs of another engine, by picture: as they are, and with the confidences of four boxes in five lost. */
function written(folder: string): Map<string, Readonly<Record<Kind, Tensor<'float32'>>>> {
  const home = join(DATA, 'golden/yolox_nano');
  const meta = JSON.parse(readFileSync(join(home, 'meta.json'), 'utf8')) as {
    readonly cases: readonly {
      readonly source: string;
      readonly outputs: { readonly output: { readonly file: string } };
    }[];
  };
  return new Map(
    meta.cases.map(({ source, outputs }) => {
      const name = basename(source, '.jpg');
      const float = expectDType(decodeNpy(gunzipSync(readFileSync(join(home, outputs.output.file)))), 'float32');
      const int8 = float32(
        float.shape,
        float.data.map((value, i) => (i % 85 === 4 && Math.floor(i / 85) % 5 > 0 ? 0 : value)),
      );
      writeFileSync(join(folder, `${name}_float_output.npy`), encodeNpy(float));
      writeFileSync(join(folder, `${name}_int8_output.npy`), encodeNpy(int8));
      return [name, { float, int8 }];
    }),
  );
}

(HAVE_DATA && HAVE_PYTHON ? it : it.skip)(
  'finds the boxes of yolox_nano that an independent decoder finds',
  async () => {
    const { fit } = NETS.find(({ name }) => name === 'yolox_nano')!;
    const folder = mkdtempSync(join(tmpdir(), 'yolox-'));
    try {
      const outputs = written(folder);
      const said = execFileSync(PYTHON, [SCRIPT, DATA, folder], { encoding: 'utf8', maxBuffer: 2 ** 26 });
      const checked = JSON.parse(said) as Checked;
      const totals = { float: [0, 0], int8: [0, 0] };
      let boxes = 0;
      for (const [name, both] of outputs) {
        const file = join(DATA, 'images/coco64/images', `${name}.jpg`);
        const { width, height } = await readImage(file);
        const wanted = await trueBoxes(file);
        for (const kind of ['float', 'int8'] as const) {
          const decode = yolox('output', 416, [8, 16, 32]);
          const all = suppressed(decode(new Map([['output', both[kind]]]), 0.3), 0.45);
          const found = all.map((box) => inPicture(box, fit, { width, height }));
          expect(rowsOf(found)).toEqual(checked.pictures[name][kind].map(near));
          const { right, of } = matched(found, wanted);
          totals[kind][0] += right;
          totals[kind][1] += of;
          boxes += found.length;
        }
      }
      expect(totals).toEqual(checked.totals);
      expect(boxes).toBeGreaterThan(15);
      expect(checked.drop).toBeGreaterThan(1);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);

function rowsOf(boxes: readonly FoundBox[]): number[][] {
  return boxes.map(({ label, score, left, top, right, bottom }) => [label, score, left, top, right, bottom]);
}

function near(row: Row): unknown[] {
  return row.map((value) => expect.closeTo(value, 5) as unknown);
}
