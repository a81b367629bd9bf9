// Written from package board by `go test ./board -update`; change it there.

/** The titles of a level, of its columns and of their choices, each in Polish and in English. */
export interface LevelTitles {
  readonly title: readonly [string, string];
  readonly columns: Readonly<Record<string, readonly [string, string]>>;
  readonly choices: Readonly<Record<string, Readonly<Record<string, readonly [string, string]>>>>;
}

/** What people read of the tables of each kind of board, by level. */
export const titles: Readonly<Record<string, Readonly<Record<string, LevelTitles>>>> = {
  matrix: {
    area: {
      title: ['Obszar priorytetowy', 'Priority area'],
      columns: {},
      choices: {},
    },
    goal: {
      title: ['Cel strategiczny', 'Strategic goal'],
      columns: {
        name: ['Nazwa', 'Name'],
      },
      choices: {},
    },
    objective: {
      title: ['Cel operacyjny', 'Operational objective'],
      columns: {
        name: ['Nazwa', 'Name'],
      },
      choices: {},
    },
    measure: {
      title: ['Miernik', 'Measure'],
      columns: {
        name: ['Nazwa', 'Name'],
        unit: ['Jednostka', 'Unit'],
        sort: ['Rodzaj', 'Kind'],
        direction: ['Kierunek', 'Direction'],
        baseline: ['Wartość bazowa', 'Baseline value'],
        baselineYear: ['Rok bazowy', 'Baseline year'],
        target: ['Wartość docelowa', 'Target value'],
        targetYear: ['Rok docelowy', 'Target year'],
        trend: ['Oczekiwany trend', 'Expected trend'],
        source: ['Źródło danych', 'Data source'],
        frequency: ['Częstotliwość', 'Frequency'],
        responsible: ['Podmiot odpowiedzialny', 'Responsible body'],
      },
      choices: {
        sort: {
          product: ['produkt', 'product'],
          result: ['rezultat', 'result'],
          impact: ['oddziaływanie', 'impact'],
        },
        direction: {
          more: ['więcej', 'more'],
          less: ['mniej', 'less'],
          described: ['opisowo', 'described'],
        },
      },
    },
    action: {
      title: ['Działanie kluczowe', 'Key action'],
      columns: {
        name: ['Nazwa', 'Name'],
        lead: ['Podmiot wiodący', 'Lead'],
        partners: ['Partnerzy', 'Partners'],
      },
      choices: {},
    },
    project: {
      title: ['Projekt kluczowy', 'Key project'],
      columns: {
        name: ['Nazwa', 'Name'],
        problem: ['Problem', 'Problem'],
        description: ['Opis', 'Description'],
        place: ['Miejsce', 'Place'],
        beneficiaries: ['Odbiorcy', 'Beneficiaries'],
        lead: ['Podmiot wiodący', 'Lead'],
        partners: ['Partnerzy', 'Partners'],
        results: ['Produkty i rezultaty', 'Products and results'],
        cost: ['Szacunkowy koszt (zł)', 'Estimated cost (PLN)'],
        funding: ['Źródła finansowania', 'Funding sources'],
        startYear: ['Rok rozpoczęcia', 'First year'],
        endYear: ['Rok zakończenia', 'Last year'],
        readiness: ['Gotowość', 'Readiness'],
        risks: ['Ryzyka', 'Risks'],
        intervention: ['OSI', 'Area of intervention'],
      },
      choices: {
        readiness: {
          idea: ['pomysł', 'idea'],
          concept: ['koncepcja', 'concept'],
          documentation: ['dokumentacja', 'documentation'],
          permits: ['pozwolenia', 'permits'],
        },
        intervention: {
          yes: ['tak', 'yes'],
          no: ['nie', 'no'],
        },
      },
    },
  },
};
