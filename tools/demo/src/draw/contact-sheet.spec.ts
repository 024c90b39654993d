import { makeImage } from '@openbpu/vision';
import { contactSheet } from './contact-sheet';

it('sets pictures in rows', () => {
  const images = [1, 2, 3].map((value) => makeImage(2, 1, 3, new Uint8Array(6).fill(value)));
  const sheet = contactSheet(images, 2);
  expect([sheet.width, sheet.height]).toEqual([4, 2]);
  expect([...sheet.data].filter((_, i) => i % 3 === 0)).toEqual([1, 1, 2, 2, 3, 3, 0, 0]);
});
