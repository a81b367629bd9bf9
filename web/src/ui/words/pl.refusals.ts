// Written from package board by `go test ./board -update`; change it there.
import type { Code } from '../../board/generated.ts';

/** A sentence for each refusal: what happened, what became of the change, what to do. */
export const plRefusals: Readonly<Record<Code, string>> = {
  archived: 'Tablica jest w archiwum, więc nic nie zmieniono. Poproś osobę prowadzącą, aby ją przywróciła.',
  bad_frame: 'Serwer nie zrozumiał tej zmiany. Nic nie zapisano. Wczytaj stronę ponownie i spróbuj jeszcze raz.',
  bad_id: 'Serwer nie zrozumiał tej zmiany. Nic nie zapisano. Wczytaj stronę ponownie i spróbuj jeszcze raz.',
  bad_splice:
    'Tej poprawki nie dało się wpisać w tekst. Karteczka zostaje bez niej. Skopiuj tekst i wpisz go jeszcze raz.',
  bad_text: 'Tekst zawiera niedozwolone znaki. Nic nie zapisano. Usuń nietypowe znaki i spróbuj jeszcze raz.',
  bad_value: 'Tej wartości nie można użyć. Nic nie zapisano. Wybierz inną.',
  busy: 'Serwer ma za dużo pracy. Nic nie zapisano. Spróbuj za chwilę.',
  closed: 'To głosowanie jest już zakończone. Nic nie zmieniono. Wyniki są na tablicy.',
  deleted: 'To jest w koszu. Zmiana nie została zapisana. Przywróć z kosza i spróbuj jeszcze raz.',
  empty: 'Brakuje tekstu. Nic nie zapisano. Wpisz go i spróbuj jeszcze raz.',
  exists: 'To już jest na tablicy. Nic nie zapisano drugi raz.',
  forbidden: 'Ta rola nie może tego zrobić. Nic nie zmieniono. Poproś osobę prowadzącą.',
  future_seen:
    'Serwer nie zna stanu, na którym powstała ta zmiana. Nic nie zapisano. Wczytaj stronę ponownie. Tekst można skopiować.',
  future_since:
    'Ta karta zna nowszy stan niż serwer, więc tablica jest wczytywana na nowo. Czekające zmiany zostały zachowane.',
  held: 'Pisanie jest wstrzymane: osoba prowadząca prosi o uwagę. Nic nie zmieniono. Spróbuj za chwilę.',
  hello_first:
    'Połączenie zaczęło się nie po kolei: najpierw trzeba wejść na warsztat. Nic nie zapisano. Wczytaj stronę ponownie.',
  internal: 'Błąd po stronie serwera. Nie wiadomo, czy zmiana została zapisana. Sprawdź tablicę i spróbuj jeszcze raz.',
  invisible: 'W nazwie są niewidoczne znaki. Nic nie zmieniono. Wpisz ją z klawiatury, bez wklejania.',
  last_moderator: 'To jedyna osoba prowadząca. Nic nie zmieniono. Nadaj tę rolę najpierw komuś innemu.',
  locked: 'To miejsce jest zablokowane. Nic nie zmieniono. Poproś osobę prowadzącą o odblokowanie.',
  misplaced: 'W tym miejscu taki wiersz nie może stać. Nic nie zmieniono. Wybierz inne miejsce.',
  missing_field: 'Serwer nie zrozumiał tej zmiany. Nic nie zapisano. Wczytaj stronę ponownie i spróbuj jeszcze raz.',
  no_entry: 'Ten link lub kod dostępu nie otwiera warsztatu. Poproś osobę prowadzącą o aktualny.',
  no_moment: 'Warsztat jeszcze nie doszedł do tego momentu. Wybierz wcześniejszy.',
  no_points: 'Nie ma już wolnych punktów. Nic nie zmieniono. Zdejmij punkt z innej pozycji i spróbuj jeszcze raz.',
  no_seat:
    'Na warsztacie nie ma już wolnych miejsc. Poproś prowadzących, żeby zwolnili miejsce, i spróbuj jeszcze raz.',
  no_session: 'Ta przeglądarka nie jest na tym warsztacie. Otwórz link z zaproszenia albo wpisz kod dostępu.',
  no_share:
    'Jedna osoba może zająć dziesiątą część miejsca w warsztacie, żeby starczyło dla wszystkich. Nic nie zapisano. Poproś prowadzących, żeby dodali resztę albo opróżnili kosz.',
  no_voter:
    'To głosowanie zaczęło się bez Ciebie. Nic nie zmieniono. Poproś osobę prowadzącą, żeby Cię do niego dopisała.',
  not_found: 'Tego już nie ma na tablicy. Zmiana nie została zapisana.',
  number_reused:
    'Nie wiadomo, czy tej zmiany już nie wysłano, więc jej nie przyjęto. Sprawdź tablicę. Tekst można skopiować.',
  other_client: 'Ta karta należała do innej osoby. Nic nie zapisano. Wczytaj stronę ponownie.',
  other_epoch: 'Bazę przywrócono z kopii, więc tablica jest wczytywana na nowo. Czekające zmiany zostały zachowane.',
  out_of_order: 'Poprawki przyszły nie po kolei. Tekst zostaje bez tej jednej. Skopiuj ją i wpisz jeszcze raz.',
  overtaken: 'Ktoś zapisał tu w tym czasie inną wartość. Twojej nie zapisano. Wybierz, która zostaje.',
  per_item: 'Jedna osoba nie może dać tu więcej punktów. Nic nie zmieniono. Daj punkt gdzie indziej.',
  phase: 'Ten etap na to nie pozwala. Nic nie zmieniono. Jeśli jest to potrzebne teraz, poproś osobę prowadzącą.',
  quarantined:
    'Zapis tego warsztatu jest uszkodzony. Tablica pokazuje ostatni pewny stan: nowszych zmian może na niej brakować, a nowych nie można dodać. Zawiadom osobę prowadzącą, a jeśli to Ty prowadzisz, osobę, która utrzymuje serwer.',
  quota_full:
    'Warsztat zajął całe miejsce, które ma na serwerze. Zmiana nie została zapisana. Zawiadom osobę prowadzącą, a jeśli to Ty prowadzisz, osobę, która utrzymuje serwer.',
  rate_limited: 'Za dużo prób naraz. Nic nie zapisano. Odczekaj chwilę i spróbuj jeszcze raz.',
  removed:
    'Dostęp do tego warsztatu został odebrany. Zmiana nie została zapisana. W razie pomyłki poproś osobę prowadzącą.',
  stale: 'Warsztat jest już na innym etapie. Nic nie zmieniono. Sprawdź, który etap trwa, i wybierz jeszcze raz.',
  storage_full:
    'Na serwerze skończyło się miejsce. Zmiana nie została zapisana. Zawiadom osobę prowadzącą, a jeśli to Ty prowadzisz, osobę, która utrzymuje serwer.',
  too_deep: 'Serwer nie zrozumiał tej zmiany. Nic nie zapisano. Wczytaj stronę ponownie i spróbuj jeszcze raz.',
  too_far_behind: 'Ta zmiana powstała zbyt dawno, żeby wpisać ją w dzisiejszy tekst. Skopiuj ją i wpisz jeszcze raz.',
  too_large: 'To za dużo naraz. Nic nie zapisano. Podziel to na mniejsze części.',
  too_long: 'Tekst jest za długi. Nic nie zapisano. Skróć go lub podziel na dwie karteczki.',
  too_many:
    'Warsztat osiągnął swój limit. Nic nie zapisano. Podziel to na mniejsze części albo usuń coś, a prowadzący opróżnią kosz.',
  unknown_command: 'Serwer nie zna tej zmiany. Nic nie zapisano. Wczytaj stronę ponownie: może być nowsza wersja.',
  unknown_field: 'Serwer nie zna tej zmiany. Nic nie zapisano. Wczytaj stronę ponownie: może być nowsza wersja.',
  unknown_frame: 'Serwer nie zna tej zmiany. Nic nie zapisano. Wczytaj stronę ponownie: może być nowsza wersja.',
  waiting: 'Wejście czeka na zgodę osoby prowadzącej. Nic nie zapisano. Tablica otworzy się sama.',
  wrong_key: 'Ten klucz organizatora nie pasuje. Nic nie zmieniono. Skopiuj go jeszcze raz w całości.',
  wrong_type: 'Serwer nie zrozumiał tej zmiany. Nic nie zapisano. Wczytaj stronę ponownie i spróbuj jeszcze raz.',
};
