import { expect, test } from 'vitest';
import { reachOf } from './reach.ts';

test.each([
  ['http://127.0.0.1:8080/join', 'computer'],
  ['http://localhost:8080/join', 'computer'],
  ['http://[::1]:8080/join', 'computer'],
  ['http://192.168.1.20:8080/join', 'network'],
  ['https://warsztat.example/join', 'everywhere'],
])('%s can be opened from %s', (address, reach) => {
  expect(reachOf(address)).toBe(reach);
});
