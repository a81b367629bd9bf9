package board

// step is one phase of a template, in both languages.
type step struct {
	title, ask, part [2]string // Polish, English
	minutes          int64
	on               string // the kind of the boards in focus; "" for all
	allow            []Act
	mode             mode
}

type mode uint8

const (
	inTeams mode = 1 << iota
	hides
	shows // the counts of hidden notes
	unnamed
)

func (s *step) plan(locale string) Plan {
	language := 1
	if locale == "pl" {
		language = 0
	}
	return Plan{
		Title:     s.title[language],
		Ask:       s.ask[language],
		Part:      s.part[language],
		Minutes:   s.minutes,
		Allow:     s.allow,
		Teams:     s.mode&inTeams != 0,
		Hidden:    s.mode&hides != 0,
		Counts:    s.mode&shows != 0,
		Anonymous: s.mode&unnamed != 0,
	}
}

var (
	nothing   []Act
	writing   = []Act{ActWrite, ActMove}
	sorting   = []Act{ActMove, ActGroup}
	wording   = []Act{ActWrite, ActMove, ActGroup}
	voting    = []Act{ActVote}
	meetingI  = [2]string{"Spotkanie I: diagnoza i SWOT", "Meeting I: diagnosis and SWOT"}
	meetingII = [2]string{"Spotkanie II: wizja i cele", "Meeting II: vision and goals"}
	meeting3  = [2]string{"Spotkanie III: matryca strategiczna", "Meeting III: strategic matrix"}
)

// agendas are the templates of PlanAgenda, after workshops as Polish towns hold
// them: no more than ninety minutes without a break.
var agendas = map[string][]step{
	"swot-3h": {
		{title: [2]string{"Wejście i próba", "Entry and trial"}, ask: [2]string{"Wpisz próbną karteczkę i usuń ją. Czy wszystko działa?", "Add a trial note and delete it. Does everything work?"}, minutes: 10, allow: wording},
		{title: [2]string{"Cel i zasady", "Purpose and rules"}, ask: [2]string{"Po co się spotykamy i jak będziemy pracować", "Why we meet and how we will work"}, minutes: 8, allow: nothing},
		{title: [2]string{"Podział na zespoły", "Into teams"}, ask: [2]string{"Sprawdź, w którym zespole pracujesz", "See which team you work in"}, minutes: 4, allow: nothing},
		{title: [2]string{"Ciche pisanie", "Silent writing"}, ask: [2]string{"Co jest naszą mocną i słabą stroną? Jakie widzisz szanse i zagrożenia?", "What are our strengths and weaknesses? Which opportunities and threats do you see?"}, minutes: 23, allow: writing, mode: inTeams | hides | shows},
		{title: [2]string{"Czytanie i grupowanie", "Reading and grouping"}, ask: [2]string{"Połącz powtórzenia i nazwij grupy", "Merge repeats and name the groups"}, minutes: 15, allow: wording, mode: inTeams},
		{title: [2]string{"Głosowanie w zespołach", "Voting in teams"}, ask: [2]string{"Daj punkty temu, co najważniejsze", "Give your points to what matters most"}, minutes: 8, allow: voting, mode: inTeams},
		{title: [2]string{"Wybór na wspólną tablicę", "Choice for the shared board"}, ask: [2]string{"Lider dodaje po 5 karteczek z każdego pola", "The lead adds 5 notes from each quadrant"}, minutes: 4, allow: nothing, mode: inTeams},
		{title: [2]string{"Przerwa", "Break"}, ask: [2]string{"Wracamy za chwilę", "We are back in a moment"}, minutes: 8, allow: nothing},
		{title: [2]string{"Prezentacje zespołów", "Teams present"}, ask: [2]string{"Każdy zespół ma trzy minuty", "Each team has three minutes"}, minutes: 12, allow: nothing},
		{title: [2]string{"Głosowanie wspólne", "Vote of all"}, ask: [2]string{"Które czynniki są najważniejsze dla całej gminy?", "Which factors matter most for the whole municipality?"}, minutes: 10, allow: voting},
		{title: [2]string{"Wyniki", "Results"}, ask: [2]string{"Co z tego wynika?", "What follows from this?"}, minutes: 4, allow: nothing},
		{title: [2]string{"Wskazania do wizji", "Guidelines for the vision"}, ask: [2]string{"Jaka ma być gmina za dziesięć lat? Dopisz myśl w polu szans", "What should the municipality be in ten years? Add a thought to the opportunities"}, minutes: 12, allow: writing},
		{title: [2]string{"Nowe zespoły", "New teams"}, ask: [2]string{"Sprawdź, w którym zespole pracujesz", "See which team you work in"}, minutes: 4, allow: nothing},
		{title: [2]string{"Cele i działania w zespołach", "Goals and actions in teams"}, ask: [2]string{"Co zrobić z najważniejszymi czynnikami?", "What is to be done about the most important factors?"}, minutes: 36, allow: wording, mode: inTeams},
		{title: [2]string{"Prezentacje i uwagi", "Presentations and remarks"}, ask: [2]string{"Każdy zespół ma trzy minuty", "Each team has three minutes"}, minutes: 12, allow: wording},
		{title: [2]string{"Podsumowanie", "Summary"}, ask: [2]string{"Co dalej ze strategią", "What comes next"}, minutes: 10, allow: nothing},
	},
	"vision": {
		{title: [2]string{"Wprowadzenie", "Introduction"}, ask: [2]string{"Wizja to pożądany obraz gminy w przyszłości", "A vision is a desired picture of the municipality’s future"}, minutes: 10, allow: nothing},
		{title: [2]string{"Ciche pisanie", "Silent writing"}, ask: [2]string{"Czym się różnimy? W czym i dla kogo chcemy być atrakcyjni?", "What makes us different? In what, and for whom, do we want to be attractive?"}, minutes: 12, allow: writing, mode: hides | shows | unnamed},
		{title: [2]string{"Czytanie i grupowanie", "Reading and grouping"}, ask: [2]string{"Połącz podobne myśli i nazwij je", "Bring similar thoughts together and name them"}, minutes: 15, allow: sorting},
		{title: [2]string{"Głosowanie", "Vote"}, ask: [2]string{"Które myśli mają wejść do wizji?", "Which thoughts belong in the vision?"}, minutes: 6, allow: voting},
		{title: [2]string{"Wspólne zdanie", "A common sentence"}, ask: [2]string{"Ułóżmy wizję w jednym zdaniu", "Let us put the vision into one sentence"}, minutes: 25, allow: wording},
		{title: [2]string{"Podsumowanie", "Summary"}, ask: [2]string{"Wersja robocza wizji", "The draft of the vision"}, minutes: 7, allow: nothing},
	},
	"matrix": {
		{title: [2]string{"Wprowadzenie", "Introduction"}, ask: [2]string{"Od czynników SWOT do celów, mierników i działań", "From SWOT factors to goals, measures and actions"}, minutes: 10, allow: nothing},
		{title: [2]string{"Praca w zespołach tematycznych", "Work in thematic teams"}, ask: [2]string{"Jeden cel, trzy cele operacyjne, do każdego mierniki i działania", "One goal, three objectives, measures and actions for each"}, minutes: 36, allow: wording, mode: inTeams},
		{title: [2]string{"Prezentacje zespołów", "Teams present"}, ask: [2]string{"Każdy zespół ma trzy minuty", "Each team has three minutes"}, minutes: 12, allow: nothing},
		{title: [2]string{"Uwagi", "Remarks"}, ask: [2]string{"Co poprawić, czego brakuje?", "What should be better, what is missing?"}, minutes: 15, allow: wording},
		{title: [2]string{"Głosowanie na projekty", "Vote on projects"}, ask: [2]string{"Które projekty są kluczowe?", "Which projects are key?"}, minutes: 8, allow: voting},
		{title: [2]string{"Podsumowanie", "Summary"}, ask: [2]string{"Co dalej z matrycą", "What comes next"}, minutes: 9, allow: nothing},
	},
	"cycle": {
		{part: meetingI, on: "swot", title: [2]string{"Podstawy zarządzania strategicznego", "Basics of strategic management"}, minutes: 30, allow: nothing},
		{part: meetingI, on: "swot", title: [2]string{"Analiza strategiczna: ciche pisanie", "Strategic analysis: silent writing"}, ask: [2]string{"Co nas wyróżnia, co hamuje, co może pomóc, a co zagrozić?", "What sets us apart, what holds us back, what may help and what may harm?"}, minutes: 25, allow: writing, mode: hides | shows},
		{part: meetingI, on: "swot", title: [2]string{"Grupowanie", "Grouping"}, ask: [2]string{"Połącz powtórzenia i nazwij grupy", "Merge repeats and name the groups"}, minutes: 20, allow: wording},
		{part: meetingI, on: "swot", title: [2]string{"Głosowanie", "Vote"}, ask: [2]string{"Daj punkty temu, co najważniejsze", "Give your points to what matters most"}, minutes: 10, allow: voting},
		{part: meetingII, on: "swot", title: [2]string{"Co przyniosły postulaty", "What the postulates brought"}, minutes: 15, allow: nothing},
		{part: meetingII, on: "vision", title: [2]string{"Wskazania do wizji w podgrupach", "Vision guidelines in subgroups"}, ask: [2]string{"Jaka ma być gmina za dziesięć lat?", "What should the municipality be in ten years?"}, minutes: 30, allow: wording, mode: inTeams},
		{part: meetingII, on: "swot", title: [2]string{"Uzupełnienie SWOT", "SWOT completed"}, ask: [2]string{"Czego jeszcze brakuje na tablicy?", "What is still missing on the board?"}, minutes: 25, allow: wording},
		{part: meetingII, on: "swot", title: [2]string{"Głosowanie", "Vote"}, ask: [2]string{"Które czynniki są najważniejsze?", "Which factors matter most?"}, minutes: 10, allow: voting},
		{part: meeting3, on: "matrix", title: [2]string{"Priorytety i zasady pracy", "Priorities and rules"}, minutes: 15, allow: nothing},
		{part: meeting3, on: "matrix", title: [2]string{"Praca w zespołach", "Work in teams"}, ask: [2]string{"Cele, mierniki, działania i projekty waszego priorytetu", "Goals, measures, actions and projects of your priority"}, minutes: 60, allow: wording, mode: inTeams},
		{part: meeting3, on: "matrix", title: [2]string{"Prezentacje zespołów", "Teams present"}, minutes: 20, allow: nothing},
		{part: meeting3, on: "matrix", title: [2]string{"Podsumowanie cyklu", "Summary of the cycle"}, minutes: 15, allow: nothing},
	},
	"questions": {
		{title: [2]string{"Pytanie 1", "Question 1"}, ask: [2]string{"Co w naszej gminie działa dobrze i powinno zostać?", "What works well in our municipality and should stay?"}, minutes: 12, allow: writing},
		{title: [2]string{"Pytanie 2", "Question 2"}, ask: [2]string{"Co najbardziej utrudnia życie mieszkańcom?", "What makes residents’ lives hardest?"}, minutes: 12, allow: writing},
		{title: [2]string{"Pytanie 3", "Question 3"}, ask: [2]string{"Co zmienia się wokół nas i na co nie mamy wpływu?", "What is changing around us that we cannot influence?"}, minutes: 12, allow: writing},
		{title: [2]string{"Pytanie 4", "Question 4"}, ask: [2]string{"Kto i dlaczego miałby tu zamieszkać albo zainwestować?", "Who would live or invest here, and why?"}, minutes: 12, allow: writing},
		{title: [2]string{"Pytanie 5", "Question 5"}, ask: [2]string{"Jedna rzecz, od której trzeba zacząć", "The one thing to begin with"}, minutes: 12, allow: writing},
		{title: [2]string{"Pytanie 6", "Question 6"}, ask: [2]string{"Po czym za dziesięć lat poznamy, że się udało?", "How will we know in ten years that we succeeded?"}, minutes: 12, allow: writing},
	},
	"areas": {
		{title: [2]string{"Pisanie", "Writing"}, ask: [2]string{"Jakie obszary tematyczne powinna objąć strategia?", "Which thematic areas should the strategy cover?"}, minutes: 10, allow: writing, mode: hides | shows},
		{title: [2]string{"Grupowanie", "Grouping"}, ask: [2]string{"Połącz to, co należy do siebie", "Bring together what belongs together"}, minutes: 12, allow: sorting},
		{title: [2]string{"Nazwy", "Name"}, ask: [2]string{"Nazwij każdy obszar dwoma, trzema słowami", "Name each area in two or three words"}, minutes: 8, allow: sorting},
		{title: [2]string{"Definicje", "Define"}, ask: [2]string{"Co należy do obszaru, a co nie? Dopisz jedno zdanie", "What belongs to the area and what does not? Add one sentence"}, minutes: 15, allow: wording},
		{title: [2]string{"Głosowanie", "Vote"}, ask: [2]string{"Wybierz obszary najważniejsze dla gminy", "Choose the areas that matter most"}, minutes: 6, allow: voting},
	},
}
