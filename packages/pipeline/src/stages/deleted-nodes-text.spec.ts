import { deletedNodesText } from './deleted-nodes-text';

it('has a line a node', () => {
  expect(
    deletedNodesText([
      {
        name: 'a_TransposeInput0',
        type: 'Transpose',
        side: 'input',
        from: 'a int8[1x4x4x3] NHWC',
        to: 'a_nchw int8[1x3x4x4] NCHW',
      },
    ]),
  ).toBe('a_TransposeInput0  type: Transpose  at: input  from: a int8[1x4x4x3] NHWC  to: a_nchw int8[1x3x4x4] NCHW\n');
  expect(deletedNodesText([])).toBe('');
});
