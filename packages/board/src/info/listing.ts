import type { BoardModel } from '../model/open-model';
import { listProgram } from '@openbpu/machine';

/**
 * A model as text: its inputs, outputs, steps in the order they run with their sections, and the programs of its
 * segments, instruction by instruction.
 */
export function listing({ header, artifact, programs }: BoardModel): string {
  const tensor = (id: string) => {
    const { dtype, shape, layout, scale, axis } = header.tensors[id];
    const quant = scale ? ` scale ${scale.length > 1 ? `${scale.length} values on axis ${axis ?? 0}` : scale[0]}` : '';
    return `${id}: ${dtype}[${shape.join('x')}] ${layout}${quant}`;
  };
  const bytes = new Map(artifact.sections.map(({ name, length }) => [name, length]));
  const lines = [
    `model ${header.graphName} for ${header.march}, ${artifact.bytes} bytes`,
    ...header.inputs.map(({ name, typeRt, dtype, shape }) => `input ${name}: ${typeRt} ${dtype}[${shape.join('x')}]`),
    ...header.outputs.map(({ name, dtype, shape }) => `output ${name}: ${dtype}[${shape.join('x')}]`),
  ];
  for (const step of header.steps) {
    lines.push(`${step.kind} ${step.name} (${step.op})`);
    for (const id of step.inputs) lines.push(`  reads ${Object.hasOwn(header.tensors, id) ? tensor(id) : id}`);
    for (const id of step.outputs) lines.push(`  gives ${tensor(id)}`);
    for (const section of step.sections) lines.push(`  section ${section}: ${bytes.get(section)} bytes`);
    const program = programs.get(step.name);
    if (program)
      lines.push(
        ...listProgram(program)
          .trimEnd()
          .split('\n')
          .map((line) => `  ${line}`),
      );
  }
  return `${lines.join('\n')}\n`;
}
