/** A sentence for each refusal: what happened, what was kept, what to do. */
export const plRefusals = {
  bad_frame: 'Serwer nie zrozumiał tej zmiany. Tekst został tutaj. Wczytaj stronę ponownie i spróbuj jeszcze raz.',
  invisible: 'W nazwie są niewidoczne znaki. Nic nie zmieniono. Wpisz ją z klawiatury, bez wklejania.',
  bad_text: 'Tekst zawiera niedozwolone znaki. Nic nie zapisano. Usuń nietypowe znaki i spróbuj jeszcze raz.',
  too_deep: 'Serwer nie zrozumiał tej zmiany. Tekst został tutaj. Wczytaj stronę ponownie i spróbuj jeszcze raz.',
  too_large: 'To za dużo naraz. Nic nie zapisano. Podziel na mniejsze części.',
  unknown_frame: 'Serwer nie zna tej zmiany. Wczytaj stronę ponownie: może być nowsza wersja.',
  unknown_command: 'Serwer nie zna tej zmiany. Wczytaj stronę ponownie: może być nowsza wersja.',
  unknown_field: 'Serwer nie zna tej zmiany. Wczytaj stronę ponownie: może być nowsza wersja.',
  missing_field: 'Serwer dostał niepełną zmianę. Nic nie zapisano. Wczytaj stronę ponownie i spróbuj jeszcze raz.',
  wrong_type: 'Serwer nie zrozumiał tej zmiany. Nic nie zapisano. Wczytaj stronę ponownie i spróbuj jeszcze raz.',
  bad_value: 'Tej wartości nie można użyć. Nic nie zapisano. Wybierz inną.',
  bad_id: 'Serwer nie zrozumiał tej zmiany. Nic nie zapisano. Wczytaj stronę ponownie i spróbuj jeszcze raz.',
  bad_splice:
    'Tej poprawki nie dało się wpisać w tekst. Karteczka zostaje bez niej. Skopiuj tekst i wpisz go jeszcze raz.',
  too_long: 'Tekst jest za długi. Nic nie zapisano. Skróć go lub podziel na dwie karteczki.',
  too_many:
    'Warsztat osiągnął swój limit. Nic nie zapisano. Podziel to na mniejsze części albo usuń coś, a prowadzący opróżnią kosz.',
  no_share:
    'Jedna osoba może zająć dziesiątą część miejsca w warsztacie, żeby starczyło dla wszystkich. Nic nie zapisano. Poproś prowadzących, żeby dodali resztę albo opróżnili kosz.',
  no_seat: 'W warsztacie nie ma już wolnych miejsc. Poproś prowadzących, żeby zwolnili miejsce, i spróbuj jeszcze raz.',
  quota_full:
    'Warsztat zajął całe miejsce, które ma na serwerze. Nic nie zapisano. Poproś administratora, żeby je powiększył.',
  empty: 'Brakuje tekstu. Nic nie zapisano. Wpisz go i spróbuj jeszcze raz.',
  not_found: 'Tego już nie ma na tablicy. Zmiana nie została zapisana.',
  exists: 'To już jest na tablicy. Nic nie zapisano drugi raz.',
  deleted: 'Karteczka jest w koszu. Zmiana nie została zapisana. Przywróć karteczkę i spróbuj jeszcze raz.',
  archived: 'Tablica jest w archiwum, więc nic nie zmieniono. Poproś osobę prowadzącą, aby ją przywróciła.',
  forbidden: 'Ta rola nie może tego zrobić. Nic nie zmieniono. Poproś osobę prowadzącą.',
  hello_first: 'Połączenie zaczęło się nie po kolei. Zmiany są w tej przeglądarce. Wczytaj stronę ponownie.',
  other_client: 'Ta karta należała do innej osoby. Wczytaj stronę ponownie.',
  number_reused: 'Serwer ma już inną zmianę pod tym numerem. Tekst jest tutaj do skopiowania.',
  future_seen: 'Serwer nie zna jeszcze stanu, na którym powstała ta zmiana. Tekst jest tutaj do skopiowania.',
  out_of_order:
    'Poprawki przyszły nie po kolei. Karteczka zostaje bez tej jednej. Skopiuj tekst i wpisz go jeszcze raz.',
  too_far_behind: 'Ta zmiana powstała zbyt dawno, żeby ją wpisać w dzisiejszy tekst. Skopiuj ją i wpisz jeszcze raz.',
  future_since: 'Tablica została wczytana na nowo. Czekające zmiany zostały zachowane.',
  other_epoch: 'Bazę przywrócono z kopii, więc tablica została wczytana na nowo. Czekające zmiany zostały zachowane.',
  quarantined:
    'Zapis tego warsztatu jest uszkodzony. Tablica pokazuje ostatni pewny stan: nowszych zmian może na niej brakować, a nowych nie można dodać. Powiadom osobę, która opiekuje się serwerem.',
  storage_full:
    'Na serwerze skończyło się miejsce. Zmiana nie została zapisana. Powiadom osobę, która opiekuje się serwerem.',
  busy: 'Serwer ma za dużo pracy. Nic nie zapisano. Spróbuj za chwilę.',
  rate_limited: 'Za szybko. Nic nie zapisano. Odczekaj chwilę i spróbuj jeszcze raz.',
  no_moment: 'Warsztat jeszcze nie doszedł do tego momentu. Wybierz wcześniejszy.',
  no_session: 'Ta przeglądarka nie jest na tym warsztacie. Otwórz link z zaproszenia albo wpisz kod.',
  no_entry: 'Ten link lub kod nie otwiera warsztatu. Poproś osobę prowadzącą o aktualny.',
  wrong_key: 'Ten klucz nie pasuje. Nic nie utworzono. Skopiuj go jeszcze raz w całości.',
  internal: 'Błąd po stronie serwera. Nie wiadomo, czy zmiana się zapisała. Sprawdź tablicę i spróbuj jeszcze raz.',
  phase: 'Ten etap na to nie pozwala. Nic nie zmieniono. Jeśli jest to potrzebne teraz, poproś osobę prowadzącą.',
  locked: 'To miejsce jest zablokowane. Nic nie zmieniono. Poproś osobę prowadzącą o odblokowanie.',
  held: 'Osoba prowadząca prosi o uwagę i wstrzymała zmiany na tablicy. Nic nie zmieniono. Spróbuj za chwilę.',
  stale: 'Warsztat jest już na innym etapie. Nic nie zmieniono. Sprawdź, który etap trwa, i wybierz jeszcze raz.',
  closed: 'To głosowanie jest już zakończone. Nic nie zmieniono. Wyniki są na tablicy.',
  no_voter:
    'To głosowanie zaczęło się bez Ciebie. Nic nie zmieniono. Poproś osobę prowadzącą, żeby Cię do niego dopisała.',
  no_points: 'Nie ma już wolnych punktów. Nic nie zmieniono. Zdejmij punkt z innej pozycji i spróbuj jeszcze raz.',
  per_item: 'Ta pozycja ma już najwyższą dozwoloną liczbę punktów. Nic nie zmieniono. Daj punkt innej.',
  removed:
    'Dostęp do tego warsztatu został odebrany. Zmiana nie została zapisana. W razie pomyłki poproś osobę prowadzącą.',
  waiting: 'Wejście czeka na zgodę osoby prowadzącej. Nic nie zapisano. Tablica otworzy się sama.',
  last_moderator: 'To jedyna osoba prowadząca. Nic nie zmieniono. Najpierw nadaj tę rolę komuś jeszcze.',
};

/** What the English words have to hold as well. */
export type RefusalWords = typeof plRefusals;
