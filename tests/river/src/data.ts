import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type Tensor, decodeNpy } from '@openbpu/tensor';

/** Real models, pictures and golden outputs; they live beside the project and are never part of it. */
export const DATA = process.env.OPENBPU_DATA ?? resolve(__dirname, '../../../../shared/data');

export const HAVE_DATA = existsSync(join(DATA, 'README.md'));

export interface Golden {
  readonly model: string;
  readonly inputName: string;
  readonly cases: readonly {
    readonly source: string;
    readonly input: Tensor;
    readonly outputs: ReadonlyMap<string, Tensor>;
  }[];
}

interface GoldenMeta {
  readonly model: string;
  readonly input_name: string;
  readonly cases: readonly {
    readonly source: string;
    readonly input: string;
    readonly outputs: Readonly<Record<string, { readonly file: string }>>;
  }[];
}

/** The golden inputs and outputs of one net. */
export function golden(net: string): Golden {
  const folder = join(DATA, 'golden', net);
  const meta = JSON.parse(readFileSync(join(folder, 'meta.json'), 'utf8')) as GoldenMeta;
  const read = (file: string) => decodeNpy(gunzipSync(readFileSync(join(folder, file))));
  return {
    model: meta.model,
    inputName: meta.input_name,
    cases: meta.cases.map(({ source, input, outputs }) => ({
      source,
      input: read(input),
      outputs: new Map(Object.entries(outputs).map(([name, { file }]) => [name, read(file)])),
    })),
  };
}

/** Largest absolute difference, relative to the largest magnitude of `wanted`. */
export function relativeError(wanted: Tensor, given: Tensor): number {
  let error = 0;
  let magnitude = 0;
  for (let i = 0; i < wanted.data.length; i++) {
    error = Math.max(error, Math.abs(Number(wanted.data[i]) - Number(given.data[i])));
    magnitude = Math.max(magnitude, Math.abs(Number(wanted.data[i])));
  }
  return wanted.data.length === given.data.length ? error / magnitude : Infinity;
}
