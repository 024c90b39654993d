import { type Artifact, type ArtifactHeader, type ArtifactStep, tensorOf } from '@openbpu/artifact';
import { fail, type Sink } from '@openbpu/diagnostics';
import { type Budget, Meter } from '@openbpu/guard';
import { PROGRAM_VERSION, decodeProgram, isKnownVersion } from '@openbpu/machine';
import { Machine } from '@openbpu/simulator';
import { type Tensor, bytesPerElement, sizeOf, tensorType } from '@openbpu/tensor';
import { RUNTIME } from './catalogue';
import { StepCheck } from './check-step';
import type { Executor, Feeds, Port } from './executor';
import type { ModelOpener } from './model-session';
import { refusing } from './refusing';
import { runtimeType, toIntermediate } from './runtime-input';

/** Bytes in memory for each byte of an encoded program, about. */
const DECODED = 48;

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
   * Reads every section, holds it against the header and makes every step ready; `budget` is what one run may take.
   * Throws DiagnosticError for a program or fragment that is not sound.
   */
  static async open(artifact: Artifact, opener: ModelOpener, sink?: Sink, budget?: Budget): Promise<BinExecutor> {
    const { header, name } = artifact;
    if (!isKnownVersion(header.machineVersion))
      fail(
        RUNTIME.unknownMachine(
          { file: name, version: header.machineVersion, known: PROGRAM_VERSION },
          { name, file: name },
        ),
      );
    const meter = new Meter(budget);
    for (const [id, { dtype, shape }] of Object.entries(header.tensors))
      meter.spend('bytes', sizeOf(shape) * bytesPerElement(dtype), `tensor "${id}"`, { name: id, file: name });
    const steps: ReadyStep[] = [];
    for (const step of header.steps) {
      const check = new StepCheck(artifact, step);
      steps.push(
        step.kind === 'bpu' ? await bpuStep(check, artifact, meter) : await fragmentStep(check, artifact, opener),
      );
    }
    return new BinExecutor(header, steps, sink);
  }

  async run(feeds: Feeds, taps: readonly string[] = []): Promise<Map<string, Tensor>> {
    const tensors = new Map<string, Tensor>();
    for (const input of this.header.inputs)
      tensors.set(tensorOf(input), toIntermediate(input, feeds.get(input.name), this.sink));
    for (const ready of this.steps) {
      const wanted = taps.filter((tap) => ready.taps.has(tap) && !ready.step.outputs.includes(tap));
      for (const [id, tensor] of await ready.run(tensors, wanted)) tensors.set(id, tensor);
    }
    const results = new Map(this.header.outputs.map((port) => [port.name, tensors.get(tensorOf(port))!]));
    for (const tap of taps) if (!results.has(tap)) results.set(tap, tensors.get(tap)!);
    return results;
  }

  async close(): Promise<void> {
    for (const step of this.steps) await step.close();
  }
}

async function bpuStep(check: StepCheck, artifact: Artifact, meter: Meter): Promise<ReadyStep> {
  const { step } = check;
  const [code, constants] = check.sections(2);
  const bytes = await artifact.section(code);
  meter.spend('bytes', bytes.length * DECODED, `the program of step "${step.name}"`);
  const program = decodeProgram(bytes);
  check.program(program);
  const machine = new Machine(program, await artifact.section(constants), meter);
  return {
    step,
    taps: new Set(program.tensors.map(({ name }) => name)),
    run: async (tensors, taps) => machine.run(new Map(step.inputs.map((id) => [id, tensors.get(id)!])), { taps }),
    close: async () => {},
  };
}

async function fragmentStep(check: StepCheck, artifact: Artifact, opener: ModelOpener): Promise<ReadyStep> {
  const { step } = check;
  const [section] = check.sections(1);
  const model = `${artifact.name}:${step.name}`;
  const refuse = refusing(model);
  const bytes = check.fragment(await artifact.section(section));
  const session = await opener.open(bytes, { optimise: false, name: model }).catch(refuse);
  check.session(session);
  return {
    step,
    taps: new Set(step.outputs),
    async run(tensors) {
      const feeds = new Map(step.inputs.map((id) => [id, tensors.get(id)!]));
      const results = await session.run(feeds, step.outputs).catch(refuse);
      check.results(results);
      return results;
    },
    close: () => session.close(),
  };
}
