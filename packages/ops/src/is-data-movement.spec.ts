import { isDataMovement } from './is-data-movement';
import { standardOps } from './standard-ops';

describe('isDataMovement', () => {
  const names = standardOps()
    .ops.filter(isDataMovement)
    .map(({ name }) => name);

  it('holds for the ops that move elements, float and integer', () => {
    expect(names).toEqual(
      expect.arrayContaining(['Concat', 'HzPad', 'Identity', 'Pad', 'Reshape', 'Slice', 'Split', 'Transpose']),
    );
  });

  it('holds for none that computes', () => {
    for (const name of ['Add', 'Conv', 'HzRequantize', 'HzQuantize', 'Relu', 'OnnxOp'])
      expect(names).not.toContain(name);
  });

  it('means one scale for inputs and outputs', () => {
    for (const op of standardOps().ops)
      if (isDataMovement(op) && op.integer)
        expect([op.name, op.integer.sharesScale !== undefined, op.accuracy]).toEqual([op.name, true, 'exact']);
  });
});
