import { threadsTable } from './threads-table';

/** The cells of the rows, without markup. */
const cells = (text: string) =>
  [...text.matchAll(/<tr>(<t[dh].*?)<\/tr>/gs)].map(([, row]) =>
    [...row.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gs)].map(([, cell]) => cell.replace(/<[^>]*>/g, '')),
  );
const ROWS = [
  { threads: 1, latencyUs: 2000, fps: 500, range: { latencyUs: [1800, 2200], fps: [400, 600] } },
  { threads: 2, latencyUs: 2500, fps: 800, range: { latencyUs: [900, 3000], fps: [600.4, 1000] } },
] as const;

it('has a row for each number of threads with both intervals', () => {
  const { text } = threadsTable(ROWS);
  expect(cells(text)).toEqual([
    ['threads', 'latency', '80 % between', 'rate', '80 % between', ''],
    ['1', '2 ms', '1.8 ms – 2.2 ms', '500 fps', '400 – 600', ''],
    ['2', '2.5 ms', '900 µs – 3 ms', '800 fps', '600 – 1000', ''],
  ]);
  expect(text).toContain('<i class="track"><i style="left:40%;width:20%"></i><b style="left:50%"></b></i>');
  expect(text).toContain('<i class="track"><i style="left:60%;width:40%"></i><b style="left:80%"></b></i>');
});

it('does without intervals, and with nothing', () => {
  const bare = ROWS.map(({ threads, latencyUs, fps }) => ({ threads, latencyUs, fps }));
  expect(cells(threadsTable(bare, ' (assumed)').text)).toEqual([
    ['threads', 'latency (assumed)', 'rate (assumed)', ''],
    ['1', '2 ms', '500 fps', ''],
    ['2', '2.5 ms', '800 fps', ''],
  ]);
  expect(threadsTable(bare).text).toContain('<i style="left:100%;width:0%"></i><b style="left:100%"></b>');
  expect(threadsTable([{ threads: 1, latencyUs: 0, fps: 0 }]).text).toContain('<b style="left:0%"></b>');
});
