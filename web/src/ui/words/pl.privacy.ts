import type { Kept } from '../privacy/register.ts';

/** The Polish words about people's data. */
export const plPrivacy = {
  title: 'Dane osobowe',
  lead: 'Kto odpowiada za dane z warsztatów na tym serwerze, co jest zapisywane, jak długo i kto to widzi.',
  clause: 'Klauzula informacyjna',
  blanks: {
    administrator: 'Administrator danych',
    administratorExample: 'np. Wójt Gminy Rudnik, ul. Rynek 40, 37-420 Rudnik',
    contact: 'Kontakt z inspektorem ochrony danych',
    contactExample: 'np. iod@rudnik.pl',
    purpose: 'Cel przetwarzania',
    purposeExample: 'np. prace nad strategią rozwoju gminy z udziałem mieszkańców',
    basis: 'Podstawa prawna',
    basisExample: 'np. art. 6 ust. 1 lit. e RODO w związku z art. 10e ustawy o samorządzie gminnym',
    more: 'Dalsza treść',
    moreHint: 'Odbiorcy danych, link do pełnej klauzuli urzędu i co jeszcze jest potrzebne.',
  },
  commonWhat: 'Obowiązuje na wszystkich warsztatach tego serwera. Osoby prowadzące mogą ją zmienić w swoim warsztacie.',
  ownWhat: 'Puste pola bierzemy z klauzuli serwera. Wpisz tu tylko to, czym ten warsztat się różni.',
  common: (text: string) => `Na serwerze: ${text}`,
  preview: 'Tak to zobaczą uczestnicy',
  edit: 'Zmień klauzulę tego warsztatu',
  save: 'Zapisz',
  saved: 'Zapisano',
  term: {
    label: 'Kiedy usunąć warsztat?',
    hint: 'Tego dnia znika wszystko: tablice, podpisy i linki. Przypomnienie pojawi się 30 dni wcześniej i termin można przesunąć.',
    unused: '12 miesięcy po ostatnim użyciu',
    onDay: 'W wybranym dniu',
    day: 'Dzień usunięcia',
    missing: 'Wybierz dzień po dzisiejszym.',
    ends: (day: string) => `Ten warsztat zostanie usunięty ${day}. Wcześniej pobierz to, co ma zostać.`,
    move: 'Przesuń termin',
    title: 'Dane i termin usunięcia',
  },
  register: {
    title: 'Co jest zapisywane',
    what: 'Dane',
    where: 'Gdzie',
    seen: 'Kto widzi',
    long: 'Jak długo',
    nothing: 'Bez danych osobowych',
    records: 'Na warsztacie',
    tables: 'W bazie danych serwera',
    browser: 'W przeglądarce',
    logs: 'W dzienniku serwera',
    until: 'do usunięcia warsztatu',
    /** What is kept about people, by the kind of record, the table or the place. */
    kept: {
      member: {
        what: 'Podpis, „Skąd?”, rola, zespół, podniesiona ręka, gotowość, wpuszczenie i usunięcie',
        seen: 'wszyscy na warsztacie, także na rzutniku',
        long: 'do usunięcia warsztatu',
      },
      note: {
        what: 'Treść karteczki i jej autor; w etapie anonimowym autor nie jest zapisywany',
        seen: 'wszyscy albo zespół; zakrytą tylko autor',
        long: 'do usunięcia warsztatu; z kosza najdłużej 30 dni',
      },
      statement: {
        what: 'Wspólne zdanie i kto je zaczął',
        seen: 'wszyscy albo zespół',
        long: 'do usunięcia warsztatu',
      },
      row: { what: 'Wiersz matrycy i kto go dodał', seen: 'wszyscy albo zespół', long: 'do usunięcia warsztatu' },
      ballot: {
        what: 'Punkty dane przez jedną osobę',
        seen: 'tylko ta osoba; inni widzą sumy',
        long: 'do usunięcia warsztatu',
      },
      vote: { what: 'Lista uprawnionych do głosowania', seen: 'wszyscy albo zespół', long: 'do usunięcia warsztatu' },
      uncounted: {
        what: 'Czyje punkty zmieniły się od ostatniej pokazanej sumy',
        seen: 'nikt',
        long: 'do zakończenia głosowania',
      },
      team: { what: 'Kto jest liderem zespołu', seen: 'wszyscy', long: 'do usunięcia warsztatu' },
      focus: { what: 'Kto z prowadzących co pokazuje', seen: 'wszyscy', long: 'do następnego wskazania' },
      clause: { what: 'Administrator i kontakt do inspektora', seen: 'wszyscy', long: 'do usunięcia warsztatu' },
      entries: {
        what: 'Kto i kiedy wykonał każdą zmianę; w etapie anonimowym bez osoby',
        seen: 'osoba, która utrzymuje serwer',
        long: 'do usunięcia warsztatu',
      },
      snapshots: {
        what: 'Kopia stanu warsztatu ze wszystkim, co wyżej',
        seen: 'osoba, która utrzymuje serwer',
        long: 'do usunięcia warsztatu',
      },
      sessions: {
        what: 'Która przeglądarka weszła jako która osoba i dzień ostatniego użycia',
        seen: 'osoba, która utrzymuje serwer',
        long: '180 dni bez użycia albo do opuszczenia warsztatu',
      },
      passes: {
        what: 'Link na drugie urządzenie jednej osoby',
        seen: 'osoba, która utrzymuje serwer',
        long: '10 minut, usuwane raz dziennie',
      },
      meta: {
        what: 'Administrator i kontakt do inspektora z klauzuli serwera',
        seen: 'wszyscy',
        long: 'do zmiany klauzuli',
      },
      cookie: {
        what: 'Ciasteczko wejścia, po którym serwer poznaje osobę',
        seen: 'ta przeglądarka i serwer',
        long: '180 dni albo do opuszczenia warsztatu',
      },
      queue: {
        what: 'Własne zmiany, które czekają na zapis, i wybory widoku',
        seen: 'ta przeglądarka',
        long: 'do zapisania; po opuszczeniu warsztatu nic',
      },
      settings: {
        what: 'Ustawienia osobiste: większy tekst, lista, skróty, zapowiedzi, dźwięk, prośba o czas',
        seen: 'ta przeglądarka',
        long: 'do usunięcia danych strony w przeglądarce',
      },
      log: {
        what: 'Adres sieci z obciętą końcówką i numery osób, bez treści i podpisów',
        seen: 'osoba, która utrzymuje serwer',
        long: 'tak długo, jak ustawi osoba, która utrzymuje serwer',
      },
    } satisfies Record<Kept, { what: string; seen: string; long: string }>,
  },
};

/** What the English words have to hold as well. */
export type PrivacyWords = typeof plPrivacy;
