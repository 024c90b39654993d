import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeArtifact } from '@openbpu/artifact';
import { contentOf } from '@openbpu/board';
import { type Instruction, type Program, encodeProgram } from '@openbpu/machine';
import { bytesOf, encodeNpy } from '@openbpu/tensor';
import { bmp } from '@openbpu/testkit';
import { Bench, type Keys } from './bench';
import { SHAPE, wave } from './nets';
import { TWIN_KEYS, twinNet } from './twin-net';

const bench = new Bench();
const NUMBERS: Keys = {
  'input_parameters.input_type_rt': 'featuremap',
  'input_parameters.input_type_train': 'featuremap',
  'input_parameters.norm_type': 'no_preprocess',
  'input_parameters.scale_value': "''",
};
beforeAll(async () => {
  for (let i = 0; i < 3; i++) bench.put(`more/${i}.bin`, bytesOf(wave(SHAPE, 20 + i).data));
  await bench.convert('scores', 's');
  await bench.convert('plain', 'f', { ...NUMBERS, 'input_parameters.input_layout_rt': 'NHWC' });
  await bench.convert('plain', 'x3', { 'model_parameters.march': 'bernoulli2' });
  await bench.convert('broken', 'cut', {
    ...NUMBERS,
    'model_parameters.remove_node_type': 'Quantize;Transpose;Dequantize',
  });
  await bench.convert('plain', 'batch', { 'input_parameters.input_batch': '3' });
  await bench.convertModel('twins', twinNet(), 't', TWIN_KEYS);
  await bench.run('hb_pack s.bin f.bin -o comb.bin');
});
afterAll(() => bench.close());

const verify = (prefix: string, more = '', bin = prefix) =>
  bench.run(`hb_model_verifier -q ${prefix}_quantized_model.onnx -b ${bin}.bin${more}`);
const PASSED = 'Quanti onnx and Simulator result Strict check PASSED';
const head = (line: string) => line.replace(/:.*/, '');

it('tells that model and .bin agree, the first output first and then every input', async () => {
  const { code, stdout } = await verify('s');
  expect(code).toBe(0);
  expect(stdout.split('\n')).toEqual(['output "y": float32[1x3]', PASSED, 'input "data": int8[1x32x32x3]', PASSED, '']);
});

it.each([
  ['f', ['output "y"', 'input "data"']],
  ['x3', ['output "y"', 'input "data"']],
  ['t', ['output "sum"', 'output "mean"', 'input "data"', 'input "more"']],
  ['cut', ['output "y", compared at "y_quantized"', 'input "data", compared at "data_quantized"']],
  ['batch', ['output "y"', 'input "data"']],
])('compares every output and input of "%s"', async (prefix, heads) => {
  const { code, stdout } = await verify(prefix);
  const lines = stdout.trimEnd().split('\n');
  expect(lines.filter((_, i) => i % 2 === 0).map(head)).toEqual(heads);
  expect(lines.filter((_, i) => i % 2 === 1)).toEqual(heads.map(() => PASSED));
  expect(code).toBe(0);
});

it('compares at the cut of every node that hb_model_modifier removes', async () => {
  for (const prefix of ['s', 'f', 't']) {
    const listed = await bench.run(`hb_model_modifier ${prefix}.bin --json`);
    const { removable } = JSON.parse(listed.stdout) as { removable: { name: string }[] };
    expect(removable.length).toBeGreaterThan(1);
    for (const { name } of removable) {
      await bench.words('hb_model_modifier', [`${prefix}.bin`, '-r', name, '-o', 'less.bin']);
      const { code, stdout } = await verify(prefix, '', 'less');
      expect([name, code, /, compared at/.test(stdout)]).toEqual([name, 0, true]);
    }
    await bench.run(`hb_model_modifier ${prefix}.bin -a Transpose -a Quantize -a Softmax -a Reshape -a Dequantize`);
    const { code, stdout } = await verify(prefix, '', `${prefix}_modified`);
    expect([code, stdout.includes('int8')]).toEqual([0, true]);
  }
});

it('feeds pictures, raw files and .npy, for each input in order', async () => {
  bench.put(
    'a.bmp',
    bmp(20, 9, (x, y) => [10 * x, 20 * y, 255]),
  );
  bench.put(
    'a.bin',
    Uint8Array.from({ length: 48 * 32 }, (_, i) => (7 * i) % 256),
  );
  bench.put('more.npy', encodeNpy(wave(SHAPE, 5)));
  bench.put('more.bin', bytesOf(wave(SHAPE, 5).data));
  const values = async (files: string) => {
    const { code, stdout } = await verify('t', `${files} --json`);
    expect(code).toBe(0);
    return JSON.parse(stdout) as { passed: boolean; checked: { mismatches: number; total: number }[] };
  };
  for (const files of ['-i a.bmp', '-i a.bin', '--input-img a.bin -i more.npy', '--input_img=a.bmp -i more.bin'])
    expect(await values(` ${files}`)).toMatchObject({ passed: true, checked: [{ total: 3072 }, { total: 3 }, {}, {}] });
});

it('feeds a batch with one file for all its items, or with a whole one', async () => {
  bench.put(
    'one.bin',
    Uint8Array.from({ length: 48 * 32 }, (_, i) => (7 * i) % 256),
  );
  bench.put(
    'all.bin',
    Uint8Array.from({ length: 3 * 48 * 32 }, (_, i) => (5 * i) % 256),
  );
  for (const file of ['one.bin', 'all.bin']) expect((await verify('batch', ` -i ${file}`)).code).toBe(0);
});

/** The file with a section of its segment changed, and every hash right. */
async function forged(
  prefix: string,
  part: 'program' | 'constants',
  change: (bytes: Uint8Array, of: Program) => Uint8Array,
) {
  const { artifact, programs } = await bench.model(`${prefix}.bin`);
  const { header, sections } = await contentOf(artifact);
  const [[step, program]] = programs;
  const name = `${step}.${part}`;
  const changed = new Map(sections).set(name, change(sections.get(name)!, program));
  writeFileSync(join(bench.folder, 'forged.bin'), writeArtifact({ header, sections: changed }));
}

/** What the program counts of a tensor in its print. */
function counts(stdout: string, tensor: string) {
  const block = stdout.slice(stdout.indexOf(tensor)).split(/\n(?=output|input)/)[0];
  const number = (label: string) => Number(new RegExp(`^INFO ${label}: (.*)$`, 'm').exec(block)?.[1]);
  return {
    mismatches: number('mismatch line num'),
    miss: number('mismatch\\.line_miss num'),
    diff: number('mismatch\\.line_diff num'),
    nan: number('mismatch\\.line_nan num'),
    total: number('total line num'),
    rate: number('mismatch rate'),
  };
}

const loads = (program: Program, dtype: string) =>
  program.calls
    .flatMap(({ instructions }) => instructions)
    .filter(
      (i): i is Instruction & { kind: 'load' } => i.kind === 'load' && i.x.space === 'const' && i.x.dtype === dtype,
    );

it('finds one flipped byte of the weights, with the counts', async () => {
  await forged('f', 'constants', (bytes, program) => {
    const flipped = bytes.slice();
    flipped[loads(program, 'int8')[1].x.offset] ^= 0x40;
    return flipped;
  });
  const { code, stdout } = await verify('f', '', 'forged');
  expect(code).toBe(1);
  const { mismatches, miss, diff, nan, total, rate } = counts(stdout, 'output "y"');
  expect([miss, nan, total]).toEqual([0, 0, 3072]);
  expect(mismatches).toBe(diff);
  // Weights of one output channel of three, 32 by 32: its values, but for those the byte meets with nothing.
  expect(diff).toBeGreaterThan(500);
  expect(diff).toBeLessThanOrEqual(1024);
  expect(rate).toBe(diff / total);
  expect(stdout).toMatch(/output "y": .*the first mismatch at \[0, \d, \d+, \d+\], the largest difference \d/);
  expect(stdout).toContain('Quanti onnx and Simulator result Strict check FAILED');
  expect(stdout.trimEnd().split('\n').at(-1)).toBe(PASSED);
});

it('finds a wrong requantise multiplier among the constants', async () => {
  await forged('f', 'constants', (bytes, program) => {
    const changed = Buffer.from(bytes);
    const { offset } = loads(program, 'float32')[0].x;
    changed.writeFloatLE(changed.readFloatLE(offset) * 1.01, offset);
    return changed;
  });
  const { code, stdout } = await verify('f', '', 'forged');
  expect([code, counts(stdout, 'output "y"').diff > 100]).toEqual([1, true]);
});

it('finds a wrong multiplier in an instruction, in each output that it reaches', async () => {
  await forged('t', 'program', (_, program) => {
    const calls = program.calls.map((call) => ({
      ...call,
      instructions: call.instructions.map((i) => (i.kind === 'eltwise' ? { ...i, ma: 2 * i.ma } : i)),
    }));
    return encodeProgram({ ...program, calls });
  });
  const { code, stdout } = await verify('t', '', 'forged');
  expect(code).toBe(1);
  expect(counts(stdout, 'output "sum"').diff).toBeGreaterThan(500);
  expect(stdout).toContain(`output "mean": float32[1x3x1x1]\n${PASSED}`);
});

it('compares as many digits as asked', async () => {
  await forged('s', 'constants', (bytes, program) => {
    const flipped = bytes.slice();
    flipped[loads(program, 'int8')[0].x.offset] ^= 0x20;
    return flipped;
  });
  const { stdout } = await verify('s', ' -d 15 --json', 'forged');
  const { checked } = JSON.parse(stdout) as { checked: { largest: number; diff: number }[] };
  expect(checked[0].largest).toBeGreaterThan(0);
  expect(checked[0].largest).toBeLessThan(1);
  expect((await verify('s', ' --compare_digits 0', 'forged')).code).toBe(0);
  expect((await verify('s', ' -d 15', 'forged')).code).toBe(1);
});

it('says of a board that none is reached, and compares all the same', async () => {
  const { code, stdout, stderr } = await bench.run(
    'hb_model_verifier -quanti_model s_quantized_model.onnx --bin_model s.bin --arm-board-ip 192.168.1.10 -d 3',
  );
  expect([code, stdout.includes(PASSED)]).toEqual([0, true]);
  expect(stderr).toContain('BRD060');
  expect(stderr).toContain('192.168.1.10');
});

it('gives the same document for the same files', async () => {
  const [one, other] = [await verify('s', ' --json'), await verify('s', ' --json')];
  expect(one).toEqual(other);
  expect(JSON.parse(one.stdout)).toMatchObject({ passed: true, digits: 5, diagnostics: [] });
});

it.each([
  ['-q s_quantized_model.onnx -b comb.bin', 'BRD015', 'pack model is not supported'],
  ['-q s_calibrated_model.onnx -b s.bin', 'BRD061', 'is the calibrated model of a conversion'],
  ['-q scores.onnx -b s.bin', 'BRD061', 'is no model that a conversion wrote'],
  [
    '-q f_quantized_model.onnx -b s.bin',
    'BRD062',
    'output "y" is float32[1x3x32x32] in the quantised model and float32[1x3]',
  ],
  ['-q t_quantized_model.onnx -b s.bin', 'BRD062', 'only the quantised model has an input "more"'],
  ['-q s_quantized_model.onnx -b s.bin -d 16', 'CLI085', 'from 0 to 15, not "16"'],
  ['-q s_quantized_model.onnx -b s.bin -d x', 'CLI085', 'not "x"'],
  [
    '-q s_quantized_model.onnx -b s.bin -i samples/0.bin',
    'PIP160',
    'has 12288 bytes, and input "data" takes uint8[1x48x32], which is 1536',
  ],
  ['-q batch_quantized_model.onnx -b batch.bin -i samples/0.bin', 'PIP160', 'or 3 times as many for the whole batch'],
  [
    '-q s_quantized_model.onnx -b s.bin -i a.bmp -i a.bmp',
    'PIP161',
    '2 files are given, and the model has one input, "data"',
  ],
  ['-q f_quantized_model.onnx -b f.bin -i a.bmp', 'PIP162', 'input "data" takes float32[1x32x32x3] NHWC'],
  ['-q s_quantized_model.onnx -b s.bin -i none.png', 'GRD001', 'none.png'],
  ['-q none.onnx -b s.bin', 'GRD001', 'none.onnx'],
  ['-q s_quantized_model.onnx', 'CLI', '--bin-model'],
  ['-q s.bin -b s.bin', 'ONX', 's.bin'],
  ['-q s_quantized_model.onnx -b s_quantized_model.onnx', 'ART', 's_quantized_model.onnx'],
])('refuses "%s"', async (words, code, said) => {
  const { code: exit, stderr, stdout } = await bench.run(`hb_model_verifier ${words}`);
  expect([exit, stdout]).toEqual([1, '']);
  expect(stderr).toContain(code);
  expect(stderr).toContain(said);
  expect(stderr).not.toMatch(/bug|\n\s+at /);
});

it('leaves every file as it was', async () => {
  const before = readFileSync(join(bench.folder, 's.bin'));
  await verify('s');
  expect(readFileSync(join(bench.folder, 's.bin')).equals(before)).toBe(true);
});
