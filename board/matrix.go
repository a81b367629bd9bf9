package board

// matrix is the board of the strategic chain: its sections are the priority areas,
// and in them stand goals, objectives, and under an objective measures, actions and
// projects.
var matrix = BoardKind{
	Name:     "matrix",
	Titles:   map[string]string{"pl": "Matryca strategiczna", "en": "Strategic matrix"},
	Acts:     []Act{ActWrite, ActMove, ActVote},
	Areas:    true,
	Sections: areaSections,
	Items:    []ItemKind{tableRows},
	Levels:   matrixLevels,
}

var matrixLevels = []Level{
	{Name: "area", Title: Title{"Obszar priorytetowy", "Priority area"}},
	{Name: "goal", Title: Title{"Cel strategiczny", "Strategic goal"}, Under: []string{"area"}, Columns: []Column{NameColumn}},
	{Name: "objective", Title: Title{"Cel operacyjny", "Operational objective"}, Under: []string{"goal"}, Columns: []Column{NameColumn}},
	{Name: "measure", Title: Title{"Miernik", "Measure"}, Under: []string{"objective"}, Mark: Title{"m", "m"}, Columns: []Column{
		NameColumn,
		textColumn("unit", "Jednostka", "Unit"),
		choiceColumn("sort", Title{"Rodzaj", "Kind"},
			Choice{"product", Title{"produkt", "product"}}, Choice{"result", Title{"rezultat", "result"}}, Choice{"impact", Title{"oddziaływanie", "impact"}}),
		choiceColumn("direction", Title{"Kierunek", "Direction"},
			Choice{"more", Title{"więcej", "more"}}, Choice{"less", Title{"mniej", "less"}}, Choice{"described", Title{"opisowo", "described"}}),
		{Name: "baseline", Type: DecimalColumn, Title: Title{"Wartość bazowa", "Baseline value"}},
		{Name: "baselineYear", Type: YearColumn, Title: Title{"Rok bazowy", "Baseline year"}},
		{Name: "target", Type: DecimalColumn, Title: Title{"Wartość docelowa", "Target value"}},
		{Name: "targetYear", Type: YearColumn, Title: Title{"Rok docelowy", "Target year"}},
		textColumn("trend", "Oczekiwany trend", "Expected trend"), // where there is no target
		textColumn("source", "Źródło danych", "Data source"),
		textColumn("frequency", "Częstotliwość", "Frequency"),
		textColumn("responsible", "Podmiot odpowiedzialny", "Responsible body"),
	}},
	{Name: "action", Title: Title{"Działanie kluczowe", "Key action"}, Under: []string{"objective"}, Mark: Title{"d", "a"}, Columns: []Column{NameColumn, leadColumn, partnersColumn}},
	{Name: "project", Title: Title{"Projekt kluczowy", "Key project"}, Under: []string{"objective", "action"}, Mark: Title{"p", "p"}, Columns: []Column{
		NameColumn,
		textColumn("problem", "Problem", "Problem"),
		textColumn("description", "Opis", "Description"),
		textColumn("place", "Miejsce", "Place"),
		textColumn("beneficiaries", "Odbiorcy", "Beneficiaries"),
		leadColumn,
		partnersColumn,
		textColumn("results", "Produkty i rezultaty", "Products and results"),
		{Name: "cost", Type: DecimalColumn, Title: Title{"Szacunkowy koszt (zł)", "Estimated cost (PLN)"}},
		textColumn("funding", "Źródła finansowania", "Funding sources"),
		{Name: "startYear", Type: YearColumn, Title: Title{"Rok rozpoczęcia", "First year"}},
		{Name: "endYear", Type: YearColumn, Title: Title{"Rok zakończenia", "Last year"}},
		choiceColumn("readiness", Title{"Gotowość", "Readiness"},
			Choice{"idea", Title{"pomysł", "idea"}}, Choice{"concept", Title{"koncepcja", "concept"}}, Choice{"documentation", Title{"dokumentacja", "documentation"}}, Choice{"permits", Title{"pozwolenia", "permits"}}),
		textColumn("risks", "Ryzyka", "Risks"),
		choiceColumn("intervention", Title{"OSI", "Area of intervention"}, // an area of strategic intervention
			Choice{"yes", Title{"tak", "yes"}}, Choice{"no", Title{"nie", "no"}}),
	}},
}

// NameColumn is the first column of every level.
var NameColumn = textColumn("name", "Nazwa", "Name")

var (
	leadColumn     = textColumn("lead", "Podmiot wiodący", "Lead")
	partnersColumn = textColumn("partners", "Partnerzy", "Partners")
)

func textColumn(name, polish, english string) Column {
	return Column{Name: name, Type: TextColumn, Title: Title{polish, english}}
}

func choiceColumn(name string, t Title, choices ...Choice) Column {
	return Column{Name: name, Type: ChoiceColumn, Title: t, Choices: choices}
}
