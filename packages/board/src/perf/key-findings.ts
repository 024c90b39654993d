import type { ArtifactHeader } from '@openbpu/artifact';
import { tensorOf } from '@openbpu/artifact';
import type { MachineFeatures } from '@openbpu/machine';
import type { RecipeView } from '../info/recipe-view';
import type { KeyFinding } from './perf-report';
import type { TimedRow } from './timed-rows';

const ANOTHER = 'Only another conversion tells how much.';

/** What each key of the recipe that bears on speed does to a model, in milliseconds where the clock can tell. */
export function keyFindings(
  recipe: RecipeView,
  { inputs, outputs }: Pick<ArtifactHeader, 'inputs' | 'outputs'>,
  rows: readonly TimedRow[],
  features: MachineFeatures,
  oneCoreUs?: number,
): readonly KeyFinding[] {
  const { layerOutDump = false, runOnCpu = [] } = recipe.model;
  const { compileMode = 'latency', optimizeLevel, coreNum = 1, debug = false, maxTimePerFc = 0 } = recipe.compiler;
  const onCpu = (wanted: (row: TimedRow) => boolean) =>
    rows.reduce((sum, row) => sum + (row.time.on === 'CPU' && wanted(row) ? row.time.latencyUs : 0), 0);
  const [fed, given] = [new Set(inputs.map(tensorOf)), new Set(outputs.map(tensorOf))];
  const calls = rows.reduce((sum, { time }) => sum + (time.on === 'BPU' ? Math.max(0, time.calls.length - 1) : 0), 0);
  const callsUs = (calls * coreNum * features.dispatchCycles * 1e6) / features.clockHz;
  const latencyUs = rows.reduce((sum, { time }) => sum + time.latencyUs, features.cpu.inferenceSeconds * 1e6);
  const fedUs = onCpu(({ step }) => step.inputs.some((tensor) => fed.has(tensor)));
  const givenUs = onCpu(({ step }) => step.outputs.some((tensor) => given.has(tensor)));
  const forced = new Set(runOnCpu);
  return [
    {
      key: 'layer_out_dump',
      value: layerOutDump ? 'True' : 'False',
      costs: layerOutDump,
      says: layerOutDump
        ? `Every convolution has an output of its own: set it to False where speed counts. The nodes on the CPU that ` +
          `give outputs, those of layers among them, take ${ms(givenUs)} of the inference; what the stores add on ` +
          `the BPU was not computed.`
        : 'No layer is given beside the outputs of the model.',
    },
    {
      key: 'compile_mode',
      value: compileMode,
      costs: compileMode === 'latency' ? false : undefined,
      says:
        compileMode === 'latency'
          ? 'The compiler spared time.'
          : `The compiler spared memory traffic; latency spares time. ${ANOTHER}`,
    },
    {
      key: 'optimize_level',
      value: optimizeLevel ?? 'unset',
      costs: optimizeLevel === 'O3' ? false : undefined,
      says: optimizeLevel === 'O3' ? 'The highest level.' : `O3 is the level whose results count. ${ANOTHER}`,
    },
    { key: 'core_num', value: String(coreNum), ...coreFinding(coreNum, features, latencyUs, oneCoreUs) },
    {
      key: 'debug',
      value: debug ? 'True' : 'False',
      costs: false,
      costsUs: 0,
      says: debug
        ? 'The file is larger by what it keeps of its layers; the programs are the same, and so is their time.'
        : 'Nothing is kept of single layers.',
    },
    {
      key: 'max_time_per_fc',
      value: String(maxTimePerFc),
      costs: maxTimePerFc > 0 && calls > 0,
      ...(maxTimePerFc > 0 ? { costsUs: callsUs } : {}),
      says:
        maxTimePerFc > 0
          ? `Function-calls beyond one for each subgraph: ${calls}. Their dispatch alone is told here; what is ` +
            `stored and loaded again where one ends was not computed.`
          : 'No function-call is ended early.',
    },
    {
      key: 'input_type_rt',
      value: inputs.map(({ typeRt }) => typeRt).join('; '),
      costs: fedUs > 0,
      costsUs: fedUs,
      says:
        fedUs > 0
          ? 'Nodes of the CPU stand at the inputs: pictures (nv12, rgb …) need none, and remove_node_type takes ' +
            'those of feature maps off.'
          : 'Nothing runs on the CPU before the inputs reach the BPU.',
    },
    ...(runOnCpu.length === 0
      ? []
      : [
          {
            key: 'run_on_cpu',
            value: runOnCpu.join('; '),
            costs: true,
            costsUs: onCpu(({ step }) => forced.has(step.name)),
            says:
              'These nodes run on the CPU because the recipe asks for it. Their own time is told here; the crossings ' +
              'beside them were not computed.',
          },
        ]),
  ];
}

function coreFinding(
  coreNum: number,
  { cores }: MachineFeatures,
  latencyUs: number,
  oneCoreUs?: number,
): Pick<KeyFinding, 'costs' | 'costsUs' | 'says'> {
  if (coreNum > 1 && oneCoreUs !== undefined)
    return {
      costs: latencyUs > oneCoreUs,
      costsUs: latencyUs - oneCoreUs,
      says: 'Both cores share an inference: what it takes more than on one core, less where it is below 0.',
    };
  if (cores === 1) return { costs: false, says: 'The BPU has one core.' };
  return coreNum === 1
    ? {
        costs: undefined,
        says: `2 makes both cores share an inference: large models gain, small ones lose. ${ANOTHER}`,
      }
    : {
        costs: undefined,
        says: `Both cores share an inference, which spares time of one and lowers the rate of many. ${ANOTHER}`,
      };
}

function ms(us: number): string {
  return `${(us / 1000).toFixed(3)} ms`;
}
