import { catalogueEntries } from '@openbpu/diagnostics';
import { VISION } from './catalogue';

it('keeps to its area code and says when each event happens', () => {
  const entries = catalogueEntries(VISION);
  expect(entries.length).toBeGreaterThan(10);
  for (const { code, when } of entries) {
    expect(code).toMatch(/^VIS\d{3}$/);
    expect(when).toMatch(/^[A-Z].*\.$/);
  }
});

it('advises what fits the facts', () => {
  expect(VISION.labelOutOfRange({ label: 1000, classes: 1000 }).hint).toMatch(/count from 0/);
  expect(VISION.labelOutOfRange({ label: 1001, classes: 1000 }).hint).toMatch(/belongs to this model/);
  expect(VISION.sampleDType({ file: 'a.npy', dtype: 'float32', found: 'uint8' }).hint).toContain(
    "cal_data_type: 'uint8'",
  );
  expect(VISION.sampleDType({ file: 'a.npy', dtype: 'float32', found: 'int64' }).hint).toBe(
    'save it with .astype(numpy.float32)',
  );
  expect(VISION.folderEmpty({ folder: 'x', what: 'pictures', others: 1 }).message).toMatch(/1 other entry\)/);
  expect(VISION.folderEmpty({ folder: 'x', what: 'pictures', others: 0 }).message).toBe('folder "x" holds no pictures');
});
