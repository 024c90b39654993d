import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { ProgramName } from '@openbpu/cli';
import { type ProgramRun, runProgram } from '@openbpu/cli/testing';
import { type Tensor, bytesOf, decodeNpy, encodeNpy } from '@openbpu/tensor';
import { SHAPE, wave } from './nets';

/** A folder with samples, `x.npy` and the packages of the project, to put models and modules into and to run in. */
export class Bench {
  readonly folder = mkdtempSync(join(tmpdir(), 'custom-op-'));

  constructor(shape: readonly number[] = SHAPE) {
    for (let i = 0; i < 3; i++) this.put(`samples/${i}.bin`, bytesOf(wave(shape, 10 + i).data));
    this.put('x.npy', encodeNpy(wave(shape, 20)));
    symlinkSync(resolve(__dirname, '../../../node_modules'), join(this.folder, 'node_modules'));
  }

  put(name: string, content: string | Uint8Array): string {
    const file = join(this.folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  }

  tensor(name: string): Tensor {
    return decodeNpy(readFileSync(join(this.folder, name)));
  }

  /** Runs a line as typed in the folder. */
  async run(line: string): Promise<ProgramRun> {
    const home = process.cwd();
    process.chdir(this.folder);
    try {
      const [program, ...words] = line.split(' ');
      return await runProgram(words, program as ProgramName);
    } finally {
      process.chdir(home);
    }
  }

  close(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** A recipe for a net of one feature map; `keys` by group. */
export function recipe(modules: readonly string[], more: Readonly<Record<string, string>> = {}): string {
  const lines = (group: string) =>
    Object.entries(more).flatMap(([key, value]) =>
      key.startsWith(`${group}.`) ? [`  ${key.slice(group.length + 1)}: ${value}`] : [],
    );
  return [
    'model_parameters:',
    ...('model_parameters.prototxt' in more ? [] : ['  onnx_model: model.onnx']),
    ...('model_parameters.march' in more ? [] : ['  march: bayes-e']),
    '  output_model_file_prefix: net',
    ...lines('model_parameters'),
    'input_parameters:',
    '  input_type_rt: featuremap',
    '  input_type_train: featuremap',
    '  input_layout_train: NCHW',
    '  norm_type: no_preprocess',
    ...lines('input_parameters'),
    'calibration_parameters:',
    '  cal_data_dir: samples',
    '  cal_data_type: float32',
    '  calibration_type: max',
    'compiler_parameters:',
    '  optimize_level: O1',
    'custom_op:',
    '  custom_op_method: register',
    `  op_register_files: '${modules.join('; ')}'`,
    '',
  ].join('\n');
}
