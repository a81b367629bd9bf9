import { settings } from '../settings/settings.svelte.ts';
import type { Signal } from './signals.ts';

/** Two soft tones each: a minute left rises, the end falls; a vote rises further, and a pause of writing falls as far. */
const tones: Record<Signal | 'vote' | 'hold', readonly [number, number]> = {
  minute: [523.25, 659.25],
  end: [659.25, 440],
  vote: [523.25, 783.99],
  hold: [783.99, 523.25],
};
const LOUD = 0.06;
const APART = 0.28;
const LONG = 0.7;

/**
 * The sound of the timer, and of what else somebody wants to hear. Browsers let a page sound only after somebody has
 * touched it, so the audio is opened at the first press, or at once where there was one; until then a signal is seen
 * and announced, but not heard.
 */
export class Chime {
  #audio: AudioContext | null = null;
  readonly #end = new AbortController();

  constructor() {
    const open = () => {
      this.#audio ??= new AudioContext();
      if (this.#audio.state === 'suspended') void this.#audio.resume();
    };
    if (navigator.userActivation.hasBeenActive) {
      open();
      return;
    }
    const options = { capture: true, once: true, signal: this.#end.signal };
    addEventListener('pointerdown', open, options);
    addEventListener('keydown', open, options);
  }

  ring(signal: keyof typeof tones): void {
    const wanted = signal === 'minute' || signal === 'end' ? settings.chime !== 'off' : settings.chime === 'all';
    if (!wanted || this.#audio?.state !== 'running') return;
    tones[signal].forEach((pitch, i) => {
      this.#tone(pitch, i * APART);
    });
  }

  stop(): void {
    this.#end.abort();
    void this.#audio?.close();
  }

  #tone(pitch: number, after: number): void {
    if (this.#audio === null) return;
    const start = this.#audio.currentTime + after;
    const voice = new OscillatorNode(this.#audio, { type: 'sine', frequency: pitch });
    const volume = new GainNode(this.#audio, { gain: 0 });
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(LOUD, start + 0.03);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + LONG);
    voice.connect(volume).connect(this.#audio.destination);
    voice.start(start);
    voice.stop(start + LONG);
  }
}
