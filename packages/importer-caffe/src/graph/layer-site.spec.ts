import type { Layer } from '../net/layer';
import { complaint, importLayer, importText } from '../import-text.fixture';
import { Fields } from '../text/fields';
import { nodeOrigin } from './layer-site';

describe('LayerSite', () => {
  it('turns what an op refuses into a diagnostic at the layer', () => {
    expect(complaint(() => importLayer('ShuffleChannel', '', [[1, 2]]))).toContain(
      'CAF016 error   dir/net.prototxt:2:1: layer "l" (ShuffleChannel): its bottom must have 4 dimensions, and has 2',
    );
    expect(
      complaint(() =>
        importLayer('Concat', '', [
          [1, 2],
          [2, 2],
        ]),
      ),
    ).toContain('CAF016 error   dir/net.prototxt:3:1: layer "l" (Concat): 1x2 and 2x2 do not concatenate');
  });

  it('refuses more bottoms than a layer takes', () => {
    expect(
      complaint(() =>
        importLayer('ReLU', '', [
          [1, 2],
          [1, 2],
        ]),
      ),
    ).toContain('it takes one bottom and has 2');
  });

  it('gives every node of a layer the same origin, and the last one its name', () => {
    const { nodes } = importLayer('Power', 'power_param { scale: 2 shift: 1 }', [[1, 2]]).graph;
    expect(nodes.map((node) => node.id)).toEqual(['l_mul', 'l']);
    for (const { origins } of nodes)
      expect(origins).toEqual([{ name: 'l', kind: 'Power', file: 'net.prototxt', line: 2 }]);
  });

  it('keeps helper names off the names of blobs', () => {
    const { graph } = importText(
      'input: "x" input_shape { dim: 1 } layer { name: "l" type: "Power" bottom: "x" top: "l_mul" ' +
        'power_param { scale: 2 shift: 1 } }',
    );
    expect(graph.nodes.map((node) => node.outputs)).toEqual([['l_mul_1'], ['l_mul']]);
  });
});

describe('nodeOrigin', () => {
  it('leaves the folder out', () => {
    const layer: Layer = {
      name: 'l',
      type: 'T',
      bottoms: [],
      tops: [],
      fields: new Fields('f', { kind: 'message', line: 1, column: 1, fields: [] }),
      origin: { name: 'l', file: '/home/me/net.prototxt', line: 3, column: 4 },
    };
    expect(nodeOrigin(layer)).toEqual({ name: 'l', kind: 'T', file: 'net.prototxt', line: 3 });
  });
});
