import type { Layer } from '../net/layer';
import { Fields } from '../text/fields';
import { nameValues } from './name-values';

const fields = new Fields('f', { kind: 'message', line: 1, column: 1, fields: [] });
const layer = (name: string, ...tops: string[]): Layer => ({
  name,
  type: 'ReLU',
  bottoms: [],
  tops,
  fields,
  origin: { name },
});
const input = (name: string) => ({ name, origin: { name } });

describe('nameValues', () => {
  it('leaves blobs that are written once alone', () => {
    expect(nameValues({ inputs: [input('x')], layers: [layer('a', 'p', 'q'), layer('b', 'y')] })).toEqual([
      ['p', 'q'],
      ['y'],
    ]);
  });

  it('gives the blob name to the last of several writers', () => {
    expect(
      nameValues({ inputs: [], layers: [layer('conv1', 'conv1'), layer('bn1', 'conv1'), layer('relu1', 'conv1')] }),
    ).toEqual([['conv1_before_bn1'], ['conv1_before_relu1'], ['conv1']]);
  });

  it('gives it to the last of those that are chosen', () => {
    const layers = ['conv', 'bn', 'relu', 'drop'].map((name) => layer(name, 'c', `${name}_more`));
    const named = (...chosen: string[]) =>
      nameValues(
        { inputs: [], layers },
        layers.filter(({ name }) => chosen.includes(name)),
      ).map(([name]) => name);
    expect(named()).toEqual(['c_before_bn', 'c_before_relu', 'c_before_drop', 'c']);
    expect(named('conv')).toEqual(['c', 'c_before_relu', 'c_before_drop', 'c_after_drop']);
    expect(named('bn', 'conv')).toEqual(['c_before_bn', 'c', 'c_before_drop', 'c_after_drop']);
    expect(named('drop')).toEqual(named());
  });

  it('leaves an input its name', () => {
    expect(nameValues({ inputs: [input('x')], layers: [layer('a', 'x'), layer('b', 'x')] })).toEqual([
      ['x_after_a'],
      ['x_after_b'],
    ]);
    const over = layer('a', 'x');
    expect(nameValues({ inputs: [input('x')], layers: [over, layer('b', 'x')] }, [over])).toEqual([
      ['x_after_a'],
      ['x_after_b'],
    ]);
  });

  it('keeps names apart', () => {
    const names = nameValues({
      inputs: [input('x')],
      layers: [layer('a', 'x_after_b'), layer('b', 'x'), layer('r', 'y'), layer('r', 'y'), layer('r', 'y')],
    }).flat();
    expect(names).toEqual(['x_after_b', 'x_after_b_1', 'y_before_r_1', 'y_before_r', 'y']);
    expect(new Set(names).size).toBe(names.length);
  });
});
