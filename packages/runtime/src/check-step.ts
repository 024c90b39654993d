import type { Artifact, ArtifactStep, ArtifactTensor } from '@openbpu/artifact';
import { DiagnosticError, fail } from '@openbpu/diagnostics';
import type { Program } from '@openbpu/machine';
import { decodeModel, encodeModel, firstExternal } from '@openbpu/onnx';
import { type Tensor, sameShape } from '@openbpu/tensor';
import { RUNTIME } from './catalogue';
import type { ModelSession } from './model-session';

/** A step of a `.bin` and the file it stands in: what holds its parts against the header. */
export class StepCheck {
  constructor(
    private readonly artifact: Pick<Artifact, 'name' | 'header'>,
    readonly step: ArtifactStep,
  ) {}

  /** Fails with RUN010. */
  refuse(why: string, cause?: unknown): never {
    const { name: file } = this.artifact;
    return fail(RUNTIME.badStep({ file, step: this.step.name, why }, { name: this.step.name, file }), cause);
  }

  /** As many sections as its kind is made of. */
  sections(count: number): readonly string[] {
    const { kind, sections } = this.step;
    return sections.length === count
      ? sections
      : this.refuse(`a ${kind} step is made of ${count} sections, and it names ${sections.length}`);
  }

  /** The program takes and gives the tensors of the step, and they are what the header says of them. */
  program({ march, cores = 1, inputs, outputs, tensors }: Program): void {
    if (march !== this.artifact.header.march)
      this.refuse(`its program is for ${march}, and the .bin for ${this.artifact.header.march}`);
    const declared = this.artifact.header.cores ?? 1;
    if (cores !== declared)
      this.refuse(`its program is for ${cores} core${cores > 1 ? 's' : ''}, and the .bin for ${declared}`);
    const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
    this.names('reads', this.step.inputs, inputs);
    this.names('writes', this.step.outputs, outputs);
    for (const name of [...inputs, ...outputs]) this.tensor(name, byName.get(name)!);
  }

  /** The bytes of a fragment as ONNX Runtime may have them: one sound model that needs no other file. */
  fragment(section: Uint8Array): Uint8Array {
    try {
      const model = decodeModel(section);
      const external = firstExternal(model);
      if (external) this.refuse(`its tensor "${external.name ?? ''}" lies in another file, and a .bin is whole`);
      return encodeModel(model);
    } catch (error) {
      if (!(error instanceof DiagnosticError) || error.diagnostics[0].code === 'RUN010') throw error;
      return this.refuse(error.diagnostics[0].message, error);
    }
  }

  /**
   * The same of an opened fragment; sizes it leaves open are held against the header when it has run. What it gives
   * beyond the header's list is read by nothing.
   */
  session({ inputs, outputs }: Pick<ModelSession, 'inputs' | 'outputs'>): void {
    this.names(
      'reads',
      this.step.inputs,
      inputs.map(({ name }) => name),
    );
    const read = outputs.filter(({ name }) => this.step.outputs.includes(name));
    this.names(
      'writes',
      this.step.outputs,
      read.map(({ name }) => name),
    );
    for (const { name, dtype, shape } of [...inputs, ...read]) {
      const declared = this.declared(name).shape;
      const sizes = shape.map((dim, i) => (typeof dim === 'number' && dim >= 0 ? dim : declared[i]));
      this.tensor(name, { dtype, shape: sizes });
    }
  }

  /** What a run has given is what the header says. */
  results(tensors: ReadonlyMap<string, Tensor>): void {
    for (const name of this.step.outputs) this.tensor(name, tensors.get(name)!);
  }

  private tensor(name: string, found: Pick<ArtifactTensor, 'dtype' | 'shape'>): void {
    const declared = this.declared(name);
    if (found.dtype !== declared.dtype || !sameShape(found.shape, declared.shape))
      this.refuse(`"${name}" is ${text(found)} there, and ${text(declared)} in the header`);
  }

  private declared(name: string): ArtifactTensor {
    return this.artifact.header.tensors[name];
  }

  private names(verb: string, told: readonly string[], found: readonly string[]): void {
    const [a, b] = [new Set(told), new Set(found)];
    const odd = told.find((name) => !b.has(name)) ?? found.find((name) => !a.has(name));
    if (odd !== undefined) this.refuse(`the header says it ${verb} ${list(told)}, and it ${verb} ${list(found)}`);
  }
}

function text({ dtype, shape }: Pick<ArtifactTensor, 'dtype' | 'shape'>): string {
  return `${dtype}[${shape.join('x')}]`;
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 8).map((name) => `"${name}"`);
  return names.length === 0 ? 'nothing' : shown.join(', ') + (names.length > 8 ? ', …' : '');
}
