/** Reads the data of the events from an event stream, piece by piece as it arrives. */
export class EventStreamParser {
  private rest = '';
  private data: string[] = [];

  /** Takes the next piece and returns the data of the events that it completes. */
  push(piece: string): string[] {
    const events: string[] = [];
    const lines = (this.rest + piece).split('\n');
    this.rest = lines.pop() ?? '';
    for (const raw of lines) {
      const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
      if (line === '') {
        if (this.data.length > 0) events.push(this.data.join('\n'));
        this.data = [];
      } else if (line.startsWith('data:')) {
        this.data.push(line.slice(line.startsWith('data: ') ? 6 : 5));
      }
    }
    return events;
  }
}
