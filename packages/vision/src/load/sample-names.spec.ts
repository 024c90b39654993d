import { sampleNames } from './sample-names';

it('puts an ending in the place of the own one', () => {
  expect(sampleNames(['/a/x.y.JPEG', '/a/z.png'], '.rgb')).toEqual(['x.y.rgb', 'z.rgb']);
});

it.each([
  ['rgb', /does not begin with one dot/, '.rgb'],
  ['..bgr', /does not begin with one dot/, '.bgr'],
  ['', /is no ending/, '.rgb'],
  ['.', /is no ending/, '.rgb'],
  ['./x', /is no ending/, '.rgb'],
  ['.JPG', /ending of a picture/, '.rgb'],
  ['.npy', /ending of a NumPy file/, '.rgb'],
])('refuses %j', (extension, problem, instead) => {
  expect(() => sampleNames(['a.png'], extension)).toThrow(problem);
  expect(() => sampleNames(['a.png'], extension)).toThrow(
    expect.objectContaining({
      diagnostics: [expect.objectContaining({ code: 'VIS041', hint: `write --pic_ext ${instead}` })],
    }),
  );
  expect(sampleNames(['a.png'], instead)).toEqual([`a${instead}`]);
});

it('refuses two pictures of one name, letters of either case too', () => {
  expect(() => sampleNames(['/p/a.png', '/p/b.png', '/p/A.jpg'], '.rgb')).toThrow(
    /VIS042 .*"a.png" and "A.jpg" would both become "A.rgb"/,
  );
});
