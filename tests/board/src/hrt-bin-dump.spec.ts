import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DumpLayersResult } from '@openbpu/pipeline';
import { bytesOf, decodeNpy } from '@openbpu/tensor';
import { bmp } from '@openbpu/testkit';
import { Bench } from './bench';

const LAYERS = { 'model_parameters.layer_out_dump': 'True' };
const bench = new Bench();
const bytes = (name: string) => readFileSync(join(bench.folder, name));
beforeAll(async () => {
  bench.put(
    'p.bmp',
    bmp(40, 36, (x, y) => [(x * 7) % 256, (y * 5) % 256, (x * y) % 256]),
  );
  await bench.convert('broken', 'x3', { ...LAYERS, 'model_parameters.march': 'bernoulli2' });
  await bench.convert('broken', 'x5', LAYERS);
  await bench.convert('plain', 'none');
});
afterAll(() => bench.close());

it.each([
  ['x3', '--conv_mapping_file=x3_quantized_model_conv_output_map.json --conv_dump_path=x3d'],
  ['x5', '--dump_path=x5d'],
  ['x3', '--dump_path=x3d'],
])('writes every layer that %s keeps: %s', async (name, flags) => {
  const { code, stdout } = await bench.run(`hrt_bin_dump --model_file ${name}.bin --input_file p.bmp ${flags}`);
  expect(code).toBe(0);
  expect(stdout).toContain(`INFO 2 layers written into ${name}d`);
  const layers = JSON.parse(bench.read(`${name}d/layers.json`)) as DumpLayersResult['layers'];
  expect(layers.map(({ layer, file, dtype }) => [layer, file, dtype]).sort()).toEqual([
    ['a', 'a.bin', 'float32'],
    ['y', 'y.bin', 'float32'],
  ]);
  await bench.run(`hb_mapper infer --model ${name}.bin --image p.bmp --save saved`);
  for (const { output, file, shape } of layers) {
    const wanted = decodeNpy(new Uint8Array(bytes(`saved/${output}.npy`)));
    expect(shape).toEqual(wanted.shape);
    expect(bytes(`${name}d/${file}`).equals(Buffer.from(bytesOf(wanted.data)))).toBe(true);
  }
});

it('takes a layer for what the map calls it', async () => {
  bench.put('map.json', JSON.stringify({ mine: { output: 'a' } }));
  const run =
    'hrt_bin_dump --model_file x5.bin --input_file p.bmp --conv_mapping_file map.json --conv_dump_path=own --json';
  const { layers } = JSON.parse((await bench.run(run)).stdout) as DumpLayersResult;
  expect(layers.map(({ layer, output, file }) => [layer, output, file])).toEqual([['mine', 'a', 'mine.bin']]);
});

it('keeps the layers of a model whose edge was removed after the conversion', async () => {
  await bench.run('hb_model_modifier x5.bin -a Dequantize');
  const { stdout } = await bench.run(
    'hrt_bin_dump --model_file x5_modified.bin --input_file p.bmp --dump_path=cut --json',
  );
  const { layers } = JSON.parse(stdout) as DumpLayersResult;
  expect(layers.map(({ layer }) => layer)).toEqual(['y', 'a']);
  expect(layers[0].dtype).not.toBe('float32');
});

it.each([
  ['--model_file none.bin --input_file p.bmp', 'PIP172'],
  ['--model_file x5.bin --input_file none.bmp', 'GRD001'],
  ['--model_file x5.bin', 'CLI022'],
  ['--model_file x5.bin --input_file p.bmp --conv_mapping_file none.json', 'GRD001'],
  ['--model_file x5.bin --input_file p.bmp --conv_mapping_file x5.yaml', 'PIP173'],
  ['--model_file x5.bin --input_file p.bmp --conv_mapping_file list.json', 'PIP173'],
  ['--model_file x5.bin --input_file p.bmp --conv_mapping_file other.json', 'PIP173'],
])('refuses "%s" with %s, and writes nothing', async (flags, code) => {
  bench.put('list.json', '{"a": 1}');
  bench.put('other.json', '{"a": {"output": "b"}}');
  const { code: exit, stdout, stderr } = await bench.run(`hrt_bin_dump ${flags} --dump_path=no`);
  expect([exit, stdout]).toEqual([1, '']);
  expect(stderr).toContain(code);
  expect(existsSync(join(bench.folder, 'no'))).toBe(false);
});
