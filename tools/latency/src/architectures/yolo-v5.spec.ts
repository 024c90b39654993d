import { structureOf } from '../structure';
import { yoloV5 } from './yolo-v5';

describe('yoloV5', () => {
  it('of release 2.0 takes four pixels beside each other first, and normalises both halves together', () => {
    const { parameters, macs, operators } = structureOf(yoloV5('s', '2.0'));
    expect([parameters, macs]).toEqual([7_463_805, 8_688_640_000]);
    expect(operators).toMatchObject({
      Slice: 6,
      BatchNormalization: 8,
      Conv: 70,
      LeakyRelu: 59,
      MaxPool: 3,
      Resize: 2,
    });
    expect(operators).not.toHaveProperty('Sigmoid');
  });

  it.each([
    ['7.0', 7_225_885, 8_216_780_800, 60],
    ['u', 9_142_480, 11_997_184_000, 75],
  ] as const)('of release %s has neither', (release, parameters, macs, convolutions) => {
    const found = structureOf(yoloV5('s', release));
    expect(found).toMatchObject({ parameters, macs });
    expect(found.operators).toMatchObject({ Conv: convolutions, MaxPool: 3 });
    expect(found.operators).not.toHaveProperty('BatchNormalization');
    expect(found.operators).not.toHaveProperty('Slice');
  });

  it('gives raw maps of three levels, of anchors or of classes and boxes', () => {
    const shapes = (release: '2.0' | '7.0' | 'u') => {
      const graph = yoloV5('n', release);
      return graph.outputs.map((id) => graph.value(id).type.shape.join('x'));
    };
    const anchors = ['1x80x80x255', '1x40x40x255', '1x20x20x255'];
    expect(shapes('2.0')).toEqual(anchors);
    expect(shapes('7.0')).toEqual(anchors);
    expect(shapes('u').slice(0, 3)).toEqual(['1x80x80x80', '1x80x80x64', '1x40x40x80']);
  });
});
