import { describe, expect, it } from 'vitest';
import { mended, readFragment, routeOf, safeLink } from './route.ts';

describe('routeOf', () => {
  it.each([
    ['/', { page: 'home' }],
    ['/organiser', { page: 'organiser' }],
    ['/join/', { page: 'join' }],
    ['/w/abc_D-9', { page: 'workshop', workshop: 'abc_D-9' }],
    ['/w/abc/projector', { page: 'projector', workshop: 'abc' }],
    ['/w/abc/participant', { page: 'participant', workshop: 'abc' }],
    ['/w/abc/other', { page: 'unknown' }],
    ['/w/a%20b', { page: 'unknown' }],
    ['/w', { page: 'unknown' }],
    ['/join/more', { page: 'unknown' }],
    ['/constructor', { page: 'unknown' }],
  ])('%s', (path, want) => {
    expect(routeOf(path)).toEqual(want);
  });
});

describe('readFragment', () => {
  it('tells a secret from a code', () => {
    expect(readFragment('#s3cr3t')).toEqual({ secret: 's3cr3t' });
    expect(readFragment('#code=ABCD2345')).toEqual({ code: 'ABCD2345' });
    expect(readFragment('#')).toBeNull();
    expect(readFragment('')).toBeNull();
  });

  const secret = 'aZ09_-'.repeat(7);
  it.each(['.', ',', ')', '%3E', '%C2%A0', '&utm_source=newsletter', '>', '”', '/'])(
    'leaves out %s behind a link',
    (mark) => {
      expect(readFragment(`#${secret}${mark}`)).toEqual({ secret });
      expect(readFragment(`#${secret}.alias${mark}`)).toEqual({ secret: `${secret}.alias` });
      expect(readFragment(`#code=ABCD-2345${mark}`)).toEqual({ code: 'ABCD-2345' });
    },
  );

  it('is found where a program wrote %23', () => {
    expect(mended(`/join%23${secret}`)).toBe(`/join#${secret}`);
    expect(mended(`/join/%23${secret}`)).toBe(`/join#${secret}`);
    expect(mended('/w/abc')).toBe('/w/abc');
  });
});

describe('safeLink', () => {
  it('follows web addresses only', () => {
    expect(safeLink('https://example.org/join#a')).toBe('https://example.org/join#a');
    for (const address of ['javascript:alert(1)', 'data:text/html,x', '/join', '', 'JaVaScript:1']) {
      expect(safeLink(address)).toBeNull();
    }
  });
});
