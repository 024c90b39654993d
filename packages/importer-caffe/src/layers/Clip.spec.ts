import { complaint, importLayer } from '../import-text.fixture';

describe('Clip', () => {
  it('clips to its bounds', () => {
    expect(importLayer('Clip', 'clip_param { min: -1.5 max: 2 }', [[1, 3]]).run([-3, 0, 3])).toEqual([[-1.5, 0, 2]]);
  });

  it.each([
    ['min: 0', 'clip_param.max is missing'],
    ['max: 0', 'clip_param.min is missing'],
    ['min: 2 max: 1', 'min 2 is above max 1'],
  ])('refuses %s', (parameters, problem) => {
    expect(complaint(() => importLayer('Clip', `clip_param { ${parameters} }`, [[1, 3]]))).toContain(problem);
  });
});
