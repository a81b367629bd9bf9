import type { NoteAct } from '../announcing/heard.ts';
import { counted } from './plural.ts';

const yours = { one: 'Twoją karteczkę', few: 'Twoje karteczki', many: 'Twoich karteczek', other: 'Twojej karteczki' };
const hands = { one: 'ręka', few: 'ręce', many: 'rąk', other: 'ręki' };
const verbs: Record<NoteAct, string> = {
  moved: 'Przeniesiono',
  edited: 'Ktoś edytuje',
  grouped: 'Dodano do grupy',
  ungrouped: 'Wyjęto z grupy',
  merged: 'Połączono z inną',
  binned: 'Wyrzucono do kosza',
  restored: 'Przywrócono',
  locked: 'Zablokowano',
};

/** The Polish words of what is announced. */
export const plAnnouncing = {
  /** What others did to notes of the person; of one its text is told, and where it is now. */
  note: (what: NoteAct, count: number, text: string, where: string) =>
    count > 1
      ? `${verbs[what]} ${counted('pl', count, yours)}.`
      : `${verbs[what]} ${yours.one} ${text}${where === '' ? '' : `: ${where}`}.`,
  admitted: 'Wpuszczono na warsztat.',
  editedLocked: 'Karteczka, którą edytujesz, jest teraz zablokowana.',
  team: (name: string) => (name === '' ? 'Nie należysz już do zespołu.' : `Twój zespół: ${name}.`),
  role: {
    moderator: 'Twoja rola: moderator. Pasek prowadzenia jest na dole strony, klawisz F6 prowadzi do niego.',
    participant: 'Twoja rola: uczestnik.',
    observer: 'Twoja rola: obserwator.',
  },
  lead: (on: boolean, team: string) =>
    on ? `Twoja rola w zespole ${team}: lider.` : `Zespół ${team} ma już innego lidera.`,
  choosing: 'Można wybrać zespół.',
  mine: { now: 'Prezentuje Twój zespół.', next: 'Jako następny prezentuje Twój zespół.' },
  presented: 'Prezentacje się skończyły.',
  hands: (count: number, first: string) =>
    count === 1 ? `${first}: ręka w górze.` : `${counted('pl', count, hands)}, pierwsza ${first}.`,
  timer: {
    started: (left: string) => `Minutnik: ${left}.`,
    longer: (left: string) => `Więcej czasu: ${left}.`,
    shorter: (left: string) => `Mniej czasu: ${left}.`,
    paused: (left: string) => `Minutnik wstrzymany: ${left}.`,
    resumed: (left: string) => `Minutnik znów działa: ${left}.`,
    stopped: (_: string) => 'Minutnik wyłączony.',
  },
  happened: {
    title: 'Co się działo',
    notes: 'Z moimi karteczkami',
    noNotes: 'Nikt inny niczego w nich nie zmienił.',
    others: 'Ostatnie zapowiedzi',
    noOthers: 'Jeszcze niczego nie zapowiedziano.',
    go: 'Przejdź',
  },
  vote: {
    opened: (title: string) => `Zaczęło się głosowanie: ${title}.`,
    closed: (title: string) => `Głosowanie zakończone: ${title}.`,
    best: (text: string, points: string) => `Najwięcej: ${text}, ${points}.`,
  },
};

/** What the English words have to hold as well. */
export type AnnouncingWords = typeof plAnnouncing;
