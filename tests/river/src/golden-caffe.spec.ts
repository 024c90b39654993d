import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { CaffeImporter } from '@openbpu/importer-caffe';
import { writeOnnx } from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';
import { Lane, OnnxExecutor } from '@openbpu/runtime';
import { type Tensor, decodeNpy, toNumbers } from '@openbpu/tensor';
import { DATA, relativeError } from './data';
import { describeWithData } from './describe-with-data.fixture';

/** Largest error allowed, of the largest magnitude of an output. */
const TOLERANCE = 1e-4;
const FOLDER = join(DATA, 'more');
const ROW = 7;

interface Net {
  readonly prototxt: string;
  readonly caffemodel: string;
  readonly cases: readonly {
    readonly input: string;
    readonly outputs: Readonly<Record<string, { readonly file: string }>>;
  }[];
}

const META = join(FOLDER, 'golden/meta.json');
const NETS = existsSync(META)
  ? Object.entries(JSON.parse(readFileSync(META, 'utf8')) as Readonly<Record<string, Net>>)
  : [];

function read(file: string): Tensor {
  return decodeNpy(gunzipSync(readFileSync(join(FOLDER, 'golden', file))));
}

/** The rows of detections that are none (score 0) left out, the others in one order. */
function detections(tensor: Tensor): readonly (readonly number[])[] {
  const data = toNumbers(tensor);
  return Array.from({ length: data.length / ROW }, (_, i) => data.slice(ROW * i, ROW * i + ROW))
    .filter(([, , score]) => score > 0)
    .sort((a, b) => a[1] - b[1] || b[2] - a[2]);
}

function distance(name: string, wanted: Tensor, given: Tensor): number {
  if (!name.startsWith('detection')) return relativeError(wanted, given);
  const [a, b] = [detections(wanted), detections(given)];
  if (a.length !== b.length) return Infinity;
  const largest = Math.max(1, ...a.flat().map(Math.abs));
  return Math.max(0, ...a.flatMap((row, i) => row.map((value, j) => Math.abs(value - b[i][j]) / largest)));
}

describeWithData('Caffe networks of other people, through importer, ONNX writer and float runtime', () => {
  const lane = new Lane();
  afterAll(() => lane.close());

  it('are there', () => {
    if (NETS.length === 0) process.stdout.write(`skipped: there are no golden outputs at ${FOLDER}\n`);
    expect(NETS.length === 0 || NETS.length === 4).toBe(true);
  });

  for (const [name, { prototxt, caffemodel, cases }] of NETS)
    it(`${name} gives what an independent engine gives`, async () => {
      const importer = new CaffeImporter();
      const source = {
        kind: 'caffe',
        prototxt: join(FOLDER, prototxt),
        caffemodel: join(FOLDER, caffemodel),
      } as const;
      const graph = await importer.translate((await importer.match(source))!, standardOps(), {
        report: () => undefined,
      });
      const executor = await OnnxExecutor.open(lane, writeOnnx(graph));
      for (const { input, outputs } of cases) {
        const given = await executor.run(new Map([[executor.inputs[0].name, read(input)]]));
        for (const [output, { file }] of Object.entries(outputs)) {
          // That engine names an output after the layer, which is not the name of its top where it works in place.
          const found = given.get(output) ?? [...given.values()][0];
          expect(found.shape).toEqual(read(file).shape);
          expect(distance(output, read(file), found)).toBeLessThan(TOLERANCE);
        }
      }
      await executor.close();
    });
});
