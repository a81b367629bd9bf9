/** Values that hold from their column on, up to the next one; those right of a column when none stands before it. */
export class Spans<T> extends Map<number, T> {
  at(column: number): T | undefined {
    const starts = [...this.keys()].sort((a, b) => a - b);
    return this.get(starts.findLast((start) => start <= column) ?? starts[0] ?? -1);
  }
}
