import fc from 'fast-check';
import { channelReach } from './channel-reach';
import { fold } from './fold';

it('takes the farther bound, on whichever side of 0', () => {
  expect(channelReach({ lows: Float32Array.of(-3, -1, 2, -5, 0), highs: Float32Array.of(1, 4, 6, -2, 0) })).toEqual(Float32Array.of(3, 4, 6, 5, 0));
  expect(channelReach({ lows: new Float32Array(0), highs: new Float32Array(0) })).toEqual(new Float32Array(0));
});

it('is the largest magnitude of the channel alone', () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.float(), fc.float(), fc.float())), (rows) => {
    const heard = fold({ at: 'x', fold: 'channels', channels: 3, inner: 1 }, Float32Array.from(rows.flat()));
    if (heard.fold !== 'channels') throw new Error(heard.fold);
    const alone = [0, 1, 2].map((c) => fold({ at: 'x', fold: 'absmax' }, Float32Array.from(rows, (row) => row[c])).absmax);
    expect([...channelReach(heard)]).toEqual(alone);
  }));
});
