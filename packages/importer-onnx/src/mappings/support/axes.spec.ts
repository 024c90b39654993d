import { int64 } from '@openbpu/tensor';
import { floats, node, refused } from '../../model.fixture';

it('refuses an axis that stands twice, from the end or the beginning', async () => {
  const inputs = { x: floats(3, 4) };
  const constants = { two: int64([2], [0, 0]), ends: int64([2], [1, 1]), axes: int64([2], [1, -1]) };
  expect(
    (await refused({ nodes: [node('Slice', ['x', 'two', 'ends', 'axes'], ['y'], {}, 's')], inputs, constants }))[0]
      .message,
  ).toBe('node "s" (Slice): attribute axes name dimension 1 twice');
  expect(
    (await refused({ nodes: [node('Unsqueeze', ['x', 'two'], ['y'], {}, 'u')], inputs, constants }))[0].message,
  ).toBe('node "u" (Unsqueeze): attribute axes name dimension 0 twice');
});
