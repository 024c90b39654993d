import { UNSUPPORTED } from './unsupported';

const refuses = (key: string, value: unknown) => UNSUPPORTED.some((row) => row.key === key && row.asks(value));

it.each([
  ['core_num', 2, 1],
  ['max_time_per_fc', 1000, 0],
])('%s: refuses %j and not %j', (key, refused, accepted) => {
  expect(refuses(key, refused)).toBe(true);
  expect(refuses(key, accepted)).toBe(false);
});

it('lets through what a known recipe uses', () => {
  expect(
    refuses('debug_mode', 'dump_calibration_data') ||
      refuses('remove_node_type', ['Cast']) ||
      refuses('remove_node_name', ['a']),
  ).toBe(false);
});
