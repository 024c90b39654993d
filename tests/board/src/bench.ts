import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type BoardModel, modelOf, openBoardFile } from '@openbpu/board';
import { type ProgramRun, runProgram } from '@openbpu/cli/testing';
import type { ProgramName } from '@openbpu/cli';
import { marches } from '@openbpu/pipeline';
import { type RunRecord, parseRecord } from '@openbpu/record';
import { bytesOf } from '@openbpu/tensor';
import { type NetName, SHAPE, net, wave } from './nets';

/** Keys of a recipe by `group.key`, beside those of every recipe here or in their place. */
export type Keys = Readonly<Record<string, string>>;

const KEYS: Keys = {
  'model_parameters.march': 'bayes-e',
  'input_parameters.input_type_rt': 'nv12',
  'input_parameters.input_type_train': 'rgb',
  'input_parameters.input_layout_train': 'NCHW',
  'input_parameters.norm_type': 'data_scale',
  'input_parameters.scale_value': '0.0078125',
  'calibration_parameters.cal_data_dir': 'samples',
  'calibration_parameters.cal_data_type': 'float32',
  'calibration_parameters.calibration_type': 'max',
  'compiler_parameters.compile_mode': 'latency',
  'compiler_parameters.optimize_level': 'O3',
};

/**
 * A folder to convert small nets in and to run the programs on them. Programs here share processes for their models
 * (`tools/dev/kept-host.cjs`).
 */
export class Bench {
  readonly folder = mkdtempSync(join(tmpdir(), 'board-'));

  constructor() {
    process.env.OPENBPU_KEPT_PROCESSES = '1';
    for (let i = 0; i < 3; i++)
      this.put(`samples/${i}.bin`, bytesOf(wave(SHAPE, 10 + i).data.map((x) => 128 + 127 * x)));
  }

  put(name: string, content: string | Uint8Array): string {
    const file = join(this.folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8');
  }

  /** What lies in a folder; nothing where there is none. */
  list(name: string): string[] {
    const folder = join(this.folder, name);
    return existsSync(folder) ? readdirSync(folder) : [];
  }

  /** Converts a net as `<prefix>.bin` beside its record. Throws Error with what the program says where it does not. */
  async convert(name: NetName, prefix: string, keys: Keys = {}): Promise<RunRecord> {
    return this.convertModel(name, net(name), prefix, keys);
  }

  /** The same for any model in ONNX. */
  async convertModel(name: string, model: Uint8Array, prefix: string, keys: Keys = {}): Promise<RunRecord> {
    this.put(`${name}.onnx`, model);
    const all = { ...KEYS, ...keys };
    const groups = new Map<string, string[]>([
      ['model_parameters', [`onnx_model: ${name}.onnx`, `output_model_file_prefix: ${prefix}`, 'working_dir: .']],
    ]);
    for (const [key, value] of Object.entries(all)) {
      const [group, own] = key.split('.');
      groups.set(group, [...(groups.get(group) ?? []), `${own}: ${value}`]);
    }
    const text = [...groups]
      .map(([group, lines]) => `${group}:\n${lines.map((line) => `  ${line}\n`).join('')}`)
      .join('');
    this.put(`${prefix}.yaml`, text);
    const run = await this.run(`hb_mapper makertbin --config ${prefix}.yaml --model-type onnx --no-cache --threads 1`);
    if (run.code !== 0) throw new Error(run.stderr);
    return parseRecord(this.read(`${prefix}_record.json`));
  }

  /** Runs a line as typed in the folder. */
  async run(line: string): Promise<ProgramRun> {
    const [program, ...words] = line.split(' ');
    return this.words(program as ProgramName, words);
  }

  /** Runs a program with words that a shell would have put together. */
  async words(program: ProgramName, words: readonly string[]): Promise<ProgramRun> {
    return this.in(() => runProgram(words, program));
  }

  /** The one model of a file. */
  async model(file: string): Promise<BoardModel> {
    return modelOf(await openBoardFile(join(this.folder, file)));
  }

  close(): void {
    rmSync(this.folder, { recursive: true });
  }

  private async in<T>(work: () => Promise<T>): Promise<T> {
    const home = process.cwd();
    process.chdir(this.folder);
    try {
      return await work();
    } finally {
      process.chdir(home);
    }
  }
}

/** The machine of the march that a model is for. */
export function featuresOf({ header }: Pick<BoardModel, 'header'>) {
  const backend = marches().find(({ march }) => march === header.march);
  if (!backend) throw new Error(`there is no march "${header.march}"`);
  return backend.features;
}
