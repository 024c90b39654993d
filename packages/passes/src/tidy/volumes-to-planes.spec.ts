import { BatchNormalization, Conv, OnnxOp } from '@openbpu/ops';
import { keepsTheFunction, runPass } from '@openbpu/testkit';
import { fuseBatchNorm } from './fuse-batch-norm';
import { marchWith } from './march.fixture';
import { opsWithVolumes, volumeNode } from './volumes.fixture';
import { VolumesToPlanes } from './volumes-to-planes';

const ops = opsWithVolumes();
const EVERY = ops.ops.filter((op) => op.integer).map(({ name }) => name);
const pass = new VolumesToPlanes(marchWith(EVERY));

/** A convolution of x into `cy`, and lines that follow it. */
const text = (x: string, w: string, y: string, attributes = '', more = '', outputs = ['cy']) =>
  `input x: float32[${x}]\nconst w: float32[${w}] = seed 1\nconst b: float32[${w.split('x')[0]}] = seed 2\n` +
  `${volumeNode('c', 'Conv', 'x, w, b', y, attributes)}\n${more}\n${outputs.map((id) => `output ${id}`).join('\n')}`;
const SMALL = ['1x2x3x4x4', '3x2x1x1x1', '1x3x3x4x4'] as const;
const after = (more: string, output = 'y', [x, w, y]: readonly string[] = SMALL) => text(x, w, y, '', more, [output]);

async function shapeOf(of: string, with_ = pass) {
  return (await runPass(with_, of, 'original', ops)).shape;
}
const opsOf = async (of: string, with_ = pass) => (await shapeOf(of, with_)).map((line) => /= (\w+)\(/.exec(line)![1]);
const keeps = (of: string) => keepsTheFunction(pass, of, 'original', ops);

describe('VolumesToPlanes', () => {
  it('writes a convolution of the planes, its taps along the depth as channels', async () => {
    const of = text('1x2x4x5x6', '3x2x3x3x3', '1x3x4x5x6', 'pads: [1, 1, 1, 1, 1, 1]');
    expect(await shapeOf(of)).toEqual([
      'c_transpose: c_transpose = Transpose(x)',
      'c_reshape: c_reshape = Reshape(c_transpose)',
      'c_reshape_1: c_reshape_1 = Reshape(c_reshape)',
      'c_pad: c_pad = Pad(c_reshape_1)',
      'c_slice: c_slice = Slice(c_pad)',
      'c_slice_1: c_slice_1 = Slice(c_pad)',
      'c_slice_2: c_slice_2 = Slice(c_pad)',
      'c_concat: c_concat = Concat(c_slice, c_slice_1, c_slice_2)',
      'c_reshape_2: c_reshape_2 = Reshape(c_concat)',
      'c: cy_planes = Conv(c_reshape_2, w, b)',
      'c_reshape_3: c_reshape_3 = Reshape(cy_planes)',
      'c_transpose_1: c_transpose_1 = Transpose(c_reshape_3)',
      'c_volume: cy = Reshape(c_transpose_1)',
    ]);
    await keeps(of);
  });

  it('keeps dimensions of images short', async () => {
    const wide = ['1x2x3x300x256', '2x2x2x1x1', '1x2x2x300x256'] as const;
    for (const more of ['', 'm: y = ReduceMean(cy) {axes: [2, 3, 4], keepdims: true}']) {
      // Two taps of two channels of 300 rows are the longest.
      const of = text(...wide, '', more, [more ? 'y' : 'cy']);
      const { graph } = await runPass(pass, of, 'original', ops);
      const shapes = graph.nodes.map(({ outputs }) => graph.value(outputs[0]).type.shape);
      expect(Math.max(...shapes.filter(({ length }) => length === 4).flat())).toBe(1200);
      await keeps(of);
    }
    const batch = `${volumeNode('g', 'GlobalAveragePool', 'cy', '2x2x1x1x1')}\nm: y = Mul(cy, gy)`;
    const stays = async (plane: string) =>
      (await shapeOf(after(batch, 'y', [`2x1x2x${plane}`, '2x1x1x1x1', `2x2x2x${plane}`]))).includes(
        'm: y = Mul(cy, gy)',
      );
    expect([await stays('256x256'), await stays('300x256')]).toEqual([false, true]);
  });

  it('says what it stands for', async () => {
    const { graph } = await runPass(pass, text(...SMALL), 'original', ops);
    for (const { origins } of graph.nodes) expect(origins).toMatchObject([{ name: 'c' }]);
  });

  it.each([
    ['a kernel of one plane', '1x2x4x5x6', '3x2x1x3x3', '1x3x4x3x4', ''],
    ['a kernel of one plane, every second', '1x2x4x5x6', '3x2x1x3x3', '1x3x2x2x2', 'strides: [2, 2, 2]'],
    ['strides and a batch', '2x2x5x5x6', '3x2x2x3x1', '2x3x2x3x6', 'strides: [2, 1, 1], kernel_shape: [2, 3, 1]'],
    ['other pads at either end', '2x1x3x3x2', '2x1x2x2x2', '2x2x5x3x4', 'pads: [0, 1, 2, 3, 0, 1]'],
    ['groups', '1x4x3x3x3', '6x2x2x2x2', '1x6x2x2x2', 'group: 2'],
    [
      'every channel for itself, in a batch',
      '2x3x3x3x3',
      '3x1x3x1x1',
      '2x3x3x3x3',
      'group: 3, pads: [1, 0, 0, 1, 0, 0]',
    ],
    ['dilation', '1x2x7x5x6', '3x2x2x2x2', '1x3x4x2x1', 'dilations: [3, 3, 5]'],
    [
      'pads that no window reaches',
      '1x1x4x4x4',
      '1x1x2x2x2',
      '1x1x2x2x2',
      'strides: [2, 2, 2], pads: [0, 0, 0, 1, 1, 1]',
    ],
    ['a depth of one', '2x3x1x4x5', '2x3x1x3x3', '2x2x1x2x3', ''],
    ['one tap, planes of zeros in front', '1x2x3x2x2', '3x2x1x1x1', '1x3x4x2x2', 'pads: [1, 0, 0, 0, 0, 0]'],
    ['one tap, planes of zeros behind', '2x2x3x2x2', '3x2x1x1x1', '2x3x5x2x2', 'pads: [0, 0, 0, 2, 0, 0]'],
    ['one channel', '2x1x4x3x3', '1x1x2x1x1', '2x1x3x3x3', ''],
    ['one pixel', '1x2x4x1x1', '3x2x4x1x1', '1x3x1x1x1', ''],
  ])('keeps the function of %s', (_, x, w, y, attributes) => keeps(text(x, w, y, attributes)));

  it.each([
    ['SAME_UPPER', '1x1x4x3x5', '1x1x2x2x2', '1x1x2x2x3', 'strides: [2, 2, 2], same: [0, 0, 0]'],
    ['SAME_LOWER', '1x1x4x3x5', '1x1x2x2x2', '1x1x2x2x3', 'strides: [2, 2, 2], same: [0, 1, 1]'],
    ['SAME_UPPER', '1x1x4x3x5', '1x1x4x1x1', '1x1x4x3x5', 'same: [1, 0, 0]'],
    ['SAME_LOWER', '1x1x4x3x5', '1x1x4x1x1', '1x1x4x3x5', 'same: [2, 0, 0]'],
    ['VALID', '1x1x4x3x5', '1x1x2x2x2', '1x1x3x2x4', ''],
  ])('reads pads that %s means', (auto, x, w, y, attributes) =>
    keeps(text(x, w, y, [`auto_pad: "${auto}"`, attributes].filter(Boolean).join(', '))),
  );

  it('moves nothing where channels or depth are one, and takes a kernel of one plane as it is', async () => {
    expect(await opsOf(text('2x1x4x3x3', '1x1x1x2x2', '2x1x4x2x2'))).toEqual(['Reshape', 'Conv', 'Reshape']);
    expect(await opsOf(text('2x3x1x3x3', '2x3x1x2x2', '2x2x1x2x2'))).toEqual(['Reshape', 'Conv', 'Reshape']);
    expect(await opsOf(text('2x1x4x3x3', '1x1x1x2x2', '2x1x2x2x2', 'strides: [2, 1, 1]'))).toEqual([
      'Reshape',
      'Reshape',
      'Slice',
      'Reshape',
      'Conv',
      'Reshape',
    ]);
  });

  it('takes what follows along', async () => {
    const of = after(
      'const s: float32[3] = seed 3\nconst v: float32[3] = [1, 2, 3]\nbn: u = BatchNormalization(cy, s, s, s, v)\n' +
        'r: v1 = Relu(u)\np: v2 = PRelu(v1, s)\na: y = Add(v2, cy)',
    );
    const shape = await opsOf(of);
    expect(shape.filter((op) => op === 'Transpose')).toHaveLength(2);
    expect(shape.slice(2)).toEqual([
      'Conv',
      'BatchNormalization',
      'Relu',
      'PRelu',
      'Add',
      'Reshape',
      'Transpose',
      'Reshape',
    ]);
    await keeps(of);
  });

  it('brings a normalisation next to its convolution', async () => {
    const of = after('const s: float32[3] = [1, 2, 3]\nbn: y = BatchNormalization(cy, s, s, s, s)');
    const { graph } = await runPass(pass, of, 'original', ops);
    const fused = await fuseBatchNorm.run(graph, { ops, sink: { report: () => undefined } });
    expect(fused.nodes.some((node) => BatchNormalization.is(node))).toBe(false);
  });

  it('gives the volume to whoever stays outside, and to the outside', async () => {
    const more = 't: y = Transpose(cy) {perm: [4, 3, 2, 1, 0]}\nr: z = Relu(cy)';
    const of = text(...SMALL, '', more, ['y', 'z']);
    const shape = await shapeOf(of);
    expect(shape).toContain('t: y = Transpose(cy)');
    expect(shape).toContain('r: z_planes = Relu(cy_planes)');
    await keeps(of);
    expect(
      (await runPass(pass, text(...SMALL, '', 'r: z = Relu(cy)', ['cy', 'z']), 'original', ops)).graph.outputs,
    ).toEqual(['cy', 'z']);
  });

  it.each([
    ['a number', 'const k: float32[] = [2.5]\nm: y = Mul(cy, k)'],
    ['one for each channel', 'const k: float32[3x1x1x1] = seed 5\nm: y = Sub(k, cy)'],
    ['a plane', 'const k: float32[4x4] = seed 5\nm: y = Add(cy, k)'],
    ['a batch of one', 'const k: float32[1x3x1x4x1] = seed 5\nm: y = Max(cy, k)'],
    ['bounds of its own', 'm: y = Add(cy, cy) {min: -0.1, max: 0.2}'],
    [
      'what is the same at every depth',
      `${volumeNode('g', 'GlobalAveragePool', 'cy', '1x3x1x1x1')}\nm: y = Mul(cy, gy)`,
    ],
  ])('takes arithmetic with %s along', async (_, more) => {
    const shape = await shapeOf(after(more));
    expect(shape.find((line) => line.startsWith('m: '))).toMatch(/^m: y_planes = \w+\(.*\bcy_planes\b/);
    await keeps(after(more));
  });

  it.each([
    ['2x2x3x4x4', '3x2x1x1x1', '2x3x3x4x4', '2x3x1x1x1', 'GlobalMaxPool', ''],
    ['2x2x3x4x4', '3x2x1x1x1', '2x3x3x4x4', '2x3x1x4x4', 'AveragePool', 'kernel_shape: [3, 1, 1]'],
  ])('broadcasts along the depth in a batch: %#', async (x, w, y, mean, opType, attributes) => {
    const of = after(`${volumeNode('g', opType, 'cy', mean, attributes)}\nm: y = Mul(cy, gy)`, 'y', [x, w, y]);
    expect(await shapeOf(of)).toContain('m: y_planes = Mul(m_reshape, m_reshape_1)');
    await keeps(of);
  });

  it.each([
    ['a constant that changes along the depth', 'const k: float32[3x1x1] = seed 5\nm: y = Mul(cy, k)'],
    ['a constant of a larger rank', 'const k: float32[1x1x1x1x1x1] = seed 5\nm: y = Mul(cy, k)'],
    ['a tensor of another rank', 'input k: float32[4]\nm: y = Mul(cy, k)'],
    ['a Concat along the depth', 'm: y = Concat(cy, cy) {axis: 2}'],
    ['a Concat with a constant', 'const k: float32[1x1x3x4x4] = seed 5\nm: y = Concat(cy, k) {axis: 1}'],
    ['a mean over other axes', 'm: y = ReduceMean(cy) {axes: [3, 4], keepdims: true}'],
    ['a Slice of the batch', 'm: y = Slice(cy) {starts: [0], ends: [1], axes: [0]}'],
    ['a Pad of channels', 'm: y = Pad(cy) {pads: [0, 1, 0, 0, 0, 0, 0, 0, 0, 0]}'],
    ['a Pad with another number', 'm: y = Pad(cy) {pads: [0, 0, 0, 0, 1, 0, 0, 0, 0, 0], value: 2.0}'],
    ['a Pad that mirrors', 'm: y = Pad(cy) {pads: [0, 0, 0, 0, 1, 0, 0, 0, 0, 0], mode: "reflect"}'],
    ['a Pad that cuts', 'm: y = Pad(cy) {pads: [0, 0, 0, 0, -1, 0, 0, 0, 0, 0]}'],
  ])('leaves %s', async (_, more) => {
    expect((await shapeOf(after(more))).find((line) => line.startsWith('m: '))).toMatch(/^m: y = .*\bcy\b/);
    await keeps(after(more));
  });

  it('broadcasts for a whole batch, but no rows beside depths', async () => {
    const of = (k: string) =>
      after(`input k: float32[${k}]\nm: y = Add(cy, k)`, 'y', ['2x2x3x4x4', '3x2x1x1x1', '2x3x3x4x4']);
    await keeps(of('1x3x3x4x4'));
    expect(await shapeOf(of('1x3x3x4x4'))).not.toContain('m: y = Add(cy, k)');
    for (const line of ['2x3x1x1x4', '2x3x1x4x1']) expect(await shapeOf(of(line))).toContain('m: y = Add(cy, k)');
  });

  it('takes a constant along in a batch, but none that changes from item to item', async () => {
    const of = (k: string) =>
      after(`const k: float32[${k}] = seed 5\nm: y = Add(cy, k)`, 'y', ['2x2x3x4x4', '3x2x1x1x1', '2x3x3x4x4']);
    expect(await shapeOf(of('3x1x4x1'))).toContain('m: y_planes = Add(cy_planes, k)');
    await keeps(of('3x1x4x1'));
    expect(await shapeOf(of('2x3x1x1x1'))).toContain('m: y = Add(cy, k)');
  });

  it.each([
    ['a function with a number of its own', 'm: y = LeakyRelu(cy) {alpha: 0.3}', 'LeakyRelu'],
    ['Concat of channels', 'm: y = Concat(cy, cy, cy) {axis: -4}', 'Concat'],
    [
      'a Slice of channels and rows',
      'm: y = Slice(cy) {starts: [1, 0], ends: [3, 4], axes: [-4, 3], steps: [1, 2]}',
      'Slice',
    ],
    [
      'a Slice of every axis',
      'm: y = Slice(cy) {starts: [3, 2, 1, 1], ends: [-9, -9, 3, 3], axes: [4, 2, 1, 3], steps: [-1, -2, 1, 1]}',
      'Slice',
    ],
    ['a Pad', 'm: y = Pad(cy) {pads: [0, 0, 1, 2, 0, 0, 0, 2, 1, 3]}', 'Pad'],
    ['a mean of everything', 'm: y = ReduceMean(cy) {axes: [2, -1, 3], keepdims: true}', 'GlobalAveragePool'],
    ['a mean that drops the axes', 'm: y = ReduceMean(cy) {axes: [2, 3, 4], keepdims: false}', 'GlobalAveragePool'],
    ['a maximum of everything', 'm: y = ReduceMax(cy) {axes: [2, 3, 4], keepdims: true}', 'GlobalMaxPool'],
  ])('takes %s along', async (_, more, op) => {
    for (const batch of [1, 2]) {
      const of = after(more, 'y', [`${batch}x2x3x4x4`, '3x2x1x1x1', `${batch}x3x3x4x4`]);
      expect((await shapeOf(of)).find((line) => line.startsWith('m: '))).toMatch(new RegExp(`^m: y_planes = ${op}\\(`));
      await keeps(of);
    }
  });

  it.each([
    ['1x3x3x4x4', [1, 3, 3, 16]],
    ['1x3x2x256x256', [1, 3, 2, 65536]],
    ['1x3x2x300x256', [1, 3, 600, 256]],
  ])('lays all of %s out as images %p for a mean', async (volume, images) => {
    const of = after('m: y = ReduceMean(cy) {axes: [2, 3, 4], keepdims: true}', 'y', [
      volume.replace('1x3', '1x1'),
      '3x1x1x1x1',
      volume,
    ]);
    const { graph } = await runPass(pass, of, 'original', ops);
    expect(graph.value(graph.node('m')!.inputs[0]).type.shape).toEqual(images);
  });

  it('carries a pool of single planes, and a Slice of them, out as they are', async () => {
    const alone = async (more: string, output: string) => (await opsOf(after(more, output))).slice(2, -3);
    const window = 'kernel_shape: [1, 2, 2], strides: [1, 2, 2]';
    expect(await alone(volumeNode('m', 'MaxPool', 'cy', '1x3x3x2x2', window), 'my')).toEqual(['Conv', 'MaxPool']);
    expect(await alone('m: y = Slice(cy) {starts: [1], ends: [3], axes: [3]}', 'y')).toEqual(['Conv', 'Slice']);
  });

  it('ends where the axes of a volume do', async () => {
    const of = after(
      'm: u = ReduceMean(cy) {axes: [2, 3, 4], keepdims: false}\nr: y = Slice(u) {starts: [1], ends: [2], axes: [-1]}',
    );
    expect((await shapeOf(of)).slice(-2)).toEqual(['m_volume: u = Reshape(u_planes)', 'r: y = Slice(u)']);
    await keeps(of);
  });

  it('takes a Slice of the depth along', async () => {
    const of = after('m: y = Slice(cy) {starts: [1], ends: [3], axes: [2]}');
    const shape = await shapeOf(of);
    expect(shape.at(-1)).toBe('m_volume: y = Reshape(m_transpose)');
    expect(shape.filter((line) => line.includes('= Slice('))).toHaveLength(1);
    await keeps(of);
  });

  it.each([
    ['MaxPool', '1x3x3x2x2', 'kernel_shape: [1, 2, 2], strides: [1, 2, 2]'],
    ['MaxPool', '1x3x2x2x2', 'kernel_shape: [3, 3, 3], strides: [2, 2, 2], pads: [1, 1, 1, 1, 1, 1]'],
    ['MaxPool', '1x3x2x4x4', 'kernel_shape: [1, 1, 1], strides: [2, 1, 1]'],
    ['MaxPool', '1x3x2x2x2', 'kernel_shape: [2, 3, 3], strides: [2, 2, 2], ceil_mode: 1'],
    ['MaxPool', '1x3x4x4x4', 'kernel_shape: [2, 1, 1], pads: [1, 0, 0, 1, 0, 0]'],
    ['AveragePool', '1x3x3x2x2', 'kernel_shape: [1, 2, 2], strides: [1, 2, 2]'],
    ['AveragePool', '1x3x3x3x3', 'kernel_shape: [1, 2, 2], strides: [1, 2, 2], pads: [0, 1, 1, 0, 1, 1]'],
    ['AveragePool', '1x3x2x2x2', 'kernel_shape: [2, 3, 3]'],
    ['AveragePool', '1x3x1x4x4', 'kernel_shape: [1, 1, 1], strides: [3, 1, 1]'],
    ['GlobalAveragePool', '1x3x1x1x1', ''],
    ['GlobalMaxPool', '1x3x1x1x1', ''],
  ])('takes %s of %s along', async (opType, shape, attributes) => {
    const of = after(volumeNode('m', opType, 'cy', shape, attributes), 'my');
    expect((await runPass(pass, of, 'original', ops)).graph.nodes.some((node) => OnnxOp.is(node))).toBe(false);
    await keeps(of);
    const batch = after(volumeNode('m', opType, 'cy', shape.replace('1x', '2x'), attributes), 'my', [
      '2x2x3x4x4',
      '3x2x1x1x1',
      '2x3x3x4x4',
    ]);
    await keeps(batch);
  });

  it.each([
    ['MaxPool', '1x3x1x4x4', 'kernel_shape: [2, 1, 1], dilations: [2, 1, 1]'],
    ['MaxPool', '1x3x4x4x4', 'kernel_shape: [1, 1, 1], pads: [1, 0, 0, 0, 0, 0]'],
    ['MaxPool', '1x3x4x4x4', 'kernel_shape: [1, 1, 1], pads: [0, 0, 0, 1, 0, 0]'],
    ['AveragePool', '1x3x4x4x4', 'kernel_shape: [2, 1, 1], pads: [1, 0, 0, 1, 0, 0]'],
    ['AveragePool', '1x3x3x5x4', 'kernel_shape: [1, 2, 1], pads: [0, 1, 0, 0, 1, 0], count_include_pad: 1'],
    ['AveragePool', '1x3x3x3x4', 'kernel_shape: [1, 2, 1], dilations: [1, 1, 2]'],
    ['LpPool', '1x3x3x3x4', 'kernel_shape: [1, 2, 1]'],
  ])('leaves %s of %s', async (opType, shape, attributes) => {
    const of = after(volumeNode('m', opType, 'cy', shape, attributes), 'my');
    expect((await shapeOf(of)).some((line) => line === 'm: my = OnnxOp(cy)')).toBe(true);
  });

  it('takes a constant number of pads that a mean counts, where there are none', async () => {
    const of = after(
      volumeNode('m', 'AveragePool', 'cy', '1x3x3x3x4', 'kernel_shape: [1, 2, 1], count_include_pad: 1'),
      'my',
    );
    expect(await opsOf(of)).toContain('AveragePool');
    await keeps(of);
  });

  it('leaves a convolution whose weights or bias are computed, one that is named, and one of planes', async () => {
    const line = (inputs: string) => volumeNode('c', 'Conv', inputs, '1x3x3x4x4');
    const w = 'const w: float32[3x2x1x1x1] = seed 1';
    const x = 'input x: float32[1x2x3x4x4]';
    for (const of of [
      `${x}\ninput w: float32[3x2x1x1x1]\n${line('x, w')}\noutput cy`,
      `${x}\ninput b: float32[3]\n${w}\n${line('x, w, b')}\noutput cy`,
      `input x: float32[1x2x4x4]\nconst w: float32[3x2x1x1] = seed 1\n${volumeNode('c', 'Conv', 'x, w', '1x3x4x4')}\noutput cy`,
      `${x}\n${w}\n${line('x, w').replace('OnnxOp(x, w) {', 'OnnxOp(x, w) {domain: "my.own", ')}\noutput cy`,
      text(...SMALL, 'pads: [-1, 0, 0, 1, 0, 0]'),
      text(...SMALL, 'auto_pad: "SOME"'),
      `${x}\nn: cy = Relu(x)\noutput cy`,
    ]) {
      const { before, graph } = await runPass(pass, of, 'original', ops);
      expect(graph).toBe(before);
    }
    const named = await runPass(new VolumesToPlanes(marchWith(EVERY), ['c']), text(...SMALL), 'original', ops);
    expect(named.graph).toBe(named.before);
  });

  it('goes without a bias', async () => {
    const of = `input x: float32[1x2x3x4x4]\nconst w: float32[3x2x1x1x1] = seed 1\n${volumeNode('c', 'Conv', 'x, w', '1x3x3x4x4')}\noutput cy`;
    expect(await shapeOf(of)).toContain('c: cy_planes = Conv(c_reshape, w, _)');
    await keeps(of);
  });

  it('leaves all of it to a march that does not take what it writes', async () => {
    for (const march of [
      marchWith(EVERY.filter((name) => name !== 'Transpose')),
      marchWith(EVERY, (node) => Conv.is(node)),
    ]) {
      const { before, graph } = await runPass(new VolumesToPlanes(march), text(...SMALL), 'original', ops);
      expect(graph).toBe(before);
    }
  });

  it('takes a dilation that a Pad makes the height and width a multiple of', async () => {
    const march = marchWith(
      EVERY,
      (node, graph) => Conv.is(node) && graph.value(node.inputs[0]).type.shape[2] % node.attrs.dilations[0] > 0,
    );
    const by = new VolumesToPlanes(march);
    const dilated = (dilations: string, y: string) => text('1x2x3x7x6', '3x2x1x2x2', y, `dilations: [${dilations}]`);
    expect(await shapeOf(dilated('1, 3, 3', '1x3x3x4x3'), by)).toContain('c: cy_planes = Conv(c_reshape, w, b)');
    const none = marchWith(
      EVERY.filter((name) => name !== 'Pad'),
      (node) => Conv.is(node) && node.attrs.dilations[0] > 1,
    );
    const of = dilated('1, 3, 3', '1x3x3x4x3');
    const { before, graph } = await runPass(new VolumesToPlanes(none), of, 'original', ops);
    expect(graph).toBe(before);
  });

  it('leaves what the march does not take, and carries out the rest', async () => {
    const of = after('const s: float32[3] = seed 4\nr: u = PRelu(cy, s)\nq: y = Relu(u)');
    const without = new VolumesToPlanes(marchWith(EVERY, ({ op }) => op.name === 'PRelu'));
    const shape = await shapeOf(of, without);
    expect(shape).toContain('r: u = PRelu(cy, s)');
    expect(shape).toContain('q: y = Relu(u)');
    expect(shape.filter((line) => line.includes('= Conv('))).toHaveLength(1);
  });
});
