import type { ArtifactHeader } from './artifact-header';
import { type ArtifactContent } from './write-artifact';

/** The header with nothing to do: what goes in comes out. */
export function idleHeader(): ArtifactHeader {
  const { header } = exampleContent();
  return { ...header, steps: [], outputs: [{ name: 'data', dtype: 'int8', shape: [1, 3, 4, 4] }] };
}

/** A small but complete content: an edge, a BPU and a CPU step, with sections of odd and empty sizes. */
export function exampleContent(): ArtifactContent {
  const tensor = { dtype: 'int8', shape: [1, 3, 4, 4], layout: 'NHWC' } as const;
  return {
    header: {
      tool: { name: 'openbpu', version: '0.1.0' },
      versions: { compiler: '0.1.0' },
      march: 'bayes-e',
      machineVersion: 1,
      graphName: 'demo',
      inputs: [
        {
          name: 'data',
          typeRt: 'nv12',
          typeIntermediate: 'yuv444_128',
          typeTrain: 'rgb',
          shape: [1, 3, 4, 4],
          layout: 'NCHW',
          dtype: 'uint8',
          mean: [1, 2, 3],
          scale: [0.017],
          source: 'pyramid',
          spaceAndRange: 'regular',
        },
      ],
      outputs: [{ name: 'prob', dtype: 'float32', shape: [1, 10] }],
      steps: [
        {
          kind: 'bpu',
          name: 'demo_subgraph_0',
          op: 'program',
          inputs: ['data'],
          outputs: ['fc'],
          sections: ['program', 'weights'],
          removable: false,
        },
        {
          kind: 'edge',
          name: 'fc_HzDequantize',
          op: 'Dequantize',
          inputs: ['fc'],
          outputs: ['fc_float'],
          sections: [],
          removable: true,
          attrs: { axis: 1 },
        },
        {
          kind: 'cpu',
          name: 'softmax',
          op: 'Softmax',
          inputs: ['fc_float'],
          outputs: ['prob'],
          sections: ['softmax.onnx'],
          removable: false,
        },
      ],
      tensors: {
        data: tensor,
        fc: { ...tensor, dtype: 'int32', scale: [0.1, 0.2], axis: 1 },
        fc_float: { dtype: 'float32', shape: [1, 10], layout: 'none' },
        prob: { dtype: 'float32', shape: [1, 10], layout: 'none' },
      },
      deletedNodes: ['data_TransposeInput0'],
      recipe: { model: { march: 'bayes-e' }, list: [1, null, 'ü'] },
    },
    sections: new Map([
      ['program', Uint8Array.from({ length: 70 }, (_, i) => i)],
      ['weights', new Uint8Array(64).fill(255)],
      ['softmax.onnx', new Uint8Array(0)],
    ]),
  };
}
