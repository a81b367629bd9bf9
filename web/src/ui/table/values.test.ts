import { describe, expect, it } from 'vitest';
import { boardKinds } from '../../board/generated.ts';
import { titles } from '../../board/titles.ts';
import { editValue, readValue, showValue } from './values.ts';

const measure = titles.matrix?.measure ?? { title: ['', ''] as const, columns: {}, choices: {} };
const { direction } = boardKinds.matrix.levels.measure.columns;
const read = (holds: string | readonly string[], typed: string) => readValue(holds, typed, measure, 'direction');

describe('what is typed into a cell', () => {
  it('is read as its column holds it', () => {
    expect(read('decimal', ' 100 255 750 ')).toEqual(['100255750']);
    expect(read('decimal', '27,7')).toEqual(['27.7']);
    expect(read('decimal', '1.234')).toEqual(['1234', '1.234']);
    expect(read('decimal', 'dużo')).toEqual([]);
    expect(read('year', '2032')).toEqual(['2032']);
    expect(read('year', '20226')).toEqual([]);
    expect(read('date', '27.5.2015')).toEqual(['2015-05-27']);
    expect(read('date', '31.2.2015')).toEqual([]);
    expect(read('decimal', '  ')).toEqual(['']);
  });

  it('names a choice by its beginning, in both languages and without marks', () => {
    expect(read(direction, 'w')).toEqual(['more']);
    expect(read(direction, 'Więcej')).toEqual(['more']);
    expect(read(direction, 'less')).toEqual(['less']);
    expect(read(direction, 'opisowo')).toEqual(['described']);
    expect(read(direction, 'x')).toEqual([]);
  });
});

describe('a value', () => {
  it('is shown as people read it', () => {
    expect(showValue('decimal', '100255750.5', measure, '', 'pl')).toBe('100\u202f255\u202f750,5');
    expect(showValue('date', '2015-05-27', measure, '', 'pl')).toBe('27.05.2015');
    expect(showValue(direction, 'more', measure, 'direction', 'en')).toBe('more');
    expect(showValue(direction, 'more', measure, 'direction', 'pl')).toBe('więcej');
    expect(showValue('decimal', '', measure, '', 'pl')).toBe('');
  });

  it('comes back as it was from the field in which it is changed', () => {
    for (const value of ['27.7', '-3.5', '100255750', '1.234']) {
      expect(read('decimal', editValue('decimal', value, 'pl'))).toEqual([value]);
    }
    expect(read('date', editValue('date', '2015-05-27', 'pl'))).toEqual(['2015-05-27']);
  });
});
