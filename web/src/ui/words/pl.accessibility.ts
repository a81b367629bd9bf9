/** The Polish statement of how accessible the product is. */
export const plAccessibility = {
  title: 'Dostępność',
  lead: 'Co działa z klawiaturą, czytnikiem ekranu i w powiększeniu, co i jak sprawdzono, czego brakuje. Urząd może na tym oprzeć własną deklarację dostępności.',
  parts: [
    {
      title: 'Stan',
      lines: [
        'Wzorem jest WCAG 2.2 na poziomie AA (norma EN 301 549). Według oceny twórców produkt jest z nim częściowo zgodny; wyjątki są niżej.',
        'To ocena własna. Nie było audytu z zewnątrz ani prób z osobami, które na co dzień używają czytnika ekranu.',
      ],
    },
    {
      title: 'Co działa',
      lines: [
        'Wszystko, co robi mysz, robi też klawiatura: przeciąganie ma odpowiednik w menu i w skrótach z klawiszem Alt. F6 prowadzi przez części strony, F8 pokazuje, co się działo.',
        'Tablicę notatek można czytać jako listę z nagłówkami. Fokus nie ginie, gdy ktoś inny przeniesie lub usunie karteczkę.',
        'Czytnik ekranu słyszy etapy, czas, głosowania i to, co inni robią z własnymi karteczkami: najwyżej sześć razy na minutę, osoba prowadząca dziesięć razy. W ustawieniach osobistych można słyszeć mniej.',
        'Czas niczego nie zamyka. Można poprosić o więcej czasu tak, że nikt nie widzi, kto prosi.',
        'Tekst ma kontrast co najmniej 4,5:1, treść karteczek 9:1. Kolor nigdy nie jest jedyną wskazówką. Nic nie miga, a ruch znika, gdy system go wyłącza.',
        'Strony mieszczą się przy powiększeniu 400% i na ekranie o szerokości 320 pikseli. Można wybrać większy tekst i wyłączyć skróty jednoliterowe.',
        'Rzutnik zapowiada etap, głosowanie i wynik, a zmianę stron można na nim wstrzymać spacją.',
      ],
    },
    {
      title: 'Jak sprawdzono',
      lines: [
        'Przy każdej zmianie program axe bada w Chromium główne strony i okna po polsku i po angielsku, po polsku także przy szerokości 640 i 390 pikseli. Nie znajduje błędów.',
        'Próba naciska z klawiatury po kolei przyciski strony osoby prowadzącej i jej okien i sprawdza, że fokus jest zawsze na czymś widocznym.',
        'Droga od zaproszenia do edycji karteczki, następny etap, głosowanie i prezentacje są przechodzone samą klawiaturą.',
        'Liczba zapowiedzi jest sprawdzana na losowych przebiegach spotkań.',
      ],
    },
    {
      title: 'Czego brakuje',
      lines: [
        'Czytniki NVDA, JAWS, VoiceOver i czytnik Androida nie były sprawdzane; to, co słychać, sprawdzono w drzewie dostępności Chromium. Inne przeglądarki nie są badane automatycznie.',
        'Na płaszczyźnie tablicy wizji położenie karteczek widać, ale nie słychać. Lista ma te same karteczki, bez położenia.',
        'Wydruk i zapis do PDF zależą od przeglądarki; powstały plik może nie mieć znaczników. Te same dane są w plikach XLSX i CSV.',
        'Teksty uczestników mają język warsztatu, także gdy ktoś pisze w innym.',
        'Nie ma tłumaczenia na język migowy ani wersji łatwej do czytania.',
      ],
    },
    {
      title: 'Własna deklaracja urzędu',
      lines: [
        'Deklarację ogłasza podmiot, który prowadzi warsztaty. Ze strony powyżej może wziąć stan, sposób oceny i listę braków.',
        'Dopisuje: swoją nazwę i adres strony, datę publikacji i ostatniego przeglądu, własne treści i ich braki, kontakt do osoby odpowiedzialnej, sposób zgłaszania żądań i skarg oraz termin odpowiedzi.',
        'Gdy ktoś nie może wziąć udziału tą drogą, urząd zapewnia dostęp alternatywny: osoba prowadząca może na przykład zapisywać karteczki w imieniu uczestnika.',
      ],
    },
  ],
};

/** What the English words have to hold as well. */
export type AccessibilityWords = typeof plAccessibility;
