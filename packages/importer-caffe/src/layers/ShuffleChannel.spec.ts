import { complaint, importLayer } from '../import-text.fixture';

describe('ShuffleChannel', () => {
  it('interleaves the groups', () => {
    const { run, nodes } = importLayer('ShuffleChannel', 'shuffle_channel_param { group: 2 }', [[1, 6, 1, 1]]);
    expect(run([1, 2, 3, 4, 5, 6])).toEqual([[1, 4, 2, 5, 3, 6]]);
    expect(nodes[2]).toMatch(/^l: y: /);
  });

  it('refuses a group that does not divide', () => {
    expect(
      complaint(() => importLayer('ShuffleChannel', 'shuffle_channel_param { group: 4 }', [[1, 6, 1, 1]])),
    ).toContain('group 4 does not divide 6 channels');
  });
});
