import { type CompiledModel, compile, standardLowering } from '@openbpu/compiler';
import { type Graph, printGraph, seededRandom } from '@openbpu/ir';
import type { MachineFeatures } from '@openbpu/machine';
import { standardOps } from '@openbpu/ops';
import { type Tensor, countMismatches } from '@openbpu/tensor';
import { script } from '@openbpu/testkit';
import { evaluateGraph } from './evaluate-graph';
import { PATTERNS, patternTensor } from './patterns';
import { randomQuantisedGraph } from './random-quantised-graph';
import { runCompiled } from './run-compiled';

const OPS = standardOps();
const TYPES = ['int8', 'int16', 'mixed', 'mixed'] as const;
const FEATURES: MachineFeatures = {
  march: 'example',
  cores: 1,
  clockHz: 1e9,
  macArray: {
    int8: { outputChannels: 16, inputChannels: 16, pixels: 4 },
    int16: { outputChannels: 16, inputChannels: 16, pixels: 1 },
  },
  vectorLanes: 32,
  sramBytes: 1 << 19,
  ddrBytesPerCycle: 16,
  burstBytes: 64,
  alignBytes: 16,
  dispatchCycles: 500,
  cpu: {
    cores: 4,
    clockHz: 1e9,
    macsPerCycle: 4,
    bytesPerSecond: 4e9,
    nodeSeconds: 1e-5,
    inferenceSeconds: 1e-4,
    protocol: 'a frame',
  },
};

/** What a series of graphs came to. */
interface Series {
  /** Graphs whose compiled program agreed with the reference on every pattern. */
  agreed: number;
  /** Graphs with a layer whose smallest piece is larger than the on-chip memory drawn. */
  misfits: number;
  /** Elements compared. */
  compared: number;
  failures: string[];
}

/**
 * Random quantised graphs of int8, of int16 and of both, each compiled for a drawn size of on-chip memory and a drawn
 * effort, by reference and on the simulator; one JSON document at the end and failures as they come:
 *
 *   node tests/executors/dist/run-campaign.js [first seed] [count]
 */
function main([first = '0', count = '2000']: readonly string[]): void {
  const began = performance.now();
  const series: Series = { agreed: 0, misfits: 0, compared: 0, failures: [] };
  for (let seed = Number(first); seed < Number(first) + Number(count); seed++) {
    const before = series.failures.length;
    trySeed(seed, series);
    for (const failure of series.failures.slice(before)) process.stderr.write(`${failure}\n`);
  }
  const seconds = (performance.now() - began) / 1000;
  process.stdout.write(`${JSON.stringify({ graphs: Number(count), ...series, seconds }, null, 2)}\n`);
  process.exitCode = series.failures.length > 0 ? 1 : 0;
}

function trySeed(seed: number, series: Series): void {
  const random = seededRandom(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)];
  const [dtype, size, sramBytes] = [
    pick(TYPES),
    1 + Math.floor(random() * 12),
    pick([1 << 11, 1 << 14, 1 << 17, 1 << 21]),
  ];
  const effort = { optimizeLevel: pick(['O0', 'O1', 'O2', 'O3'] as const), compileMode: 'latency' } as const;
  const graph = randomQuantisedGraph({ seed, size, dtype }, OPS);
  let model: CompiledModel;
  try {
    const features = { ...FEATURES, sramBytes };
    model = compile(graph, { features, lowering: standardLowering, effort, fragment: () => new Uint8Array() });
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('CMP003')) series.misfits++;
    else series.failures.push(`seed ${seed}: ${String(error)}`);
    return;
  }
  const before = series.failures.length;
  for (const pattern of PATTERNS) {
    const inputs = new Map(graph.inputs.map((id) => [id, patternTensor(graph.value(id).type, pattern, seed)]));
    series.compared += compare(graph, model, inputs, (name) =>
      series.failures.push(`seed ${seed}, ${pattern}: "${name}" differs in\n${printGraph(graph)}`),
    );
  }
  if (series.failures.length === before) series.agreed++;
}

/** Elements of the values that both materialise; `differs` is told the names of those that differ. */
function compare(
  graph: Graph<'quantized'>,
  model: CompiledModel,
  inputs: ReadonlyMap<string, Tensor>,
  differs: (name: string) => void,
): number {
  const reference = evaluateGraph(graph, inputs);
  let compared = 0;
  for (const [name, given] of runCompiled(model, graph, inputs)) {
    const wanted = reference.get(name);
    if (!wanted) continue;
    compared += wanted.data.length;
    if (wanted.shape.join() !== given.shape.join() || countMismatches(wanted, given) > 0) differs(name);
  }
  return compared;
}

script(module, main);
