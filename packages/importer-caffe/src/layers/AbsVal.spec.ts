import { importLayer } from '../import-text.fixture';

describe('AbsVal', () => {
  it('drops the sign', () => {
    expect(importLayer('AbsVal', '', [[1, 3]]).run([-2, 0, 3])).toEqual([[2, 0, 3]]);
  });
});
