import { refusalsOf } from './answers.ts';
import type { Clock } from './clock.ts';
import { EventStreamParser } from './eventstream.ts';
import type { ServerFrame } from './frames.ts';
import { type Link, type LinkEvents, NoSession, Rejected, Unreachable } from './transport.ts';

/** Asks for the live connection, in the form that is accepted; again: with what the last answer brought. */
export type Ask = (accept: string, signal: AbortSignal, again: boolean) => Promise<Response>;

/** A connection down, beside which frames are posted (W13). */
abstract class PostingLink implements Link {
  readonly answersApart = true;
  protected readonly abort = new AbortController();
  protected over = false;
  private readonly waiting: string[] = [];
  private posting = false;

  constructor(
    protected readonly ask: Ask,
    private readonly clock: Clock,
    private readonly post: (message: string) => Promise<ServerFrame[]>,
    protected readonly events: LinkEvents,
  ) {
    this.listen().then(
      (status) => this.end(status),
      () => this.end(0), // what breaks has ended
    );
  }

  /** Receives until there is nothing more; resolves with the status with which it ended. */
  protected abstract listen(): Promise<number>;

  send(messages: readonly string[]): void {
    this.waiting.push(...messages);
    if (!this.posting) void this.drain();
  }

  close(): void {
    this.over = true;
    this.abort.abort();
  }

  private end(status: number): void {
    if (this.over) return;
    this.close();
    this.events.closed(status);
  }

  /** Posts one message after the other, because commands have to arrive in their order. */
  private async drain(): Promise<void> {
    this.posting = true;
    for (let message = this.waiting.shift(); message !== undefined; message = this.waiting.shift()) {
      if (this.over) break;
      let answers: readonly object[] = [];
      try {
        answers = await this.post(message);
      } catch (fault) {
        if (fault instanceof Rejected) {
          answers = refusalsOf(message, fault);
        } else if (fault instanceof Unreachable && fault.retryAfterMillis > 0) {
          this.waiting.unshift(message); // it was sent too fast, and the server took nothing of it
          await new Promise<void>((over) => this.clock.after(fault.retryAfterMillis, over));
          continue;
        } else {
          this.end(fault instanceof NoSession ? 401 : 0);
        }
      }
      if (!this.over) this.events.received(answers.map((frame) => JSON.stringify(frame)).join('\n'));
    }
    this.posting = false;
  }
}

/** An event stream. */
export class StreamLink extends PostingLink {
  protected async listen(): Promise<number> {
    const response = await this.ask('text/event-stream', this.abort.signal, false);
    if (!response.ok || response.body === null) return response.status;
    if (this.over) return 0;
    this.events.opened();
    const parser = new EventStreamParser();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done || this.over) return 0;
      for (const message of parser.push(value)) if (!this.over) this.events.received(message);
    }
  }
}

/** One answer after the other, where streams are held back until they end (W13a). */
export class PollLink extends PostingLink {
  protected async listen(): Promise<number> {
    for (let again = false; ; again = true) {
      const response = await this.ask('application/x-ndjson', this.abort.signal, again);
      if (!response.ok) return response.status;
      const frames = await response.text();
      if (this.over) return 0;
      if (!again) this.events.opened();
      this.events.received(frames);
      if (/^\{"type":"bye"/m.test(frames)) return 0;
    }
  }
}
