import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { exportModel } from './export-model';
import { freePrefix, identityNode, switchNode } from './switch-node';

describe('switchNode', () => {
  it('gives what the last node of a branch gives', () => {
    const [on, off] = [[identityNode('x', 'a'), identityNode('a', 'b')], [identityNode('x', 'c')]];
    const { opType, input, output, attribute } = switchNode('asked', 'y', { on, off, shape: [2, 3] });
    expect([opType, input, output]).toEqual(['If', ['asked'], ['y']]);
    expect(attribute?.map(({ name, g }) => [name, g?.name, g?.node, g?.output.map((value) => value.name)])).toEqual([
      ['then_branch', 'b', on, ['b']],
      ['else_branch', 'c', off, ['c']],
    ]);
    expect(JSON.stringify(attribute?.map(({ g }) => g?.output))).toMatch(/2.*3.*2.*3/);
  });
});

describe('freePrefix', () => {
  it.each(['x', 'w', 'a', 'y'])('begins no name: not that of %s', (one) => {
    const named = ['x', 'w', 'a', 'y'].map((id) => (id === one ? `"probe/${id}"` : id));
    const [x, w, a, y] = named;
    const text = `input ${x}: float32[1x1]
const ${w}: float32[1x1] = [1]
n: ${a} = Add(${x}, ${w})
r: ${y} = Relu(${a})
output ${y}`;
    const model = exportModel(parseGraph(text, standardOps(), 'optimized'), { record: false });
    expect(freePrefix(model, 'probe/')).toBe('_probe/');
    expect(freePrefix(model, 'other/')).toBe('other/');
  });

  it('takes as many underscores as it needs', () => {
    const text = 'input "p/x": float32[1]\nn: "_p/y" = Relu("p/x")\noutput "_p/y"';
    const model = exportModel(parseGraph(text, standardOps(), 'optimized'), { record: false });
    expect(freePrefix(model, 'p/')).toBe('__p/');
  });
});
