import * as fc from 'fast-check';
import { type CompiledModel, compile, standardLowering } from '@openbpu/compiler';
import { type Graph, printGraph } from '@openbpu/ir';
import type { MachineFeatures } from '@openbpu/machine';
import { standardOps } from '@openbpu/ops';
import { type Tensor, countMismatches } from '@openbpu/tensor';
import { evaluateGraph } from './evaluate-graph';
import { PATTERNS, patternTensor } from './patterns';
import { NODE_KINDS, randomQuantisedGraph } from './random-quantised-graph';
import { runCompiled } from './run-compiled';

const FEATURES: MachineFeatures = {
  march: 'example',
  cores: 1,
  clockHz: 1e9,
  macArray: {
    int8: { outputChannels: 16, inputChannels: 16, pixels: 4 },
    int16: { outputChannels: 16, inputChannels: 16, pixels: 1 },
  },
  vectorLanes: 32,
  sramBytes: 1 << 21,
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
const OPS = standardOps();

/** Names of the values that both materialise and that differ. */
function differing(graph: Graph<'quantized'>, model: CompiledModel, inputs: ReadonlyMap<string, Tensor>): string[] {
  const reference = evaluateGraph(graph, inputs);
  const compiled = runCompiled(model, graph, inputs);
  for (const id of graph.outputs) expect(compiled.has(id)).toBe(true);
  return [...reference]
    .filter(([name, tensor]) => {
      const other = compiled.get(name);
      return other !== undefined && (other.shape.join() !== tensor.shape.join() || countMismatches(tensor, other) > 0);
    })
    .map(([name]) => name);
}

function agrees(graph: Graph<'quantized'>, seed: number): void {
  const model = compile(graph, { features: FEATURES, lowering: standardLowering, fragment: () => new Uint8Array() });
  for (const pattern of PATTERNS) {
    const inputs = new Map(graph.inputs.map((id) => [id, patternTensor(graph.value(id).type, pattern, seed)]));
    const names = differing(graph, model, inputs);
    if (names.length > 0) throw new Error(`${pattern}: ${names.join(', ')} differ in\n${printGraph(graph)}`);
  }
}

describe('the compiled program agrees with the reference, bit for bit', () => {
  it.each(NODE_KINDS)('on graphs of %s', (kind) => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom('int8' as const, 'int8' as const, 'mixed' as const), (seed, dtype) =>
        agrees(randomQuantisedGraph({ seed, size: 2, kinds: [kind], dtype }, OPS), seed),
      ),
      { numRuns: 30 },
    );
  });

  it('on graphs of everything', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 12 }), (seed, size) =>
        agrees(randomQuantisedGraph({ seed, size }, OPS), seed),
      ),
      { numRuns: 100 },
    );
  });

  it.each(['int16', 'mixed'] as const)('on graphs of everything, of %s', (dtype) => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 8 }), (seed, size) =>
        agrees(randomQuantisedGraph({ seed, size, dtype }, OPS), seed),
      ),
      { numRuns: 60 },
    );
  });

  it('and taps every value of the graph', () => {
    const graph = randomQuantisedGraph({ seed: 5, size: 10 }, OPS);
    const model = compile(graph, { features: FEATURES, lowering: standardLowering, fragment: () => new Uint8Array() });
    const inputs = new Map(graph.inputs.map((id) => [id, patternTensor(graph.value(id).type, 'random')]));
    const compiled = runCompiled(model, graph, inputs);
    for (const node of graph.nodes) for (const id of node.outputs) expect(compiled.has(id)).toBe(true);
  });
});
