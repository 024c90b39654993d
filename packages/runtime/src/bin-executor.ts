import type { Artifact, ArtifactHeader, ArtifactStep } from '@openbpu/artifact';
import { fail, type Sink } from '@openbpu/diagnostics';
import { PROGRAM_VERSION, decodeProgram } from '@openbpu/machine';
import { Machine } from '@openbpu/simulator';
import { type Tensor, tensorType } from '@openbpu/tensor';
import { RUNTIME } from './catalogue';
import type { Executor, Feeds, Port } from './executor';
import type { ModelOpener, ModelSession } from './model-session';
import { runtimeType, toIntermediate } from './runtime-input';

/** One step made ready to run: tensors in by name, tensors out by name. */
interface ReadyStep {
  readonly step: ArtifactStep;
  readonly taps: ReadonlySet<string>;
  run(tensors: ReadonlyMap<string, Tensor>, taps: readonly string[]): Promise<Map<string, Tensor>>;
  close(): Promise<void>;
}

/**
 * A `.bin`: BPU segments on the simulator in this thread, CPU nodes as ONNX fragments wherever `opener` runs them, in
 * the order of its steps. Inputs are of the run-time type (nv12, rgb, …) or already the int8 intermediate.
 */
export class BinExecutor implements Executor {
  readonly kind = 'bin';
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  readonly tappable: ReadonlySet<string>;

  private constructor(
    readonly header: ArtifactHeader,
    private readonly steps: readonly ReadyStep[],
    private readonly sink?: Sink,
  ) {
    this.inputs = header.inputs.map((input) => ({ name: input.name, type: runtimeType(input) }));
    this.outputs = header.outputs.map(({ name, dtype, shape, layout }) => ({
      name,
      type: tensorType(dtype, shape, layout),
    }));
    this.tappable = new Set(steps.flatMap(({ taps }) => [...taps]));
  }

  /**
   * Reads every section and makes every step ready. Throws DiagnosticError for a program or fragment that is not sound.
   */
  static async open(artifact: Artifact, opener: ModelOpener, sink?: Sink): Promise<BinExecutor> {
    const { header, name } = artifact;
    if (header.machineVersion !== PROGRAM_VERSION)
      fail(
        RUNTIME.unknownMachine(
          { file: name, version: header.machineVersion, known: PROGRAM_VERSION },
          { name, file: name },
        ),
      );
    const steps: ReadyStep[] = [];
    for (const step of header.steps)
      steps.push(step.kind === 'bpu' ? await bpuStep(step, artifact) : await fragmentStep(step, artifact, opener));
    return new BinExecutor(header, steps, sink);
  }

  async run(feeds: Feeds, taps: readonly string[] = []): Promise<Map<string, Tensor>> {
    const tensors = new Map<string, Tensor>();
    for (const input of this.header.inputs)
      tensors.set(input.name, toIntermediate(input, feeds.get(input.name), this.sink));
    for (const ready of this.steps) {
      const wanted = taps.filter((tap) => ready.taps.has(tap) && !ready.step.outputs.includes(tap));
      for (const [id, tensor] of await ready.run(tensors, wanted)) tensors.set(id, tensor);
    }
    return new Map([...this.outputs.map(({ name }) => name), ...taps].map((id) => [id, tensors.get(id)!]));
  }

  async close(): Promise<void> {
    for (const step of this.steps) await step.close();
  }
}

async function bpuStep(step: ArtifactStep, artifact: Artifact): Promise<ReadyStep> {
  const [code, constants] = step.sections;
  const program = decodeProgram(await artifact.section(code));
  const machine = new Machine(program, await artifact.section(constants));
  return {
    step,
    taps: new Set(program.tensors.map(({ name }) => name)),
    run: async (tensors, taps) => machine.run(new Map(step.inputs.map((id) => [id, tensors.get(id)!])), { taps }),
    close: async () => {},
  };
}

async function fragmentStep(step: ArtifactStep, artifact: Artifact, opener: ModelOpener): Promise<ReadyStep> {
  const model = await artifact.section(step.sections[0]);
  let session: ModelSession;
  try {
    session = await opener.open(model, { optimise: false });
  } catch (error) {
    return fail(
      RUNTIME.refused({
        model: `${artifact.name}:${step.name}`,
        reason: error instanceof Error ? error.message : String(error),
      }),
      error,
    );
  }
  return {
    step,
    taps: new Set(step.outputs),
    run: (tensors) => session.run(new Map(step.inputs.map((id) => [id, tensors.get(id)!])), step.outputs),
    close: () => session.close(),
  };
}
