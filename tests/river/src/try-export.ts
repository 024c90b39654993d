import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importOnnxStage, encodeModel, exportModel } from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';
import { type MakertbinResult, JobEvents, checker, makertbin } from '@openbpu/pipeline';
import { Lane, OnnxExecutor } from '@openbpu/runtime';
import { decodeNpy, expectDType } from '@openbpu/tensor';
import { CASES, type Exported, caseFile, expectedOutput } from './exports';
import type { NodeInfos } from './recipe-text';
import { type Losses, lossesOf } from './weights-only';

/** What became of an exported network. */
export interface Tried {
  readonly seconds: number;
  /** Largest difference of the dressed float model from what the network itself gave, relative to its largest value. */
  readonly parity: number;
  readonly segments: number;
  /** Share of the multiply-accumulates. */
  readonly onBpu: number;
  /** What runs on the CPU, by type, with the reason; the two ends apart. */
  readonly onCpu: readonly string[];
  readonly mismatches: number;
  readonly quantised: Losses;
  readonly floor: Losses;
}

/** How an exported network is converted. */
export interface ExportChoice {
  readonly march: string;
  readonly calibration: string;
  /** Whether what comes to the BPU on request alone is asked there. */
  readonly ask: boolean;
  /** Whether every node of the BPU is asked to be int16. */
  readonly wide: boolean;
}

/** Converts an exported network in a folder, calibrated with the inputs it came with. Throws DiagnosticError. */
export async function tryExport(folder: string, net: Exported, work: string, choice: ExportChoice): Promise<Tried> {
  const began = performance.now();
  const source = { kind: 'onnx', model: net.model } as const;
  const check = async () => checker({ march: choice.march, source }, new JobEvents());
  const first = await check();
  const requested = choice.ask
    ? first.nodes.filter(({ because }) => because?.code === 'PAS003').map(({ node }) => node)
    : [];
  let asked: NodeInfos = Object.fromEntries(requested.map((node) => [node, { ON: 'BPU' }]));
  if (choice.wide) {
    const narrow = await convert(folder, net, join(work, 'narrow'), choice, asked);
    const wide = { ON: 'BPU', InputType: 'int16', OutputType: 'int16' };
    asked = Object.fromEntries(
      narrow.record.nodes.filter(({ on }) => on === 'BPU').map(({ node }) => [node, wide] as const),
    );
  }
  const { record, workingDir } = await convert(folder, net, join(work, 'final'), choice, asked);
  const seconds = (performance.now() - began) / 1000;
  const macs = (nodes: typeof record.nodes) => nodes.reduce((sum, node) => sum + (node.macs ?? 0), 0);
  const cpu = record.nodes.filter(({ on }) => on === 'CPU');
  return {
    seconds,
    parity: await parityOf(folder, net, workingDir),
    segments: new Set(record.nodes.flatMap(({ subgraph }) => (subgraph === null ? [] : [subgraph]))).size,
    onBpu: 1 - macs(cpu) / Math.max(1, macs(record.nodes)),
    onCpu: cpu
      .filter(({ because }) => because?.code !== 'PAS006')
      .map(({ node, type, because }) => `${type} ${node}: ${because?.message ?? ''}`),
    mismatches: record.verification?.mismatches ?? 0,
    ...(await lossesOf(workingDir, net.name)),
  };
}

async function convert(
  folder: string,
  net: Exported,
  work: string,
  { march, calibration }: ExportChoice,
  nodeInfo: NodeInfos,
): Promise<MakertbinResult> {
  const folders = net.inputs.map((_, i) => `./samples_${i}`);
  for (const [i, samples] of folders.entries()) {
    await mkdir(join(work, samples), { recursive: true });
    for (let of = 0; of < CASES; of++)
      await copyFile(caseFile(folder, net, 'in', of, i), join(work, samples, `${of}.bin`));
  }
  const perInput = (value: string) => net.inputs.map(() => value).join(';');
  const config = join(work, 'recipe.yaml');
  await writeFile(
    config,
    `model_parameters:
  onnx_model: '${net.model}'
  march: '${march}'
  output_model_file_prefix: '${net.name}'
  working_dir: './model_output'
  debug_mode: 'dump_calibration_data'
${Object.keys(nodeInfo).length > 0 ? `  node_info: ${JSON.stringify(nodeInfo)}\n` : ''}input_parameters:
  input_name: '${net.inputs.map(({ name }) => name).join(';')}'
  input_shape: '${net.inputs.map(({ shape }) => shape.join('x')).join(';')}'
  input_type_rt: '${perInput('featuremap')}'
  input_type_train: '${perInput('featuremap')}'
  input_layout_train: '${perInput('NCHW')}'
  norm_type: '${perInput('no_preprocess')}'
calibration_parameters:
  cal_data_dir: '${folders.join(';')}'
  cal_data_type: '${perInput('float32')}'
  calibration_type: '${calibration}'
compiler_parameters:
  optimize_level: 'O3'
`,
  );
  return makertbin({ config, modelType: 'onnx' }, new JobEvents());
}

/** Runs the float stage on the samples that the conversion left behind. */
async function parityOf(folder: string, net: Exported, workingDir: string): Promise<number> {
  const file = join(workingDir, `${net.name}_original_float_model.onnx`);
  const graph = importOnnxStage(await readFile(file), standardOps());
  const lane = new Lane();
  try {
    const model = await OnnxExecutor.open(lane, encodeModel(exportModel(graph)), { outputs: graph.outputs });
    let worst = 0;
    for (let of = 0; of < CASES; of++) {
      const feeds = await Promise.all(
        graph.inputs.map(async (input) => {
          const sample = join(workingDir, 'calibration_data', encodeURIComponent(input), `${of}.npy`);
          return [input, decodeNpy(await readFile(sample))] as const;
        }),
      );
      const found = await model.run(new Map(feeds));
      graph.outputs.forEach((id, i) => {
        const wanted = expectDType(expectedOutput(folder, net, of, i), 'float32').data;
        const given = expectDType(found.get(id)!, 'float32').data;
        const largest = wanted.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
        wanted.forEach((value, k) => (worst = Math.max(worst, Math.abs(value - given[k]) / Math.max(largest, 1e-30))));
      });
    }
    return worst;
  } finally {
    await lane.close();
  }
}
