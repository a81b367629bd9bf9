import { counted, figure } from './plural.ts';

const people = { one: 'osoba', few: 'osoby', many: 'osób', other: 'osoby' };

/** The Polish words about people. */
export const plPeople = {
  here: 'Teraz na warsztacie',
  earlier: 'Wcześniej na warsztacie',
  nobody: 'Na razie nie ma nikogo więcej.',
  me: 'to ja',
  state: { online: 'tutaj', away: 'chwilowo poza tablicą' },
  writes: (where: string) => `pisze: ${where}`,
  looks: (where: string) => `przy polu: ${where}`,
  changeName: 'Zmień podpis',
  ready: 'gotowe',
  readyCount: (n: number, of: number) =>
    `Gotowe: ${figure('pl', n)} z ${counted('pl', of, { one: 'osoby', few: 'osób', many: 'osób', other: 'osoby' })}`,
  acts: (name: string) => `Działania: ${name}`,

  hands: 'Podniesione ręce',
  lower: 'Opuść rękę',
  lowered: (name: string) => `${name}: ręka opuszczona`,
  lowerAll: 'Opuść wszystkie',
  loweredAll: 'Ręce opuszczone',

  waitingRoom: {
    title: 'W poczekalni',
    waitingRoom: 'Poczekalnia',
    waitingRoomWhat: 'Kto wchodzi pierwszy raz, czeka, aż wpuści go osoba prowadząca.',
    admit: 'Wpuść',
    admitOf: (name: string) => `Wpuść: ${name}`,
    letAllIn: 'Wpuść wszystkich',
    refuse: 'Nie wpuszczaj',
    refuseOf: (name: string) => `Nie wpuszczaj: ${name}`,
    refused: (name: string) => `Nie wpuszczono: ${name}`,
    came: (name: string) => `Wpuszczono: ${name}`,
    cameAll: (n: number) => `Wpuszczono: ${counted('pl', n, people)}`,
    refuseAll: 'Nie wpuszczaj nikogo',
    refusedAll: (n: number) => `Nie wpuszczono: ${counted('pl', n, people)}`,
    off: 'Poczekalnia jest wyłączona: kto ma link lub kod dostępu, wchodzi od razu.',
  },

  role: {
    give: 'Nadaj rolę moderatora',
    giveTitle: 'Nadać rolę moderatora?',
    giveWhat: (name: string) =>
      `${name} będzie prowadzić warsztat na równych prawach: etapy, głosowania, zespoły, wpuszczanie i usuwanie osób. Twoja rola zostaje; możesz ją potem oddać.`,
    giveConfirm: 'Nadaj rolę',
    given: (name: string) => `${name}: moderator`,
    take: 'Odbierz rolę moderatora',
    takeTitle: 'Odebrać rolę moderatora?',
    takeWhat: (name: string) =>
      `${name} zostanie na warsztacie jako uczestnik, z całym swoim dorobkiem. Rolę można nadać ponownie.`,
    takeConfirm: 'Odbierz rolę',
    taken: (name: string) => `${name}: uczestnik`,
    leave: 'Oddaj rolę moderatora',
    leaveTitle: 'Oddać rolę moderatora?',
    leaveWhat:
      'Zostajesz na warsztacie jako uczestnik. Rolę może nadać z powrotem tylko ktoś z pozostałych prowadzących.',
    leaveConfirm: 'Oddaj rolę',
    last: 'Jesteś jedyną osobą prowadzącą. Aby oddać rolę, nadaj ją najpierw komuś innemu.',
  },

  team: 'Przenieś do zespołu',
  moved: (name: string, team: string) => `${name}: ${team}`,

  remove: {
    act: 'Usuń z warsztatu',
    title: (name: string) => `Usunąć: ${name}?`,
    what: [
      'Ta osoba zostanie od razu rozłączona. Jej karteczki i punkty zostają.',
      'Dopóki ma link lub kod dostępu, może wejść ponownie.',
    ],
    confirm: 'Usuń',
    done: (name: string) => `Usunięto: ${name}`,
    ban: 'Usuń i nie wpuszczaj',
    banTitle: (name: string) => `Usunąć i nie wpuszczać: ${name}?`,
    banWhat: [
      'Ta osoba zostanie od razu rozłączona i z tej samej przeglądarki już nie wejdzie. Jej karteczki i punkty zostają.',
      'Bez kont nie da się powstrzymać osoby, która wejdzie pod innym imieniem; wtedy unieważnij link i wydaj nowy.',
    ],
    banConfirm: 'Usuń i nie wpuszczaj',
    banned: (name: string) => `Nie wejdzie ponownie: ${name}`,
    undo: 'Cofnąć to, co ta osoba zrobiła z karteczkami?',
    undoSince: (minutes: number) =>
      minutes === 0
        ? 'Nie, niech zostanie'
        : minutes === 60
          ? 'Z ostatniej godziny'
          : minutes > 60
            ? 'Z ostatnich 24 godzin'
            : `Z ostatnich ${minutes} minut`,
    undoWhat:
      'Jej nowe karteczki trafią do kosza, a zmienione będą takie jak przedtem, o ile nikt ich potem nie zmienił. Karteczki bez podpisu zostają.',
    undone: (name: string) => `Cofnięto to, co zrobiła ta osoba: ${name}`,
  },

  write: {
    act: 'Dopisz za tę osobę',
    open: 'Dopisz za uczestnika',
    what: 'Dla osób, które mówią, a nie piszą. Karteczka będzie podpisana ich imieniem.',
    who: 'Za kogo?',
    board: 'Tablica',
    section: 'Pole',
    text: 'Treść karteczki',
    add: 'Dodaj karteczkę',
    added: (name: string, where: string) => `Dodano za: ${name}, ${where}`,
    hidden: 'Karteczki są teraz zakryte: tę zobaczy tylko ta osoba, aż ją odkryjesz. Tutaj zniknie z oczu.',
    anonymous: 'Etap jest anonimowy: karteczka będzie bez podpisu.',
    nobody: 'Nie ma jeszcze uczestników, za których można pisać.',
    list: 'Dodane przed chwilą',
  },
};
