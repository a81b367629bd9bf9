package board

// step is one phase of a template.
type step struct {
	title, ask Title
	part       Title
	minutes    int64
	on         string // the kind of the boards in focus; "" for all
	allow      []Act
	mode       mode
}

type mode uint8

const (
	inTeams mode = 1 << iota
	hides
	shows // the counts of hidden notes
	unnamed
)

func (s *step) plan(locale string) Plan {
	return Plan{
		Title:     s.title.In(locale),
		Ask:       s.ask.In(locale),
		Part:      s.part.In(locale),
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
	meetingI  = Title{"Spotkanie I: diagnoza i SWOT", "Meeting I: diagnosis and SWOT"}
	meetingII = Title{"Spotkanie II: wizja i cele", "Meeting II: vision and goals"}
	meeting3  = Title{"Spotkanie III: matryca strategiczna", "Meeting III: strategic matrix"}

	trial   = Title{"Wpisz próbną karteczkę. " + consentPL, "Add a trial note. " + consentEN}
	hearing = Title{"Czy widać i słychać? " + consentPL, "Can you see and hear? " + consentEN}
	closing = Title{
		"Runda końcowa: z czym wychodzisz, czego zabrakło? Jedno zdanie od każdej osoby. Co dalej?",
		"Closing round: what do you take along, what was missing? One sentence each. What comes next?",
	}
	pause   = Title{"Wracamy, gdy skończy się czas na minutniku", "We are back when the timer has run out"}
	summary = Title{"Podsumowanie i runda końcowa", "Summary and closing round"}
	myTeam  = Title{"Sprawdź, w którym zespole pracujesz", "See which team you work in"}
	talks   = Title{"Każdy zespół ma trzy minuty. Co jest najważniejsze i dlaczego?", "Each team has three minutes. What matters most, and why?"}
	lifts   = Title{"Lider dodaje po 5 karteczek z każdego pola na wspólną tablicę", "The lead adds 5 notes from each quadrant to the shared board"}
	groups  = Title{"Połącz powtórzenia i nazwij grupy", "Merge repeats and name the groups"}
	points  = Title{"Daj punkty temu, co najważniejsze", "Give your points to what matters most"}
)

// Whoever enters is told what is stored, and that looking on is enough.
const (
	consentPL = "Pisząc, zgadzasz się na zapis („Dane osobowe”); można też tylko patrzeć"
	consentEN = "By writing you agree to its being stored (“Personal data”); you may just look on"
)

// agendas are the templates of PlanAgenda, after workshops as Polish towns hold them.
// Each begins with what is stored of people and ends with a closing round; nobody sits
// for more than ninety minutes without a break; teams are formed before they work, and
// what they found reaches the shared board before it is presented.
var agendas = map[string][]step{
	"swot-3h": {
		{title: Title{"Wejście i próba", "Entry and trial"}, ask: trial, minutes: 10, allow: wording},
		{title: Title{"Cel i zasady", "Purpose and rules"}, ask: Title{"Po co się spotykamy i jak będziemy pracować?", "Why do we meet and how will we work?"}, minutes: 6, allow: nothing},
		{title: Title{"Podział na zespoły", "Team split"}, ask: myTeam, minutes: 4, allow: nothing},
		{title: Title{"Ciche pisanie", "Silent writing"}, ask: Title{"Co jest naszą mocną i słabą stroną? Jakie widzisz szanse i zagrożenia?", "What are our strengths and weaknesses? Which opportunities and threats do you see?"}, minutes: 20, allow: writing, mode: inTeams | hides | shows},
		{title: Title{"Czytanie i grupowanie", "Reading and grouping"}, ask: groups, minutes: 15, allow: wording, mode: inTeams},
		{title: Title{"Głosowanie w zespołach", "Voting in teams"}, ask: points, minutes: 8, allow: voting, mode: inTeams},
		{title: Title{"Wybór na wspólną tablicę", "Choice for the shared board"}, ask: lifts, minutes: 5, allow: nothing, mode: inTeams},
		{title: Title{"Przerwa", "Break"}, ask: pause, minutes: 8, allow: nothing},
		{title: Title{"Prezentacje zespołów", "Team presentations"}, ask: talks, minutes: 12, allow: nothing},
		{title: Title{"Wspólne głosowanie", "Vote of all"}, ask: Title{"Które czynniki są najważniejsze dla całej gminy?", "Which factors matter most for the whole municipality?"}, minutes: 10, allow: voting},
		{title: Title{"Wyniki", "Results"}, ask: Title{"Co z tego wynika?", "What follows from this?"}, minutes: 4, allow: nothing},
		{title: Title{"Wskazania do wizji", "Guidelines for the vision"}, ask: Title{"Jaka ma być gmina za dziesięć lat? Dopisz myśl w polu szans", "What should the municipality be in ten years? Add a thought to the opportunities"}, minutes: 10, allow: writing},
		{title: Title{"Druga przerwa", "Second break"}, ask: pause, minutes: 8, allow: nothing},
		{title: Title{"Nowe zespoły", "New teams"}, ask: myTeam, minutes: 4, allow: nothing},
		{title: Title{"Cele i działania w zespołach", "Goals and actions in teams"}, ask: Title{"Dopisz cele i działania: co wykorzystać, co naprawić, na co się przygotować?", "Add goals and actions: what to use, what to mend, what to prepare for?"}, minutes: 30, allow: wording, mode: inTeams},
		{title: Title{"Wybór celów na wspólną tablicę", "Choice of goals for the shared board"}, ask: lifts, minutes: 4, allow: nothing, mode: inTeams},
		{title: Title{"Prezentacje i uwagi", "Presentations and remarks"}, ask: Title{"Każdy zespół ma trzy minuty. Dopisz uwagę, gdy czegoś brakuje", "Each team has three minutes. Add a remark where something is missing"}, minutes: 12, allow: wording},
		{title: summary, ask: closing, minutes: 10, allow: nothing},
	},
	"vision": {
		{title: Title{"Wejście i próba", "Entry and trial"}, ask: trial, minutes: 8, allow: wording},
		{title: Title{"Wprowadzenie", "Introduction"}, ask: Title{"Wizja to pożądany obraz gminy w przyszłości. Po co nam ona?", "A vision is a desired picture of the municipality’s future. What do we need it for?"}, minutes: 5, allow: nothing},
		{title: Title{"Ciche pisanie", "Silent writing"}, ask: Title{"Czym się różnimy? W czym i dla kogo chcemy być atrakcyjni?", "What makes us different? In what, and for whom, do we want to be attractive?"}, minutes: 12, allow: writing, mode: hides | shows | unnamed},
		{title: Title{"Czytanie i grupowanie", "Reading and grouping"}, ask: Title{"Połącz podobne myśli i nazwij je", "Bring similar thoughts together and name them"}, minutes: 12, allow: sorting},
		{title: Title{"Głosowanie na myśli", "Vote on thoughts"}, ask: Title{"Które myśli mają wejść do wizji?", "Which thoughts belong in the vision?"}, minutes: 5, allow: voting},
		{title: Title{"Wersje zdania", "Versions of the sentence"}, ask: Title{"Ułóż wizję w jednym zdaniu: napisz własną wersję albo popraw inną", "Put the vision into one sentence: write a version of your own or improve another"}, minutes: 18, allow: wording},
		{title: Title{"Głosowanie na wersje", "Vote on versions"}, ask: Title{"Która wersja najlepiej mówi, dokąd idziemy?", "Which version says best where we are going?"}, minutes: 5, allow: voting},
		{title: Title{"Wspólne zdanie", "A common sentence"}, ask: Title{"Dopracujmy wybraną wersję. Czy każdy może się pod nią podpisać?", "Let us polish the chosen version. Can everybody put their name to it?"}, minutes: 12, allow: wording},
		{title: summary, ask: closing, minutes: 8, allow: nothing},
	},
	"matrix": {
		{title: Title{"Wejście", "Entry"}, ask: hearing, minutes: 6, allow: nothing},
		{title: Title{"Wprowadzenie", "Introduction"}, ask: Title{"Jak od czynników SWOT dojść do celów, mierników i działań?", "How do SWOT factors lead to goals, measures and actions?"}, minutes: 8, allow: nothing},
		{title: Title{"Podział na zespoły", "Team split"}, ask: Title{"Sprawdź, w którym zespole pracujesz i nad którym obszarem", "See which team you work in, and on which area"}, minutes: 4, allow: nothing},
		{title: Title{"Praca w zespołach tematycznych", "Work in thematic teams"}, ask: Title{"W obszarze zespołu: jeden cel, trzy cele operacyjne, do każdego mierniki i działania", "In the area of your team: one goal, three objectives, measures and actions for each"}, minutes: 36, allow: wording},
		{title: Title{"Prezentacje zespołów", "Team presentations"}, ask: talks, minutes: 12, allow: nothing},
		{title: Title{"Uwagi", "Remarks"}, ask: Title{"Co poprawić, czego brakuje?", "What should be better, what is missing?"}, minutes: 10, allow: wording},
		{title: Title{"Głosowanie na projekty", "Vote on projects"}, ask: Title{"Które projekty są kluczowe?", "Which projects are key?"}, minutes: 6, allow: voting},
		{title: summary, ask: closing, minutes: 8, allow: nothing},
	},
	"cycle": {
		{part: meetingI, on: "swot", title: Title{"Wejście i próba", "Entry and trial"}, ask: trial, minutes: 8, allow: wording},
		{part: meetingI, on: "swot", title: Title{"Podstawy zarządzania strategicznego", "Basics of strategic management"}, ask: Title{"Po co gminie strategia i kto ją tworzy?", "What does a municipality need a strategy for, and who makes it?"}, minutes: 24, allow: nothing},
		{part: meetingI, on: "swot", title: Title{"Analiza strategiczna: ciche pisanie", "Strategic analysis: silent writing"}, ask: Title{"Co nas wyróżnia, co hamuje, co może pomóc, a co zagrozić?", "What sets us apart, what holds us back, what may help and what may harm?"}, minutes: 22, allow: writing, mode: hides | shows},
		{part: meetingI, on: "swot", title: Title{"Grupowanie", "Grouping"}, ask: groups, minutes: 18, allow: wording},
		{part: meetingI, on: "swot", title: Title{"Głosowanie", "Vote"}, ask: points, minutes: 8, allow: voting},
		{part: meetingI, on: "swot", title: summary, ask: closing, minutes: 8, allow: nothing},
		{part: meetingII, on: "swot", title: Title{"Wejście", "Entry"}, ask: hearing, minutes: 6, allow: nothing},
		{part: meetingII, on: "swot", title: Title{"Postulaty mieszkańców", "Postulates of residents"}, ask: Title{"Które postulaty dopisujemy?", "Which postulates do we add?"}, minutes: 10, allow: wording},
		{part: meetingII, on: "vision", title: Title{"Podział na zespoły", "Team split"}, ask: myTeam, minutes: 4, allow: nothing},
		{part: meetingII, on: "vision", title: Title{"Wskazania do wizji w zespołach", "Vision guidelines in teams"}, ask: Title{"Jaka ma być gmina za dziesięć lat?", "What should the municipality be in ten years?"}, minutes: 24, allow: wording, mode: inTeams},
		{part: meetingII, on: "vision", title: Title{"Wybór na wspólną tablicę", "Choice for the shared board"}, ask: Title{"Lider dodaje na wspólną tablicę po 3 karteczki z każdego obszaru", "The lead adds 3 notes from each area to the shared board"}, minutes: 4, allow: nothing, mode: inTeams},
		{part: meetingII, on: "vision", title: Title{"Prezentacje zespołów", "Team presentations"}, ask: talks, minutes: 12, allow: nothing},
		{part: meetingII, on: "swot", title: Title{"Uzupełnienie SWOT", "SWOT completed"}, ask: Title{"Czego jeszcze brakuje na tablicy?", "What is still missing on the board?"}, minutes: 12, allow: wording},
		{part: meetingII, on: "swot", title: Title{"Głosowanie", "Vote"}, ask: Title{"Które czynniki są najważniejsze?", "Which factors matter most?"}, minutes: 8, allow: voting},
		{part: meetingII, on: "vision", title: summary, ask: closing, minutes: 8, allow: nothing},
		{part: meeting3, on: "matrix", title: Title{"Wejście", "Entry"}, ask: hearing, minutes: 6, allow: nothing},
		{part: meeting3, on: "matrix", title: Title{"Priorytety i zasady pracy", "Priorities and rules"}, ask: Title{"Nad czym pracujemy dziś i co ma z tego zostać?", "What do we work on today, and what shall remain of it?"}, minutes: 12, allow: nothing},
		{part: meeting3, on: "matrix", title: Title{"Podział na zespoły", "Team split"}, ask: Title{"Sprawdź, w którym zespole pracujesz i nad którym priorytetem", "See which team you work in, and on which priority"}, minutes: 4, allow: nothing},
		{part: meeting3, on: "matrix", title: Title{"Praca w zespołach", "Work in teams"}, ask: Title{"W obszarze zespołu: cele, mierniki, działania i projekty priorytetu", "In the area of your team: goals, measures, actions and projects of the priority"}, minutes: 50, allow: wording},
		{part: meeting3, on: "matrix", title: Title{"Przerwa", "Break"}, ask: pause, minutes: 10, allow: nothing},
		{part: meeting3, on: "matrix", title: Title{"Prezentacje zespołów", "Team presentations"}, ask: talks, minutes: 16, allow: nothing},
		{part: meeting3, on: "matrix", title: Title{"Uwagi", "Remarks"}, ask: Title{"Co poprawić, czego brakuje?", "What should be better, what is missing?"}, minutes: 12, allow: wording},
		{part: meeting3, on: "matrix", title: Title{"Podsumowanie cyklu i runda końcowa", "Summary of the cycle and closing round"}, ask: closing, minutes: 12, allow: nothing},
	},
	"questions": {
		{title: Title{"Wejście i próba", "Entry and trial"}, ask: trial, minutes: 6, allow: wording},
		{title: Title{"Wprowadzenie", "Introduction"}, ask: Title{"Każde z sześciu pytań ma swój obszar na tablicy. Co zrobimy z odpowiedziami?", "Each of the six questions has its area on the board. What will we do with the answers?"}, minutes: 4, allow: nothing},
		{title: Title{"Pytanie 1", "Question 1"}, ask: sixQuestions[0], minutes: 7, allow: writing},
		{title: Title{"Pytanie 2", "Question 2"}, ask: sixQuestions[1], minutes: 7, allow: writing},
		{title: Title{"Pytanie 3", "Question 3"}, ask: sixQuestions[2], minutes: 7, allow: writing},
		{title: Title{"Rozmowa o odpowiedziach", "Discussion of the answers"}, ask: Title{"Co się powtarza, co zaskakuje, z czym się nie zgadzasz?", "What comes up again, what surprises, what do you disagree with?"}, minutes: 8, allow: nothing},
		{title: Title{"Pytanie 4", "Question 4"}, ask: sixQuestions[3], minutes: 7, allow: writing},
		{title: Title{"Pytanie 5", "Question 5"}, ask: sixQuestions[4], minutes: 7, allow: writing},
		{title: Title{"Pytanie 6", "Question 6"}, ask: sixQuestions[5], minutes: 7, allow: writing},
		{title: Title{"Grupowanie", "Grouping"}, ask: Title{"Połącz podobne odpowiedzi w każdym obszarze i nazwij grupy", "Group similar answers in each area and name the groups"}, minutes: 10, allow: sorting},
		{title: Title{"Rozmowa o wnioskach", "Discussion of conclusions"}, ask: Title{"Co z tych odpowiedzi musi się znaleźć w strategii?", "Which of these answers must be in the strategy?"}, minutes: 8, allow: nothing},
		{title: summary, ask: closing, minutes: 8, allow: nothing},
	},
	"areas": {
		{title: Title{"Wejście i próba", "Entry and trial"}, ask: trial, minutes: 6, allow: wording},
		{title: Title{"Wprowadzenie", "Introduction"}, ask: Title{"Obszar tematyczny to dział strategii. Po czym poznać dobry?", "A thematic area is a section of the strategy. What makes a good one?"}, minutes: 5, allow: nothing},
		{title: Title{"Pisanie", "Writing"}, ask: whichAreas, minutes: 10, allow: writing, mode: hides | shows},
		{title: Title{"Grupowanie", "Grouping"}, ask: Title{"Połącz to, co do siebie pasuje", "Bring together what belongs together"}, minutes: 12, allow: sorting},
		{title: Title{"Nazwy", "Names"}, ask: Title{"Nazwij każdy obszar dwoma, trzema słowami", "Name each area in two or three words"}, minutes: 8, allow: sorting},
		{title: Title{"Definicje", "Definitions"}, ask: Title{"Co należy do obszaru, a co nie? Dopisz jedno zdanie", "What belongs to the area and what does not? Add one sentence"}, minutes: 12, allow: wording},
		{title: Title{"Głosowanie", "Vote"}, ask: Title{"Które obszary są dla gminy najważniejsze?", "Which areas matter most for the municipality?"}, minutes: 6, allow: voting},
		{title: summary, ask: closing, minutes: 6, allow: nothing},
	},
}

// whichAreas and sixQuestions are what the agendas ask and what the areas of their board
// are called, so that no two answers mix.
var whichAreas = Title{"Jakie obszary tematyczne powinna objąć strategia?", "Which thematic areas should the strategy cover?"}

var sixQuestions = []Title{
	{"Co w naszej gminie działa dobrze i powinno zostać?", "What works well in our municipality and should stay?"},
	{"Co najbardziej utrudnia życie mieszkańcom?", "What makes residents’ lives hardest?"},
	{"Co zmienia się wokół nas i na co nie mamy wpływu?", "What is changing around us that we cannot influence?"},
	{"Kto i dlaczego miałby tu zamieszkać albo zainwestować?", "Who would live or invest here, and why?"},
	{"Od której jednej rzeczy trzeba zacząć?", "Which one thing must come first?"},
	{"Po czym za dziesięć lat poznamy, że się udało?", "How will we know in ten years that we succeeded?"},
}
