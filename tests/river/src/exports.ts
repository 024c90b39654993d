import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Shape, float32 } from '@openbpu/tensor';
import * as z from 'zod';

/** Where graphs of a real exporter are, each with inputs and outputs of the network it was written from. */
export const EXPORTS = process.env['OPENBPU_EXPORTS'];

const meta = z.object({
  inputs: z.array(z.object({ name: z.string(), shape: z.array(z.number()) })),
  outputs: z.array(z.array(z.number())),
});

/** One exported network. */
export interface Exported {
  readonly name: string;
  readonly model: string;
  readonly inputs: readonly { readonly name: string; readonly shape: Shape }[];
  readonly outputs: readonly Shape[];
}

/** Every network of a folder, by name. */
export function exportedIn(folder: string): readonly Exported[] {
  return readdirSync(join(folder, 'models'))
    .filter((file) => file.endsWith('.onnx') && existsSync(join(folder, 'io', file.slice(0, -5), 'meta.json')))
    .sort()
    .map((file) => {
      const name = file.slice(0, -5);
      const read: unknown = JSON.parse(readFileSync(join(folder, 'io', name, 'meta.json'), 'utf8'));
      return { name, model: join(folder, 'models', file), ...meta.parse(read) };
    });
}

/** How many cases each network comes with. */
export const CASES = 2;

/** The file of an input or output of a case. */
export function caseFile(folder: string, { name }: Exported, side: 'in' | 'out', of: number, index: number): string {
  return join(folder, 'io', name, `${side}_${of}_${index}.bin`);
}

/** What the network was fed with in a case. */
export function givenInput(folder: string, net: Exported, of: number, index: number) {
  return float32(net.inputs[index].shape, floatsOf(caseFile(folder, net, 'in', of, index)));
}

/** What the network gave for a case. */
export function expectedOutput(folder: string, net: Exported, of: number, index: number) {
  return float32(net.outputs[index], floatsOf(caseFile(folder, net, 'out', of, index)));
}

function floatsOf(file: string): Float32Array<ArrayBuffer> {
  const bytes = readFileSync(file);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
