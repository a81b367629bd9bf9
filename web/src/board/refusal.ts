import type { Code } from './generated.ts';

/** The answer "no": an answer, not a fault. It is safe to show; the sentence is the UI's. */
export class Refusal extends Error {
  constructor(readonly code: Code) {
    super(code);
    this.name = 'Refusal';
  }
}
