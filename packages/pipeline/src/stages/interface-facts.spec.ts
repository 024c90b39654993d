import type { ArtifactHeader } from '@openbpu/artifact';
import { packed, IMAGE_NET, resolvedInput } from '../packed.fixture';
import { interfaceFacts } from './interface-facts';

const header = (typeRt: 'nv12' | 'rgb'): ArtifactHeader =>
  packed(IMAGE_NET, [{ ...resolvedInput('data', 'rgb', [1, 3, 4, 4]), typeRt }]).header;

it('tells the layout of what has one: planes of nv12 stand one behind the other, whatever the model calls them', () => {
  expect(interfaceFacts(header('nv12'), []).inputs).toEqual([
    { name: 'data', type: 'nv12', dtype: 'uint8', shape: [1, 6, 4], bytes: 24 },
  ]);
  expect(interfaceFacts(header('rgb'), []).inputs).toEqual([
    { name: 'data', type: 'rgb', dtype: 'uint8', shape: expect.any(Array), bytes: 48, layout: expect.any(String) },
  ]);
});
