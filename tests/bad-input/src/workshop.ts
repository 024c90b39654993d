import { mkdtemp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom } from '@openbpu/ir';
import { bytesOf } from '@openbpu/tensor';
import { caffemodel, prototxt } from './small-caffe';
import { smallModelBytes } from './small-model';

/** Elements of the small model's input. */
export const INPUT_SIZE = 3 * 8 * 8;

/** A picture of one pixel, as BMP. */
export const PICTURE = Buffer.from(
  '424d3a00000000000000360000002800000001000000010000000100180000000000040000000000000000000000000000' +
    '0000000000ff000000',
  'hex',
);

/** A folder with everything a conversion needs, all of it right, for a test to break one thing in. */
export class Workshop {
  private constructor(readonly folder: string) {}

  static async open(samples = 3): Promise<Workshop> {
    const workshop = new Workshop(await mkdtemp(join(tmpdir(), 'workshop-')));
    await workshop.put('model.onnx', smallModelBytes());
    await workshop.put('net.prototxt', prototxt());
    await workshop.put('net.caffemodel', caffemodel());
    for (let i = 0; i < samples; i++) await workshop.put(`samples/${i}.rgb`, bytesOf(sample(i)));
    return workshop;
  }

  path(...parts: string[]): string {
    return join(this.folder, ...parts);
  }

  async put(name: string, content: string | Uint8Array): Promise<string> {
    const path = this.path(name);
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, content);
    return path;
  }

  /** Writes `recipe.yaml`, lines replaced by key; `undefined` takes the line away. */
  async recipe(
    change: Readonly<Record<string, string | undefined>> = {},
    kind: 'onnx' | 'caffe' = 'onnx',
  ): Promise<string> {
    const model: Record<string, string> =
      kind === 'onnx'
        ? { onnx_model: "'model.onnx'" }
        : { prototxt: "'net.prototxt'", caffe_model: "'net.caffemodel'" };
    const groups: Record<string, Record<string, string>> = {
      model_parameters: { ...model, march: "'bayes-e'", output_model_file_prefix: "'net'", working_dir: "'out'" },
      input_parameters: {
        input_type_rt: "'rgb'",
        input_type_train: "'rgb'",
        input_layout_train: "'NCHW'",
        input_layout_rt: "'NHWC'",
        norm_type: "'data_scale'",
        scale_value: '0.01',
      },
      calibration_parameters: { cal_data_dir: "'samples'", cal_data_type: "'float32'", calibration_type: "'max'" },
      compiler_parameters: { compile_mode: "'latency'", optimize_level: "'O3'" },
      custom_op: {},
      preprocess: {},
    };
    const text = Object.entries(groups)
      .map(([group, keys]) => {
        const lines = Object.entries({ ...keys }).map(
          ([key, value]) => [key, key in change ? change[key] : value] as const,
        );
        const added = Object.entries(change)
          .filter(([key]) => key.startsWith(`${group}.`))
          .map(([key, value]) => [key.slice(group.length + 1), value] as const);
        const written = [...lines, ...added].filter(([, value]) => value !== undefined);
        if (written.length === 0) return '';
        return `${group}:\n${written.map(([key, value]) => `  ${key}: ${value}\n`).join('')}`;
      })
      .join('');
    return this.put('recipe.yaml', text);
  }

  /** What lies in the working folder; nothing where there is none. */
  async written(): Promise<string[]> {
    return existsSync(this.path('out')) ? readdir(this.path('out'), { recursive: true }) : [];
  }

  close(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}

/** A sample of whole numbers 0..255, as a picture would be. */
export function sample(seed: number): Float32Array {
  const random = seededRandom(seed + 100);
  return Float32Array.from({ length: INPUT_SIZE }, () => Math.floor(random() * 256));
}
