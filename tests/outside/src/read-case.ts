import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Tensor, decodeNpy } from '@openbpu/tensor';

/** A folder that somebody sent: a model, mostly a recipe and samples, and what the model gives for one input. */
export interface Case {
  /** Path under the folder of all cases. */
  readonly name: string;
  readonly folder: string;
  readonly model: readonly string[];
  readonly recipe?: string;
  /** `in0.npy`, `in1.npy`, … in the order of the model's inputs. */
  readonly inputs: readonly string[];
  /** What an independent engine gives, in the order of the model's outputs; empty: nothing was written down. */
  readonly expected: readonly Tensor[];
}

const ASIDE = /^(hostile|capability|_generators|cal\d*|expected|out.*)$/;

/** Every case in a folder and below it, by name. */
export function readCases(root: string): Case[] {
  const walk = (folder: string): Case[] => [
    ...readCase(root, folder),
    ...readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !ASIDE.test(entry.name))
      .flatMap(({ name }) => walk(join(folder, name))),
  ];
  return walk(root).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function readCase(root: string, folder: string): Case[] {
  const files = readdirSync(folder).sort();
  const one = (pattern: RegExp) => files.find((file) => pattern.test(file));
  const [onnx, prototxt, caffemodel] = [one(/\.onnx$/), one(/\.prototxt$/), one(/\.caffemodel$/)];
  const model =
    prototxt && caffemodel
      ? ['--model-type', 'caffe', '--proto', prototxt, '--model', caffemodel]
      : ['--model-type', 'onnx', '--model', onnx ?? ''];
  if (!onnx && !caffemodel) return [];
  const recipe = one(/\.ya?ml$/);
  return [
    {
      name: relative(root, folder),
      folder,
      model,
      ...(recipe === undefined ? {} : { recipe }),
      inputs: files.filter((file) => /^in\d+\.npy$/.test(file)),
      expected: expectedOf(folder).map((file) => decodeNpy(readFileSync(file))),
    },
  ];
}

function expectedOf(folder: string): string[] {
  const torch = join(folder, 'expected_torch.npy');
  if (existsSync(torch)) return [torch];
  const expected = join(folder, 'expected');
  if (!existsSync(expected)) return [];
  const count = readdirSync(expected).filter((file) => /^\d+\.npy$/.test(file)).length;
  return Array.from({ length: count }, (_, i) => join(expected, `${i}.npy`));
}
