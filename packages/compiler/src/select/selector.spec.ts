import { ConstantPool } from '../constant-pool';
import { quantised } from '../lowering/lowered.fixture';
import { Selector } from './selector';

const GRAPH = quantised(`
  input nchw: int8[1x3x2x4] NCHW
  input nhwc: int8[1x3x2x4] NHWC
  input wide: float64[1]
  const k: int8[1x2x1x2] = [1, 2, 3, 4]
  const m: float32[] = [1]
  a: y = HzSElementwiseAdd(nchw, nhwc, m, m)
  b: z = HzSElementwiseAdd(k, k, m, m)
  output z
`);

const selector = (...images: string[]) => new Selector(GRAPH, new ConstantPool(8), new Set(images));

describe('Selector', () => {
  it('lays images out as NHWC, and what the graph calls NHWC as it is unless a layer sees an image', () => {
    expect(selector().tensor('nchw').layout).toBe('NHWC');
    expect(selector().tensor('nhwc').layout).toBe('linear');
    expect(selector('nhwc').tensor('nhwc').layout).toBe('NHWC');
    expect(() => selector().image('nhwc')).toThrow(/no image/);
  });

  it('leaves matrices as the graph has them, unless a layer sees an image', () => {
    const lying = (images: string[]) => new Selector(GRAPH, new ConstantPool(8), new Set(images), new Set(['nchw']));
    expect(lying([]).tensor('nchw').layout).toBe('linear');
    expect(lying(['nchw']).tensor('nchw').layout).toBe('NHWC');
  });

  it('places a tensor once, a local for each object', () => {
    const to = selector();
    const local = { name: 'l', dtype: 'int16', shape: [2, 3] } as const;
    expect(to.tensor('nchw')).toBe(to.tensor('nchw'));
    expect(to.tensor(local, 'n')).toBe(to.tensor(local));
    expect(to.tensor({ ...local }, 'n').name).toBe('n/l_1');
    expect(to.tensor(local).buffer.bytes).toBe(12);
    expect(to.tensors.map(({ name }) => name)).toEqual(['nchw', 'n/l', 'n/l_1']);
  });

  it('has constants in the pool, not among the tensors', () => {
    const to = selector();
    expect(to.whole('k')).toMatchObject({ buffer: { space: 'const' }, shape: [1, 1, 2, 2], dtype: 'int8' });
    expect(to.tensors).toEqual([]);
    expect(() => to.elements('nchw')).toThrow(/not a constant/);
  });

  it('refuses a type that the machine does not know', () => {
    expect(() => selector().tensor('wide')).toThrow(/float64/);
  });
});
