import * as fc from 'fast-check';
import { type BpuStep, type CompiledModel, type Effort, compile, standardLowering } from '@openbpu/compiler';
import { type Graph, printGraph, seededRandom } from '@openbpu/ir';
import { type MachineFeatures, type Program, decodeProgram, verifyProgram } from '@openbpu/machine';
import { standardOps } from '@openbpu/ops';
import { Machine, estimate } from '@openbpu/simulator';
import { type Tensor, countMismatches } from '@openbpu/tensor';
import { evaluateGraph, evaluateNode } from './evaluate-graph';
import { EXAMPLE_FEATURES } from './example-features';
import { interleave } from './interleave';
import { patternTensor } from './patterns';
import { randomQuantisedGraph } from './random-quantised-graph';
import { runCompiled } from './run-compiled';

const FEATURES: MachineFeatures = {
  ...EXAMPLE_FEATURES,
  cores: 3,
  dispatchCycles: 100,
  shared: { ddrBytesPerCycle: 12, waitCycles: 50 },
};
const OPS = standardOps();

interface Choice {
  readonly sramBytes: number;
  readonly cores: number;
  readonly longestCallUs: number;
  readonly effort: Effort;
}

/** Undefined where a layer does not fit, even in the smallest pieces, or its smallest piece takes too long. */
function compiled(graph: Graph<'quantized'>, { sramBytes, ...choice }: Choice): CompiledModel | undefined {
  try {
    return compile(graph, {
      features: { ...FEATURES, sramBytes },
      lowering: standardLowering,
      ...choice,
      fragment: () => new Uint8Array(),
    });
  } catch (error) {
    if (error instanceof Error && /^CMP00[34]/.test(error.message)) return undefined;
    throw error;
  }
}

const inputsOf = (graph: Graph<'quantized'>, seed: number) =>
  new Map(graph.inputs.map((id) => [id, patternTensor(graph.value(id).type, 'random', seed)]));

function expectEqual(graph: Graph<'quantized'>, given: ReadonlyMap<string, Tensor>, seed: number): void {
  const wanted = evaluateGraph(graph, inputsOf(graph, seed));
  for (const [name, tensor] of given) {
    const reference = wanted.get(name);
    if (reference && countMismatches(reference, tensor) > 0)
      throw new Error(`${name} differs in\n${printGraph(graph)}`);
  }
}

const choices = fc.record({
  sramBytes: fc.constantFrom(1 << 10, 1 << 12, 1 << 16),
  cores: fc.constantFrom(1, 2, 2, 3),
  longestCallUs: fc.constantFrom(0, 0, 1, 1, 2),
  effort: fc.record({
    optimizeLevel: fc.constantFrom('O0', 'O1', 'O2', 'O3'),
    compileMode: fc.constantFrom('latency', 'bandwidth'),
  }),
});

const stepsOf = (model: CompiledModel) => model.steps.filter((step) => step.kind === 'bpu');

describe('several cores and short calls', () => {
  it('stay bit-exact, within the memory of a core and the time of a call', () => {
    const seen = { fit: 0, shared: 0, calls: 0 };
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 12 }), choices, (seed, size, choice) => {
        const graph = randomQuantisedGraph({ seed, size, dtype: seed % 5 === 0 ? 'mixed' : 'int8' }, OPS);
        const model = compiled(graph, choice);
        if (!model) return;
        seen.fit++;
        for (const { program, code } of stepsOf(model)) {
          expect(program.memory.sram).toBeLessThanOrEqual(choice.sramBytes);
          expect(program.cores).toBe(choice.cores > 1 ? choice.cores : undefined);
          expect(decodeProgram(code)).toEqual(program);
          const { calls } = estimate(program, FEATURES);
          if (choice.longestCallUs > 0)
            for (const { cycles } of calls) expect(cycles).toBeLessThanOrEqual(1000 * choice.longestCallUs);
          else expect(calls).toHaveLength(1);
          if (calls.length > 1) seen.calls++;
          if (new Set(program.calls.flatMap(({ cores }) => cores ?? [])).size > 1) seen.shared++;
        }
        expectEqual(graph, runCompiled(model, graph, inputsOf(graph, seed)), seed);
      }),
      { numRuns: 100 },
    );
    expect(seen.fit).toBeGreaterThan(50);
    expect(seen.shared).toBeGreaterThan(50);
    expect(seen.calls).toBeGreaterThan(5);
  });

  it('give the same bytes again', () => {
    fc.assert(
      fc.property(fc.nat(), choices, (seed, choice) => {
        const codes = () => {
          const model = compiled(randomQuantisedGraph({ seed, size: 8 }, OPS), choice);
          return model && stepsOf(model).map(({ code, constants }) => [code, constants]);
        };
        expect(codes()).toEqual(codes());
      }),
      { numRuns: 10 },
    );
  });
});

describe('tokens between cores', () => {
  const habits: Readonly<Record<string, (seed: number) => (ready: readonly number[]) => number>> = {
    'the first core ahead': () => (ready) => ready[0],
    'the last core ahead': () => (ready) => ready[ready.length - 1],
    'in any order': (seed) => {
      const random = seededRandom(seed);
      return (ready) => ready[Math.floor(random() * ready.length)];
    },
  };
  const LATENCY: Effort = { optimizeLevel: 'O3', compileMode: 'latency' };

  function execute(program: Program, { constants }: BpuStep, values: Map<string, Tensor>): void {
    for (const [name, tensor] of new Machine(program, constants).run(values)) values.set(name, tensor);
  }

  it.each(Object.keys(habits))('are enough: %s', (habit) => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 10 }), choices, (seed, size, choice) => {
        const graph = randomQuantisedGraph({ seed, size }, OPS);
        const model = compiled(graph, choice);
        if (!model) return;
        const values = inputsOf(graph, seed);
        for (const step of model.steps) {
          if (step.kind === 'bpu') execute(interleave(step.program, habits[habit](seed)), step, values);
          else
            evaluateNode(
              graph,
              graph.nodes.find(({ id }) => id === step.name)!,
              values,
            );
        }
        expectEqual(graph, values, seed);
      }),
      { numRuns: 30 },
    );
  });

  const without = (program: Program, index: number): Program => {
    const { layers: _, ...rest } = program;
    let before = 0;
    const calls = program.calls.map((call) => {
      const at = index - before;
      before += call.instructions.length;
      return at < 0 || at >= call.instructions.length
        ? call
        : { ...call, instructions: call.instructions.toSpliced(at, 1), cores: call.cores!.toSpliced(at, 1) };
    });
    return { ...rest, calls, tensors: program.tensors.map((tensor) => ({ ...tensor, ready: 0 })) };
  };

  const waitsOf = (program: Program) =>
    program.calls
      .flatMap(({ instructions }) => instructions)
      .flatMap(({ kind }, index) => (kind === 'wait' ? index : []));

  /** Ways for the lanes to run in which some output is another one. */
  function wrong(graph: Graph<'quantized'>, step: BpuStep, program: Program, seed: number): string[] {
    const wanted = evaluateGraph(graph, inputsOf(graph, seed));
    return Object.keys(habits).filter((habit) => {
      const values = inputsOf(graph, seed);
      execute(interleave(program, habits[habit](seed)), step, values);
      return step.outputs.some((name) => countMismatches(wanted.get(name)!, values.get(name)!) > 0);
    });
  }

  it('are refused when one is missing that anything hangs on', () => {
    const taken = { refused: 0, spare: 0, wrong: 0 };
    for (let seed = 0; seed < 12; seed++) {
      const graph = randomQuantisedGraph({ seed, size: 5, kinds: ['conv', 'pointwise', 'maxPool'] }, OPS);
      const model = compiled(graph, { sramBytes: 1 << 14, cores: 2, longestCallUs: 0, effort: LATENCY });
      for (const step of model && model.steps.length === 1 ? stepsOf(model) : [])
        for (const index of waitsOf(step.program)) {
          const program = without(step.program, index);
          const complaint = verifyProgram(program);
          if (complaint) {
            expect(complaint.why).toMatch(/without a token between them/);
            taken.refused++;
            if (wrong(graph, step, program, seed).length > 0) taken.wrong++;
          } else {
            expect(wrong(graph, step, program, seed)).toEqual([]);
            taken.spare++;
          }
        }
    }
    expect(taken.refused).toBeGreaterThan(4 * taken.spare);
    expect(taken.wrong).toBeGreaterThan(taken.refused / 4);
  });
});
