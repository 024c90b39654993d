import { smallOnly } from './tune-store';

it('keeps nothing large, and finds everything', async () => {
  const kept: string[] = [];
  const store = smallOnly({
    recall: (key) => Promise.resolve(Buffer.from(key)),
    keep: (key) => void kept.push(key),
    flush: async () => void kept.push('flushed'),
  });
  for (const what of ['calibrate', 'compile', 'prove', 'heard', 'tune-point'])
    store.keep(`${what}/1`, Buffer.from(what));
  await store.flush();
  expect(kept).toEqual(['heard/1', 'tune-point/1', 'flushed']);
  expect(await store.recall('compile/1')).toEqual(Buffer.from('compile/1'));
});
