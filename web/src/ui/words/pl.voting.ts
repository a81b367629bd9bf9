import { counted, figure, form } from './plural.ts';

const points = { one: 'punkt', few: 'punkty', many: 'punktów', other: 'punktu' };
const pointsOf = { one: 'punktu', few: 'punktów', many: 'punktów', other: 'punktu' };
const peopleOf = { one: 'osoby', few: 'osób', many: 'osób', other: 'osoby' };
const people = { one: 'osobę', few: 'osoby', many: 'osób', other: 'osoby' };
const persons = { one: 'osoba', few: 'osoby', many: 'osób', other: 'osoby' };
const came = { one: 'przyszła', few: 'przyszły', many: 'przyszło', other: 'przyszły' };
const vote = { one: 'Głosować będzie', few: 'Głosować będą', many: 'Głosować będzie', other: 'Głosować będą' };
const left = { one: 'Został', few: 'Zostały', many: 'Zostało', other: 'Zostało' };
const voted = { one: 'Głosowała', few: 'Głosowały', many: 'Głosowało', other: 'Głosowało' };
const votes = { one: 'głosowanie', few: 'głosowania', many: 'głosowań', other: 'głosowania' };
const go = { one: 'Trwa', few: 'Trwają', many: 'Trwa', other: 'Trwa' };

const count = (n: number) => counted('pl', n, points);
const remaining = (n: number, of: number) =>
  n === 0 ? 'Nie ma już wolnych punktów' : `${form('pl', n, left)} ${figure('pl', n)} z ${counted('pl', of, pointsOf)}`;

/** The Polish words of votes. */
export const plVoting = {
  label: 'Głosowanie',
  points: count,
  pointsShort: (n: number) => `${figure('pl', n)} pkt`,
  remaining,
  place: (n: number) => `${n}. miejsce`,
  placeShort: (n: number) => `${n}.`,
  tied: 'ex aequo',
  /** What stands on a group whose notes were voted on one by one. */
  sum: 'suma karteczek grupy',
  whole: 'punkty całej grupy',
  of: (title: string, team: string) => (team === '' ? title : `${title}, ${team}`),

  givePoints: {
    label: (what: string) => `Punkty: ${what}`,
    add: 'Daj punkt',
    take: 'Zdejmij punkt',
    now: (act: string, n: number, perItem: number) =>
      `${act}, teraz ${figure('pl', n)} z najwyżej ${figure('pl', perItem)}`,
    mine: (n: number) => `Moje punkty: ${figure('pl', n)}`,
    set: (n: number, leftNow: number, of: number) => `Tu: ${count(n)}. ${remaining(leftNow, of)}.`,
    noneLeft: 'Nie ma już wolnych punktów. Zdejmij punkt z innej pozycji.',
    perItem: (n: number) => `Na jedną pozycję można dać najwyżej ${counted('pl', n, points)}.`,
    total: (n: number) => `razem ${figure('pl', n)}`,
    totalLong: (n: number) => `Od wszystkich razem: ${count(n)}`,
  },

  strip: {
    running: (n: number) => `${form('pl', n, go)} ${counted('pl', n, votes)}`,
    mine: 'Moje punkty',
    join: 'Głosuj także',
    joinWhat: 'Osoby prowadzące nie muszą głosować; ich punkty liczą się tak samo.',
    mineTitle: (title: string) => `Moje punkty: ${title}`,
    mineNone: 'Punkty daje się plusem na karteczce lub przy nazwie grupy.',
    voted: (n: number, of: number) => `Głosowało: ${figure('pl', n)} z ${counted('pl', of, peopleOf)}`,
    given: (n: number, of: number) =>
      n < of
        ? `Dano co najmniej ${figure('pl', n)} z ${counted('pl', of, pointsOf)}`
        : `Dano wszystkie punkty (${figure('pl', n)})`,
    and: (given: string) => `. ${given}`,
    finished: (n: number) => `Wszystkie punkty dało: ${figure('pl', n)}`,
    turnoutTitle: 'Ile osób głosowało',
    turnoutWhat:
      'Widać tylko liczby. Kto głosował i na co, nie widzi nikt. Punkty osób, które wyszły, liczą się dalej.',
    late: (n: number) => `Po otwarciu głosowania ${form('pl', n, came)} ${counted('pl', n, persons)}:`,
    addLate: 'Dopisz do głosowania',
    added: (n: number) => `Do głosowania dopisano ${counted('pl', n, people)}`,
    cameLate: 'To głosowanie zaczęło się bez Ciebie. Może Cię dopisać osoba prowadząca.',
    close: 'Zakończ głosowanie',
    closeOne: (title: string) => `Zakończ: ${title}`,
    closeAll: 'Zakończ wszystkie',
    closeShort: 'Zakończ',
    ended: 'zakończone',
    showResults: 'Pokaż wyniki',
    paused: 'Punkty można dawać na etapie, który pozwala głosować.',
  },

  close: {
    title: (n: number): string => (n === 1 ? 'Zakończyć głosowanie?' : 'Zakończyć wszystkie głosowania?'),
    counted: 'Punkty dane do tej pory zostaną policzone.',
    few: 'Głosowały mniej niż trzy osoby: sum nie zobaczy nikt, bo zdradzałyby, kto na co dał punkty.',
    what: 'Wyniki pokażą się tym, którzy głosowali. Zakończonego głosowania nie da się wznowić; można zacząć następne.',
    confirm: 'Zakończ i pokaż wyniki',
  },

  open: {
    title: 'Nowe głosowanie',
    name: 'Nazwa',
    nameDefault: (n: number) => `Głosowanie ${n}`,
    points: 'Punktów na osobę',
    perItem: 'Najwyżej na jedną pozycję',
    items: 'Na co się głosuje?',
    onNotes: 'Na karteczki',
    onNotesWhat: 'Każda karteczka zbiera własne punkty, grupa pokazuje ich sumę.',
    onGroups: 'Na grupy',
    onGroupsWhat: 'Karteczki jednej grupy w polu to jedna pozycja; karteczki bez grupy liczą się osobno.',
    boards: 'Na których tablicach?',
    sections: 'W których polach?',
    sectionMissing: 'Wybierz co najmniej jedno pole.',
    tally: 'Kiedy widać sumy?',
    secret: 'Po zakończeniu',
    secretWhat: 'Do tego czasu nikt nie widzi żadnych sum.',
    open: 'Na bieżąco',
    openWhat:
      'Sumy zmieniają się, gdy punkty zmienią co najmniej trzy osoby. Na koniec liczą się wszystkie, nawet jednej osoby.',
    who: 'Kto głosuje?',
    everyone: 'Wszyscy',
    eachTeam: 'Każdy zespół osobno',
    eachTeamWhat: 'Każdy zespół głosuje na swojej tablicy.',
    oneTeam: (name: string) => `Tylko ${name}`,
    phaseAllows: (phase: string) => `Etap „${phase}” pozwoli głosować.`,
    resultsAll: 'Wyniki zobaczą wszyscy po zakończeniu.',
    resultsTeam: 'Wyniki zobaczą po zakończeniu zespół i osoby prowadzące.',
    resultsOpen: 'Sumy będzie widać, gdy zagłosują trzy osoby.',
    electorate: (n: number) =>
      `${form('pl', n, vote)} ${counted('pl', n, persons)}, także te, których teraz nie ma. Kto przyjdzie później, tego można dopisać. Gdy zagłosują mniej niż trzy osoby, sum nie będzie.`,
    tooFew: 'Głosujących jest mniej niż trzech: sum nie zobaczy nikt.',
    outside: 'Trwający etap nie obejmuje tych tablic: punkty będzie można dawać dopiero na etapie, który je obejmuje.',
    hidden: 'Zakryte karteczki nie biorą udziału w głosowaniu. Najpierw je odkryj.',
    overlaps: 'Na tych karteczkach trwa już głosowanie. Punkty w nowym będzie można dawać, gdy tamto się skończy.',
    submit: 'Zacznij głosowanie',
  },

  results: {
    vote: 'Głosowanie',
    none: 'Nie ma jeszcze zakończonego głosowania.',
    empty: 'Nikt nie dał żadnego punktu.',
    few: 'Liczą się punkty mniej niż trzech osób: sum nie zobaczy nikt, bo zdradzałyby, kto na co dał punkty.',
    running: 'Głosowanie jeszcze trwa; sumy mogą się zmienić.',
    voters: (n: number) =>
      `${form('pl', n, voted)} ${counted('pl', n, { one: 'osoba', few: 'osoby', many: 'osób', other: 'osoby' })}`,
    recorded: 'Wynik głosowania spoza tego warsztatu, przepisany razem z karteczkami.',
    rules: (n: number, perItem: number) => `${count(n)} na osobę, najwyżej ${figure('pl', perItem)} na pozycję`,
    section: 'Pole',
    all: 'Wszystkie pola',
    placesHere: 'Miejsca liczone w tym polu.',
    place: 'Miejsce',
    item: 'Karteczka lub grupa',
    count: 'Punkty',
    compare: 'Porównaj z',
    compareNone: 'bez porównania',
    before: (title: string) => `W: ${title}`,
    change: 'Zmiana',
    absent: 'bez punktów',
    up: (n: number) => `o ${n} wyżej`,
    down: (n: number) => `o ${n} niżej`,
    same: 'to samo miejsce',
    more: (n: number) => `+${n} pkt`,
    less: (n: number) => `\u2212${n} pkt`,
    gone: 'pozycja usunięta z tablicy',
    notes: (n: number) =>
      `W grupie: ${counted('pl', n, { one: 'karteczka', few: 'karteczki', many: 'karteczek', other: 'karteczki' })}`,
    best: (section: string, n: number) => `${section}: ${n} najwyżej ocenionych`,
    sharing: (n: number, points: number) =>
      `i jeszcze ${counted('pl', n, { one: 'pozycja', few: 'pozycje', many: 'pozycji', other: 'pozycji' })}: po ${count(points)}`,
    copy: 'Kopiuj jako tabelę',
    promote: 'Dodaj na wspólną tablicę',
    remove: 'Usuń głosowanie',
    removeTitle: 'Usunąć głosowanie?',
    removeWhat: (title: string) =>
      `„${title}” zniknie razem z punktami i wynikiem. Tego nie da się cofnąć. Karteczki zostają.`,
    removeConfirm: 'Usuń na stałe',
    removed: 'Głosowanie usunięte',
  },
};
