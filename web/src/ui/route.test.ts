import { describe, expect, it } from 'vitest';
import { readFragment, routeOf, safeLink } from './route.ts';

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
});

describe('safeLink', () => {
  it('follows web addresses only', () => {
    expect(safeLink('https://example.org/join#a')).toBe('https://example.org/join#a');
    for (const address of ['javascript:alert(1)', 'data:text/html,x', '/join', '', 'JaVaScript:1']) {
      expect(safeLink(address)).toBeNull();
    }
  });
});
