import * as fc from 'fast-check';
import { type BpuStep, type CompiledModel, type Effort, compile, standardLowering } from '@openbpu/compiler';
import { type Graph, printGraph, seededRandom } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { Machine, estimate } from '@openbpu/simulator';
import { type Tensor, countMismatches } from '@openbpu/tensor';
import { evaluateGraph, evaluateNode } from './evaluate-graph';
import { EXAMPLE_FEATURES as FEATURES } from './example-features';
import { interleave } from './interleave';
import { type Pattern, patternTensor } from './patterns';
import { KINDS_WITH_TABLES, NODE_KINDS, randomQuantisedGraph } from './random-quantised-graph';
import { runCompiled } from './run-compiled';

const OPS = standardOps();

/** Undefined where a layer does not fit, even in the smallest pieces. */
function compiled(graph: Graph<'quantized'>, sramBytes: number, effort?: Effort): CompiledModel | undefined {
  try {
    return compile(graph, {
      features: { ...FEATURES, sramBytes },
      lowering: standardLowering,
      ...(effort ? { effort } : {}),
      fragment: () => new Uint8Array(),
    });
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('CMP003')) return undefined;
    throw error;
  }
}

function inputsOf(graph: Graph<'quantized'>, pattern: Pattern, seed: number): Map<string, Tensor> {
  return new Map(graph.inputs.map((id) => [id, patternTensor(graph.value(id).type, pattern, seed)]));
}

function expectEqual(
  graph: Graph<'quantized'>,
  wanted: ReadonlyMap<string, Tensor>,
  given: ReadonlyMap<string, Tensor>,
): void {
  for (const [name, tensor] of given) {
    const reference = wanted.get(name);
    if (reference && countMismatches(reference, tensor) > 0)
      throw new Error(`${name} differs in\n${printGraph(graph)}`);
  }
}

describe.each([1, 4, 16, 64])('with %d KiB on chip', (kib) => {
  const run = (kinds: readonly string[], dtype: 'int8' | 'int16' | 'mixed', numRuns: number) => {
    let fit = 0;
    fc.assert(
      fc.property(
        fc.nat(),
        fc.integer({ min: 1, max: 10 }),
        fc.constantFrom('random', 'lowest', 'highest'),
        (seed, size, pattern: Pattern) => {
          const graph = randomQuantisedGraph({ seed, size, kinds, dtype }, OPS);
          const model = compiled(graph, kib * 1024);
          if (!model) return;
          fit++;
          for (const step of model.steps)
            if (step.kind === 'bpu') expect(step.program.memory.sram).toBeLessThanOrEqual(kib * 1024);
          const inputs = inputsOf(graph, pattern, seed);
          expectEqual(graph, evaluateGraph(graph, inputs), runCompiled(model, graph, inputs));
        },
      ),
      { numRuns },
    );
    expect(fit).toBeGreaterThan(numRuns / 2);
  };

  it('graphs stay bit-exact', () => run(NODE_KINDS, 'int8', 40));
  it('graphs of convolutions stay bit-exact', () =>
    run(['conv', 'depthwise', 'pointwise', 'transposed', 'maxPool', 'averagePool', 'resize'], 'int8', 30));
  if (kib > 1)
    it.each(['int16', 'mixed'] as const)('graphs of %s stay bit-exact', (dtype) =>
      run(
        NODE_KINDS.filter((kind) => !KINDS_WITH_TABLES.includes(kind)),
        dtype,
        12,
      ),
    );
});

const LEVELS = ['O0', 'O1', 'O2', 'O3'] as const;

describe.each(
  LEVELS.flatMap((optimizeLevel) =>
    (['latency', 'bandwidth'] as const).map((compileMode): Effort => ({ optimizeLevel, compileMode })),
  ),
)('with $optimizeLevel for $compileMode', (effort) => {
  it('graphs stay bit-exact', () => {
    let fit = 0;
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 10 }), fc.constantFrom(1, 4, 16), (seed, size, kib) => {
        const graph = randomQuantisedGraph({ seed, size }, OPS);
        const model = compiled(graph, kib * 1024, effort);
        if (!model) return;
        fit++;
        for (const step of model.steps)
          if (step.kind === 'bpu') expect(step.program.memory.sram).toBeLessThanOrEqual(kib * 1024);
        const inputs = inputsOf(graph, 'random', seed);
        expectEqual(graph, evaluateGraph(graph, inputs), runCompiled(model, graph, inputs));
      }),
      { numRuns: 15 },
    );
    expect(fit).toBeGreaterThan(7);
  });
});

describe('effort', () => {
  const read = (
    graph: Graph<'quantized'>,
    optimizeLevel: Effort['optimizeLevel'],
    compileMode: Effort['compileMode'] = 'latency',
  ) => {
    const steps =
      compiled(graph, 1 << 14, { optimizeLevel, compileMode })?.steps.filter((step) => step.kind === 'bpu') ?? [];
    const all = steps.map(({ program }) => estimate(program, { ...FEATURES, sramBytes: 1 << 14 }));
    return {
      cycles: all.reduce((sum, { cycles }) => sum + cycles, 0),
      bytes: all.reduce((sum, { ddrLoadBytes, ddrStoreBytes }) => sum + ddrLoadBytes + ddrStoreBytes, 0),
    };
  };
  const graphs = Array.from({ length: 12 }, (_, seed) => randomQuantisedGraph({ seed: seed + 1, size: 10 }, OPS));
  const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

  it('makes programs faster, level by level', () => {
    const cycles = LEVELS.map((level) => sum(graphs.map((graph) => read(graph, level).cycles)));
    expect(cycles[1]).toBeLessThan(cycles[0]);
    expect(cycles[2]).toBeLessThan(cycles[1]);
    expect(cycles[3]).toBeLessThanOrEqual(cycles[2]);
  });

  it('spares traffic for bandwidth', () => {
    expect(sum(graphs.map((graph) => read(graph, 'O1', 'bandwidth').bytes))).toBeLessThan(
      sum(graphs.map((graph) => read(graph, 'O1').bytes)),
    );
  });
});

describe('tokens are enough', () => {
  /** Ways for the queues to run: one always first, or at random. */
  const habits: Readonly<Record<string, (seed: number) => (ready: readonly number[]) => number>> = {
    'transfers first': () => (ready) => ready[0],
    'transfers last': () => (ready) => ready[ready.length - 1],
    'in any order': (seed) => {
      const random = seededRandom(seed);
      return (ready) => ready[Math.floor(random() * ready.length)];
    },
  };

  function execute(step: BpuStep, habit: (ready: readonly number[]) => number, values: Map<string, Tensor>): void {
    const machine = new Machine(interleave(step.program, habit), step.constants);
    for (const [name, tensor] of machine.run(values)) values.set(name, tensor);
  }

  it.each(Object.keys(habits))('%s', (habit) => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.integer({ min: 1, max: 10 }),
        fc.constantFrom(1 << 10, 1 << 12, 1 << 16),
        (seed, size, sramBytes) => {
          const graph = randomQuantisedGraph({ seed, size }, OPS);
          const model = compiled(graph, sramBytes);
          if (!model) return;
          const inputs = inputsOf(graph, 'random', seed);
          const values = new Map(inputs);
          for (const step of model.steps) {
            if (step.kind === 'bpu') execute(step, habits[habit](seed), values);
            else evaluateNode(graph, graph.nodes.find(({ id }) => id === step.name) ?? graph.nodes[0], values);
          }
          expectEqual(graph, evaluateGraph(graph, inputs), values);
        },
      ),
      { numRuns: 40 },
    );
  });
});
