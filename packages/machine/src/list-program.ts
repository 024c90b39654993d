import { definitionOf } from './instruction/instruction';
import type { Program } from './program';
import { formatRegion } from './region';
import { regionOf } from './program';

/**
 * The textual form, one line per tensor and per instruction:
 *
 *     program net_subgraph_0 for bayes-e: ddr 4096, sram 0, const 512
 *     tensor x: ddr@0:int8[1x8x8x4] NHWC ready 0 input
 *     call net_subgraph_0_0
 *     0000 tensor conv y=… x=… weights=… … # conv1
 *
 * Of a program for several cores the core stands in front of the queue.
 */
export function listProgram(program: Program): string {
  const { name, march, cores, memory, inputs, outputs, layers } = program;
  const target = cores === undefined ? march : `${cores} cores of ${march}`;
  const lines = [`program ${name} for ${target}: ddr ${memory.ddr}, sram ${memory.sram}, const ${memory.const}`];
  for (const tensor of program.tensors) {
    const role = [inputs.includes(tensor.name) && ' input', outputs.includes(tensor.name) && ' output']
      .filter(Boolean)
      .join('');
    lines.push(
      `tensor ${tensor.name}: ${formatRegion(regionOf(tensor))} ${tensor.layout} ready ${tensor.ready}${role}`,
    );
  }
  let index = 0;
  for (const call of program.calls) {
    lines.push(`call ${call.name}`);
    for (const [at, instruction] of call.instructions.entries()) {
      const def = definitionOf(instruction.kind);
      const layer = layers ? ` # ${layers.names[layers.of[index]]}` : '';
      const core = call.cores ? `${call.cores[at]} ` : '';
      lines.push(
        `${String(index++).padStart(4, '0')} ${core}${(def.queue ?? '-').padEnd(6)} ${def.print(instruction)}${layer}`,
      );
    }
  }
  return `${lines.join('\n')}\n`;
}
