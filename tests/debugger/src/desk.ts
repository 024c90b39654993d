import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type ProgramRun, runProgram } from '@openbpu/cli/testing';
import { bytesOf } from '@openbpu/tensor';
import { SAMPLES, guideNet, sample } from './guide-net';

const PROGRAM = resolve(__dirname, '../../../packages/cli/bin/hmct-debugger.js');

/** A folder as the examples of the guide have it: `calibrated_model.onnx` and `calibration_data` of one conversion. */
export class Desk {
  readonly folder = mkdtempSync(join(tmpdir(), 'debugger-'));

  /** Converts the net for a march. Throws Error with what the program says where it does not. */
  static async open(march = 'bayes-e'): Promise<Desk> {
    const desk = new Desk();
    desk.put('guide.onnx', guideNet());
    for (let i = 0; i < SAMPLES; i++) desk.put(`samples_f32/${i}.bin`, bytesOf(sample(i)));
    desk.put('recipe.yaml', recipe(march));
    const run = await desk.in(() =>
      runProgram(['makertbin', '--config', 'recipe.yaml', '--model-type', 'onnx', '--no-cache']),
    );
    if (run.code !== 0) throw new Error(run.stderr);
    renameSync(desk.at('out/guide_calibrated_model.onnx'), desk.at('calibrated_model.onnx'));
    renameSync(desk.at('out/calibration_data'), desk.at('calibration_data'));
    return desk;
  }

  at(name: string): string {
    return join(this.folder, name);
  }

  put(name: string, content: string | Uint8Array): void {
    mkdirSync(dirname(this.at(name)), { recursive: true });
    writeFileSync(this.at(name), content);
  }

  read(name: string): string {
    return readFileSync(this.at(name), 'utf8');
  }

  /** What lies in a folder, in order; nothing where there is none. */
  list(name: string): string[] {
    return existsSync(this.at(name)) ? readdirSync(this.at(name)).sort() : [];
  }

  /** Runs `hmct-debugger` with words that no shell has touched. */
  async words(...argv: readonly string[]): Promise<ProgramRun> {
    return this.in(() => runProgram(argv, 'hmct-debugger'));
  }

  /** The same for a line whose words stand apart by blanks. */
  async run(line: string): Promise<ProgramRun> {
    return this.words(...line.split(' '));
  }

  /** Types a line into a shell in the folder. */
  typed(line: string): ProgramRun {
    const bin = this.at('bin/hmct-debugger');
    if (!existsSync(bin)) {
      this.put('bin/hmct-debugger', `#!/bin/sh\nexec "${process.execPath}" "${PROGRAM}" "$@"\n`);
      chmodSync(bin, 0o755);
    }
    const { status, stdout, stderr } = spawnSync('sh', ['-c', line], {
      cwd: this.folder,
      encoding: 'utf8',
      env: { ...process.env, PATH: `${this.at('bin')}:${process.env.PATH}` },
    });
    return { code: status ?? -1, stdout, stderr };
  }

  /** Does something with this folder as the current one. */
  async in<T>(work: () => Promise<T>): Promise<T> {
    const home = process.cwd();
    process.chdir(this.folder);
    try {
      return await work();
    } finally {
      process.chdir(home);
    }
  }

  close(): void {
    rmSync(this.folder, { recursive: true });
  }
}

function recipe(march: string): string {
  return `model_parameters:
  onnx_model: guide.onnx
  march: ${march}
  output_model_file_prefix: guide
  working_dir: out
  debug_mode: 'dump_calibration_data'
input_parameters:
  input_type_rt: nv12
  input_type_train: rgb
  input_layout_train: NCHW
  norm_type: data_mean_and_scale
  mean_value: 127.5
  scale_value: 0.0078125
calibration_parameters:
  cal_data_dir: samples_f32
  cal_data_type: float32
  calibration_type: max
compiler_parameters:
  compile_mode: latency
  optimize_level: O3
`;
}
