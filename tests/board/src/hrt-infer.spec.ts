import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RunModelResult, TensorInfoResult } from '@openbpu/pipeline';
import { bytesOf, decodeNpy, encodeNpy, makeTensor } from '@openbpu/tensor';
import { bmp } from '@openbpu/testkit';
import { Bench, type Keys } from './bench';
import { GREY, SHAPE, wave } from './nets';

const FEATURES: Keys = {
  'input_parameters.input_type_rt': 'featuremap',
  'input_parameters.input_type_train': 'featuremap',
  'input_parameters.norm_type': 'no_preprocess',
  'input_parameters.scale_value': "''",
};
const twice = (keys: Keys): Keys =>
  Object.fromEntries(Object.entries(keys).map(([key, value]) => [key, `'${value};${value}'`]));

const bench = new Bench();
const at = (name: string) => join(bench.folder, name);
const bytes = (name: string) => readFileSync(at(name));
/** The elements in an `.npy` file, as bytes. */
const elements = (name: string) => Buffer.from(bytesOf(decodeNpy(new Uint8Array(bytes(name))).data));
const picture = (seed: number) => bmp(40, 36, (x, y) => [(x * 7 + seed) % 256, (y * 5) % 256, (x * y + seed) % 256]);

beforeAll(async () => {
  for (let i = 0; i < 4; i++) bench.put(`p${i}.bmp`, picture(i * 31));
  bench.put('x.bin', bytesOf(wave(SHAPE, 77).data));
  bench.put('x.npy', encodeNpy(wave(SHAPE, 77)));
  bench.put('x.txt', `${Array.from(wave(SHAPE, 77).data, String).join('\n')}\n1 2 3 and more`);
  await bench.convert('plain', 'nv12');
  await bench.convert('scores', 'scores', { 'model_parameters.march': 'bernoulli2' });
  await bench.convert('broken', 'features', FEATURES);
  await bench.convert('plain', 'integers', { 'model_parameters.remove_node_type': 'Dequantize' });
  await bench.convert('plain', 'batch', { 'input_parameters.input_batch': '4' });
});
afterAll(() => bench.close());

const infer = async (flags: string) => {
  const { code, stdout, stderr } = await bench.run(`hrt_model_exec infer ${flags} --json`);
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as RunModelResult;
};

describe('hrt_model_exec infer gives what hb_mapper infer gives, bit for bit', () => {
  it.each<[string, Keys]>([
    ['nv12', {}],
    ['rgb', { 'input_parameters.input_type_rt': 'rgb', 'input_parameters.input_layout_rt': 'NHWC' }],
    ['bgr', { 'input_parameters.input_type_rt': 'bgr', 'input_parameters.input_layout_rt': 'NCHW' }],
    ['yuv444', { 'input_parameters.input_type_rt': 'yuv444', 'model_parameters.march': 'bernoulli2' }],
  ])('for a picture as %s, and for its bytes', async (type, keys) => {
    if (type !== 'nv12') await bench.convert('plain', type, keys);
    await bench.run(`hb_mapper infer --model ${type}.bin --image p1.bmp --save saved`);
    const wanted = elements('saved/y.npy');
    await infer(`--model_file ${type}.bin --input_file p1.bmp --enable_dump --dump_path=${type}1`);
    expect(bytes(`${type}1/model_infer_output_0_y.bin`).equals(wanted)).toBe(true);
    await infer(
      `--model_file ${type}.bin --input_file ${type}1/model_infer_input_0_data.bin --enable_dump=true --dump_path=${type}2`,
    );
    expect(bytes(`${type}2/model_infer_output_0_y.bin`).equals(wanted)).toBe(true);
  });

  it('for a grey picture, and for its bytes', async () => {
    bench.put('greys/0.bin', bytesOf(wave(GREY, 3).data.map((x) => 128 + 127 * x)));
    await bench.convert('grey', 'grey', {
      'input_parameters.input_type_rt': 'gray',
      'input_parameters.input_type_train': 'gray',
      'calibration_parameters.cal_data_dir': 'greys',
    });
    await bench.run('hb_mapper infer --model grey.bin --image p1.bmp --save saved');
    for (const file of ['p1.bmp', 'g/model_infer_input_0_data.bin']) {
      await infer(`--model_file grey.bin --input_file ${file} --enable_dump --dump_path=g`);
      expect(bytes('g/model_infer_output_0_y.bin').equals(elements('saved/y.npy'))).toBe(true);
    }
    expect(bytes('g/model_infer_input_0_data.bin')).toHaveLength(32 * 32);
  });

  it('for feature maps, as bytes and as text', async () => {
    await bench.run('hb_mapper infer --model features.bin --input data=x.npy --save saved');
    const wanted = elements('saved/y.npy');
    for (const file of ['x.bin', 'x.txt']) {
      await infer(`--model_file features.bin --input_file ${file} --enable_dump --dump_path=f`);
      expect(bytes('f/model_infer_output_0_y.bin').equals(wanted)).toBe(true);
    }
  });

  it('for several inputs', async () => {
    await bench.convert('pair', 'pair', {
      'input_parameters.input_name': "'data;more'",
      'calibration_parameters.cal_data_dir': "'samples;samples'",
      ...twice({
        'calibration_parameters.cal_data_type': 'float32',
        'input_parameters.input_layout_train': 'NCHW',
        ...FEATURES,
      }),
      'input_parameters.scale_value': "''",
    });
    bench.put('z.npy', encodeNpy(wave(SHAPE, 5)));
    bench.put('z.bin', bytesOf(wave(SHAPE, 5).data));
    await bench.run('hb_mapper infer --model pair.bin --input data=x.npy --input more=z.npy --save saved');
    await infer('--model_file pair.bin --input_file x.bin,z.bin --enable_dump --dump_path=two');
    expect(bytes('two/model_infer_output_0_y.bin').equals(elements('saved/y.npy'))).toBe(true);
    expect(bytes('two/model_infer_input_1_more.bin').equals(bytes('z.bin'))).toBe(true);
  });

  it('for a batch, of one file each and of one for all', async () => {
    await infer('--model_file batch.bin --input_file p0.bmp,p1.bmp,p2.bmp,p3.bmp --enable_dump --dump_path=b');
    const whole = bytes('b/model_infer_input_0_data.bin');
    for (let i = 0; i < 4; i++) {
      await infer(`--model_file nv12.bin --input_file p${i}.bmp --enable_dump --dump_path=b${i}`);
      const one = bytes(`b${i}/model_infer_input_0_data.bin`);
      expect(whole.subarray(i * one.length, (i + 1) * one.length).equals(one)).toBe(true);
    }
    const array = makeTensor('uint8', [4, 48, 32], new Uint8Array(whole));
    bench.put('batch.npy', encodeNpy(array));
    await bench.run('hb_mapper infer --model batch.bin --input data=batch.npy --save saved');
    const wanted = elements('saved/y.npy');
    expect(bytes('b/model_infer_output_0_y.bin').equals(wanted)).toBe(true);
    await infer('--model_file batch.bin --input_file b/model_infer_input_0_data.bin --enable_dump --dump_path=c');
    expect(bytes('c/model_infer_output_0_y.bin').equals(wanted)).toBe(true);
  });

  it('for integers, with the padding of the board, and as the reals they stand for', async () => {
    await bench.run('hb_mapper infer --model integers.bin --image p1.bmp --save saved');
    const compact = decodeNpy(new Uint8Array(bytes('saved/y.npy')));
    expect(['int8', 'int32']).toContain(compact.dtype);
    await infer('--model_file integers.bin --input_file p1.bmp --enable_dump --dump_path=i');
    const info = JSON.parse(
      (await bench.run('hrt_model_exec model_info --model_file integers.bin --json')).stdout,
    ) as TensorInfoResult;
    const [{ alignedByteSize, stride, scale = [], zeroPoint = [0] }] = info.models[0].outputs;
    const raw = bytes('i/model_infer_output_0_y.bin');
    expect(raw).toHaveLength(alignedByteSize);
    const size = compact.dtype === 'int8' ? 1 : 4;
    const given = Buffer.from(bytesOf(compact.data));
    for (const [n, h, c] of [
      [0, 0, 0],
      [0, 31, 2],
      [0, 7, 1],
    ]) {
      const row = ((n * 3 + c) * 32 + h) * 32 * size;
      const from = c * stride[1] + h * stride[2];
      expect(raw.subarray(from, from + 32 * size).equals(given.subarray(row, row + 32 * size))).toBe(true);
    }
    await infer(
      '--model_file integers.bin --input_file p1.bmp --enable_dump --hybrid_dequantize_process --dump_path=r',
    );
    const reals = bench.read('r/model_infer_output_0_y.txt').trim().split('\n').map(Number);
    expect(reals).toHaveLength(3 * 32 * 32);
    const at9 = Number(compact.data[9]);
    expect(reals[9]).toBeCloseTo((at9 - zeroPoint[0]) * scale[0], 6);
  });
});

describe('what hrt_model_exec infer dumps', () => {
  it('is nothing unless asked for', async () => {
    const before = readdirSync(bench.folder);
    expect((await infer('--model_file nv12.bin --input_file p0.bmp')).files).toEqual([]);
    expect((await infer('--model_file nv12.bin --input_file p0.bmp --enable_dump --noenable_dump')).files).toEqual([]);
    expect(readdirSync(bench.folder)).toEqual(before);
  });

  it('has the decimals and the lines that are asked for', async () => {
    const dump = async (flags: string) => {
      await infer(`--model_file nv12.bin --input_file p0.bmp --enable_dump --dump_format=txt --dump_path=t ${flags}`);
      return bench.read('t/model_infer_output_0_y.txt').trimEnd().split('\n');
    };
    const [plain, rows, planes] = [
      await dump(''),
      await dump('--dump_txt_axis=2 --dump_precision 2'),
      await dump('--dump_txt_axis=1'),
    ];
    expect([plain.length, rows.length, planes.length]).toEqual([3 * 32 * 32, 3 * 32, 3]);
    expect(plain[0]).toMatch(/^-?\d+\.\d{9}$/);
    expect(rows[5].split(' ')).toHaveLength(32);
    expect(rows[0].split(' ')[0]).toBe(Number(plain[0]).toFixed(2));
    expect(planes[1].split(' ')[7]).toBe(plain[32 * 32 + 7]);
    expect(await dump('--dump_txt_axis=-1')).toEqual(plain);
    expect(await dump('--dump_txt_axis=3')).toEqual(plain);
    expect((await dump('--dump_txt_axis=0 --dump_precision=0'))[0]).not.toContain('.');
  });

  it('is told by how many files it has, one too', async () => {
    await bench.convert('plain', 'bare', { 'model_parameters.remove_node_type': 'Transpose; Dequantize' });
    const told = async (flags: string) =>
      /INFO (\d+ files? written into b)\n$/.exec(
        (await bench.run(`hrt_model_exec infer --model_file bare.bin --input_file p0.bmp --dump_path=b ${flags}`))
          .stdout,
      )?.[1];
    expect(await told('')).toBeUndefined();
    expect(await told('--dump_intermediate=1')).toBe('1 file written into b');
    expect(await told('--dump_intermediate=2')).toBe('2 files written into b');
  });

  it('is what every step gives, by the names of the profile', async () => {
    const steps = async (kind: number) =>
      (await infer(`--model_file scores.bin --input_file p0.bmp --dump_intermediate=${kind} --dump_path=s${kind}`))
        .files;
    const names = (await steps(1)).map((file) => file.replace(/_output_.*/, ''));
    const profile = JSON.parse((await bench.run('hrt_model_exec perf --model_file scores.bin --json')).stdout) as {
      model_latency: object;
    };
    expect([...new Set(names)].sort()).toEqual(Object.keys(profile.model_latency).sort());
    const two = await steps(2);
    expect(two).toHaveLength(2 * names.length);
    const bpu = two.find((file) => file.startsWith('BPU_') && file.endsWith('.txt')) ?? '';
    await steps(3);
    const [padded, valid] = [bench.read(`s2/${bpu}`), bench.read(`s3/${bpu}`)].map(
      (text) => text.split('\n').length - 1,
    );
    expect(padded).toBeGreaterThan(valid);
    expect(valid).toBe(3);
    const raw = bpu.replace('.txt', '.bin');
    expect(bytes(`s1/${raw}`).equals(bytes(`s3/${raw}`))).toBe(true);
    const perf = await bench.run(
      'hrt_model_exec perf --model_file scores.bin --dump_intermediate 1 --input_file p0.bmp',
    );
    expect(perf.code).toBe(0);
    expect(bytes(raw).equals(bytes(`s1/${raw}`))).toBe(true);
  });
});

it('prints classes where it is asked to', async () => {
  const { stdout } = await bench.run(
    'hrt_model_exec infer --model_file scores.bin --input_file p0.bmp --enable_cls_post_process',
  );
  const { stdout: mapper } = await bench.run('hb_mapper infer --model scores.bin --image p0.bmp');
  const lines = (text: string) => text.split('\n').map((line) => line.slice(24));
  expect(lines(stdout)).toEqual(lines(mapper));
  const plain = await bench.run('hrt_model_exec infer --model_file scores.bin --input_file p0.bmp');
  expect(lines(plain.stdout)).toEqual(['INFO output y: float32 1x3', '']);
});

it('tells of its own flag where there are no classes to print', async () => {
  const line = 'hrt_model_exec infer --model_file nv12.bin --input_file p0.bmp --enable_cls_post_process';
  const told = 'INFO The first output is no list of class scores';
  expect((await bench.run(line)).stdout).toContain(`${told}; --enable_dump writes every output into a file:\n`);
  expect((await bench.run(`${line} --enable_dump --dump_path=cls`)).stdout).toContain(`${told}:\n`);
});

it('takes a member of a packed file, and says that frames are alike', async () => {
  await bench.run('hb_pack nv12.bin integers.bin -o comb.bin');
  await infer('--model_file comb.bin --model_name nv12 --input_file p1.bmp --enable_dump --dump_path=m');
  expect(bytes('m/model_infer_output_0_y.bin').equals(bytes('nv121/model_infer_output_0_y.bin'))).toBe(true);
  const { stdout } = await bench.run('hrt_model_exec infer --model_file nv12.bin --input_file p1.bmp --frame_count=9');
  expect(stdout).toContain('PIP171');
});

describe('parts of a picture', () => {
  beforeAll(async () => {
    await bench.convert('plain', 'resizer', {
      'compiler_parameters.input_source': "{'data': 'resizer'}",
      'model_parameters.march': 'bernoulli2',
    });
    // The upper left 32x32 of p1 as a picture of its own.
    bench.put(
      'part.bmp',
      bmp(32, 32, (x, y) => [((x + 2) * 7 + 31) % 256, ((y + 4) * 5) % 256, ((x + 2) * (y + 4) + 31) % 256]),
    );
  });

  it('are frames of their own', async () => {
    await infer('--model_file resizer.bin --input_file part.bmp --enable_dump --dump_path=whole');
    const { frames, files } = await infer(
      '--model_file resizer.bin --input_file p1.bmp --roi_infer --roi="2,4,33,35;0,0,39,35" ' +
        '--enable_dump --dump_path=parts',
    );
    expect([frames.length, files.length]).toEqual([2, 4]);
    expect(bytes('parts/frame_0_model_infer_output_0_y.bin').equals(bytes('whole/model_infer_output_0_y.bin'))).toBe(
      true,
    );
    await infer('--model_file resizer.bin --input_file p1.bmp --enable_dump --dump_path=all');
    expect(bytes('parts/frame_1_model_infer_output_0_y.bin').equals(bytes('all/model_infer_output_0_y.bin'))).toBe(
      true,
    );
  });

  it.each([
    ['--roi_infer', 'PIP170'],
    ['--roi_infer --roi=1,2,3', 'PIP148'],
    ['--roi_infer --roi=1,0,5,5', 'PIP148'],
    ['--roi_infer --roi=0,1,5,5', 'PIP148'],
    ['--roi_infer --roi=0,0,4,5', 'PIP148'],
    ['--roi_infer --roi=0,0,5,4', 'PIP148'],
    ['--roi_infer --roi=8,0,5,5', 'PIP148'],
    ['--roi_infer --roi=0,8,5,5', 'PIP148'],
    ['--roi_infer --roi=0,0,41,5', 'PIP148'],
    ['--roi_infer --roi=0,0,5,37', 'PIP148'],
  ])('are refused: %s', async (flags, code) => {
    const { code: exit, stderr } = await bench.run(
      `hrt_model_exec infer --model_file resizer.bin --input_file p1.bmp ${flags}`,
    );
    expect(exit).toBe(1);
    expect(stderr).toContain(code);
  });

  it('are of pictures, and for inputs that take them', async () => {
    const of = (model: string, file: string) =>
      bench.run(`hrt_model_exec infer --model_file ${model}.bin --input_file ${file} --roi_infer --roi=0,0,5,5`);
    expect((await of('resizer', 'whole/model_infer_input_0_data.bin')).stderr).toContain('PIP149');
    expect((await of('nv12', 'p1.bmp')).stderr).toContain('PIP170');
  });
});

it.each([
  ['--model_file nv12.bin --input_file none.bin', 'GRD001'],
  ['--model_file none.bin --input_file p0.bmp', 'GRD001'],
  ['--model_file nv12.bin --input_file x.bin', 'PIP144'],
  ['--model_file features.bin --input_file p0.bmp', 'PIP147'],
  ['--model_file nv12.bin --input_file x.txt', 'PIP147'],
  ['--model_file nv12.bin --input_file x.npy', 'PIP147'],
  ['--model_file nv12.bin --input_file p0.bmp,p1.bmp', 'PIP143'],
  ['--model_file batch.bin --input_file p0.bmp,p1.bmp,p2.bmp', 'PIP143'],
  ['--model_file batch.bin --input_file p0.bmp', 'PIP143'],
  ['--model_file features.bin --input_file few.txt', 'PIP146'],
  ['--model_file features.bin --input_file words.txt', 'PIP145'],
  ['--model_file nv12.bin --input_file p0.bmp --core_id=2', 'BRD041'],
  ['--model_file nv12.bin --input_file p0.bmp --frame_count=0', 'CLI075'],
  ['--model_file nv12.bin --input_file p0.bmp --dump_format=npy', 'CLI076'],
  ['--model_file nv12.bin --input_file p0.bmp --dump_intermediate=4', 'CLI075'],
  ['--model_file nv12.bin --input_file p0.bmp --dump_precision=101', 'CLI075'],
  ['--model_file nv12.bin', 'CLI022'],
  ['--model_file nv12.bin --input_file p0.bmp --enable_dump --dump_path=x.bin/no', 'PIP006'],
])('refuses "%s" with %s, and writes nothing', async (flags, code) => {
  bench.put('few.txt', '1 2 3');
  bench.put('words.txt', `1\n2 x ${'0 '.repeat(4000)}`);
  const { code: exit, stdout, stderr } = await bench.run(`hrt_model_exec infer ${flags}`);
  expect([exit, stdout]).toEqual([1, '']);
  expect(stderr).toContain(code);
  expect(existsSync(at('no'))).toBe(false);
});

describe('hrt_model_exec model_info', () => {
  it('describes tensors as the library of the board does', async () => {
    const { stdout } = await bench.run('hrt_model_exec model_info --model_file=nv12.bin');
    expect(stdout).toBe(
      `${[
        'This model file has 1 model:',
        '[nv12]',
        '-'.repeat(69),
        '[model name]: nv12',
        '',
        'input[0]: ',
        'name: data',
        'input source: HB_DNN_INPUT_FROM_PYRAMID',
        'valid shape: (1,32,32,3,)',
        'aligned shape: (1,32,32,3,)',
        'aligned byte size: 1536',
        'tensor type: HB_DNN_IMG_TYPE_NV12',
        'tensor layout: HB_DNN_LAYOUT_NHWC',
        'quanti type: NONE',
        'stride: (0,0,0,0,)',
        '',
        'output[0]: ',
        'name: y',
        'valid shape: (1,3,32,32,)',
        'aligned shape: (1,3,32,32,)',
        'aligned byte size: 12288',
        'tensor type: HB_DNN_TENSOR_TYPE_F32',
        'tensor layout: HB_DNN_LAYOUT_NCHW',
        'quanti type: NONE',
        'stride: (12288,4096,128,4,)',
        '',
        '-'.repeat(69),
      ].join('\n')}\n`,
    );
  });

  it('tells of all models, and of one by its name', async () => {
    await bench.run('hb_pack nv12.bin integers.bin -o comb.bin');
    const all = await bench.run('hrt_model_exec model_info --model_file=comb.bin,batch.bin');
    expect(all.stdout.match(/^\[model name\]: .*/gm)).toEqual(
      ['nv12', 'integers', 'batch'].map((name) => `[model name]: ${name}`),
    );
    expect(all.stdout).toContain('This model file has 2 models:\n[nv12] [integers]\n');
    const one = await bench.run('hrt_model_exec model_info --model_file=comb.bin --model_name integers');
    expect(one.stdout.match(/^\[model name\]: .*/gm)).toEqual(['[model name]: integers']);
    expect(one.stdout).toMatch(/quanti type: SCALE\nstride: \(.*\)\nscale data: [\d.e-]+,/);
    expect((await bench.run('hrt_model_exec model_info --model_file=comb.bin --model_name x')).stderr).toContain(
      'BRD002',
    );
  });
});
