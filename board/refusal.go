package board

import "strings"

// Code names the reason of a refusal (protocol rule W27).
type Code string

// Refusal is the answer "no": an answer, not a fault. It is safe to show.
type Refusal struct {
	Code  Code
	Field string // of what was sent, where the form of a field is wrong; "" otherwise
}

// Error gives the code; people read Sentence.
func (r *Refusal) Error() string { return string(r.Code) }

// Sentence says the refusal to people, as [Sentence] says a code, and names the field.
func (r *Refusal) Sentence(locale string) string {
	text := Sentence(r.Code, locale)
	if r.Field == "" {
		return text
	}
	return strings.TrimSuffix(text, ".") + " (" + r.Field + ")."
}

// Refuse makes a refusal.
func Refuse(code Code) *Refusal { return &Refusal{Code: code} }

// RefuseField makes a refusal of a field. A name that cannot be one is not repeated.
func RefuseField(code Code, field string) *Refusal {
	if CheckID(field) != nil {
		field = ""
	}
	return &Refusal{code, field}
}

func refuse(code Code) *Refusal { return Refuse(code) }

// The codes. The first group concerns the form of what was sent, the second
// what it asks for, the third who asks and when, the fourth the server.
const (
	BadFrame       Code = "bad_frame"
	BadText        Code = "bad_text"
	Invisible      Code = "invisible"
	TooDeep        Code = "too_deep"
	TooLarge       Code = "too_large"
	UnknownFrame   Code = "unknown_frame"
	UnknownCommand Code = "unknown_command"
	UnknownField   Code = "unknown_field"
	MissingField   Code = "missing_field"
	WrongType      Code = "wrong_type"

	BadValue  Code = "bad_value"
	BadID     Code = "bad_id"
	BadSplice Code = "bad_splice"
	TooLong   Code = "too_long"
	TooMany   Code = "too_many"
	NoShare   Code = "no_share"
	NoSeat    Code = "no_seat"
	Empty     Code = "empty"
	NotFound  Code = "not_found"
	Exists    Code = "exists"
	Deleted   Code = "deleted"
	Archived  Code = "archived"
	Misplaced Code = "misplaced"
	Overtaken Code = "overtaken"

	Forbidden     Code = "forbidden"
	WrongPhase    Code = "phase"
	Locked        Code = "locked"
	Held          Code = "held"
	Stale         Code = "stale"
	Closed        Code = "closed"
	NoVoter       Code = "no_voter"
	NoPoints      Code = "no_points"
	PerItem       Code = "per_item"
	Removed       Code = "removed"
	Waiting       Code = "waiting"
	LastModerator Code = "last_moderator"
	HelloFirst    Code = "hello_first"
	OtherClient   Code = "other_client"
	NumberReused  Code = "number_reused"
	FutureSeen    Code = "future_seen"
	OutOfOrder    Code = "out_of_order"
	TooFarBehind  Code = "too_far_behind"
	FutureSince   Code = "future_since"
	NoMoment      Code = "no_moment"
	OtherEpoch    Code = "other_epoch"
	NoSession     Code = "no_session"
	NoEntry       Code = "no_entry"
	WrongKey      Code = "wrong_key"
	RateLimited   Code = "rate_limited"
	Quarantined   Code = "quarantined"
	StorageFull   Code = "storage_full"
	QuotaFull     Code = "quota_full"
	Busy          Code = "busy"
	InternalFault Code = "internal"
)

// Sentence says a code to people, in Polish or, for every other locale than
// "pl", in English: what happened and what to do.
func Sentence(code Code, locale string) string {
	s, ok := sentences[code]
	if !ok {
		s = sentences[InternalFault]
	}
	if locale == "pl" {
		return s.pl
	}
	return s.en
}

// Codes returns every code that has a sentence.
func Codes() []Code {
	codes := make([]Code, 0, len(sentences))
	for code := range sentences {
		codes = append(codes, code)
	}
	return codes
}

type sentence struct{ pl, en string }

// notUnderstood is said where one of two sides is too old or mistaken, and people can
// only begin anew.
var notUnderstood = sentence{
	"Serwer nie zrozumiał tej zmiany. Nic nie zapisano. Wczytaj stronę ponownie i spróbuj jeszcze raz.",
	"The server did not understand this change. Nothing was saved. Load the page again and try once more.",
}

var unknownChange = sentence{
	"Serwer nie zna tej zmiany. Nic nie zapisano. Wczytaj stronę ponownie: może być nowsza wersja.",
	"The server does not know this change. Nothing was saved. Load the page again: there may be a newer version.",
}

// Participants have somebody to tell, who in turn knows whom to tell.
const (
	tellPL = " Zawiadom osobę prowadzącą, a jeśli to Ty prowadzisz, osobę, która utrzymuje serwer."
	tellEN = " Tell the moderator or, if you moderate, whoever runs the server."
)

// sentences are all that a refusal says to people: what happened, what became of the
// change, what to do. The browser reads them from here as well.
var sentences = map[Code]sentence{
	BadFrame:       notUnderstood,
	Invisible:      {"W nazwie są niewidoczne znaki. Nic nie zmieniono. Wpisz ją z klawiatury, bez wklejania.", "The name holds invisible characters. Nothing was changed. Type it instead of pasting it."},
	BadText:        {"Tekst zawiera niedozwolone znaki. Nic nie zapisano. Usuń nietypowe znaki i spróbuj jeszcze raz.", "The text holds characters that are not allowed. Nothing was saved. Remove unusual characters and try again."},
	TooDeep:        notUnderstood,
	TooLarge:       {"To za dużo naraz. Nic nie zapisano. Podziel to na mniejsze części.", "That is too much at once. Nothing was saved. Split it into smaller parts."},
	UnknownFrame:   unknownChange,
	UnknownCommand: unknownChange,
	UnknownField:   unknownChange,
	MissingField:   notUnderstood,
	WrongType:      notUnderstood,

	BadValue:  {"Tej wartości nie można użyć. Nic nie zapisano. Wybierz inną.", "This value cannot be used. Nothing was saved. Choose another."},
	BadID:     notUnderstood,
	BadSplice: {"Tej poprawki nie dało się wpisać w tekst. Karteczka zostaje bez niej. Skopiuj tekst i wpisz go jeszcze raz.", "This edit could not be placed in the text. The note stays without it. Copy the text and type it again."},
	TooLong:   {"Tekst jest za długi. Nic nie zapisano. Skróć go lub podziel na dwie karteczki.", "The text is too long. Nothing was saved. Shorten it or split it into two notes."},
	TooMany:   {"Warsztat osiągnął swój limit. Nic nie zapisano. Podziel to na mniejsze części albo usuń coś, a prowadzący opróżnią kosz.", "The workshop has reached its limit. Nothing was saved. Split it into smaller parts, or delete something and have the moderators empty the bin."},
	NoShare:   {"Jedna osoba może zająć dziesiątą część miejsca w warsztacie, żeby starczyło dla wszystkich. Nic nie zapisano. Poproś prowadzących, żeby dodali resztę albo opróżnili kosz.", "One person may use a tenth of what the workshop holds, so that there is enough for all. Nothing was saved. Ask the moderators to add the rest or to empty the bin."},
	NoSeat:    {"Na warsztacie nie ma już wolnych miejsc. Poproś prowadzących, żeby zwolnili miejsce, i spróbuj jeszcze raz.", "There are no free places in the workshop. Ask the moderators to free one, and try again."},
	Empty:     {"Brakuje tekstu. Nic nie zapisano. Wpisz go i spróbuj jeszcze raz.", "A text is missing. Nothing was saved. Type it and try again."},
	NotFound:  {"Tego już nie ma na tablicy. Zmiana nie została zapisana.", "This is no longer on the board. The change was not saved."},
	Exists:    {"To już jest na tablicy. Nic nie zapisano drugi raz.", "This is on the board already. Nothing was saved twice."},
	Deleted:   {"To jest w koszu. Zmiana nie została zapisana. Przywróć z kosza i spróbuj jeszcze raz.", "This is in the bin. The change was not saved. Restore it and try again."},
	Misplaced: {"W tym miejscu taki wiersz nie może stać. Nic nie zmieniono. Wybierz inne miejsce.", "Such a row cannot stand there. Nothing was changed. Choose another place."},
	Overtaken: {"Ktoś zapisał tu w tym czasie inną wartość. Twojej nie zapisano. Wybierz, która zostaje.", "Somebody has saved another value here meanwhile. Yours was not saved. Choose which one stays."},
	Archived:  {"Tablica jest w archiwum, więc nic nie zmieniono. Poproś osobę prowadzącą, aby ją przywróciła.", "The board is archived, so nothing was changed. Ask a moderator to bring it back."},

	Forbidden:     {"Ta rola nie może tego zrobić. Nic nie zmieniono. Poproś osobę prowadzącą.", "This role may not do that. Nothing was changed. Ask the moderator."},
	WrongPhase:    {"Ten etap na to nie pozwala. Nic nie zmieniono. Jeśli jest to potrzebne teraz, poproś osobę prowadzącą.", "This phase does not allow that. Nothing was changed. If it is needed now, ask the moderator."},
	Locked:        {"To miejsce jest zablokowane. Nic nie zmieniono. Poproś osobę prowadzącą o odblokowanie.", "This is locked. Nothing was changed. Ask the moderator to unlock it."},
	Held:          {"Pisanie jest wstrzymane: osoba prowadząca prosi o uwagę. Nic nie zmieniono. Spróbuj za chwilę.", "Writing is paused: the moderator asks for your attention. Nothing was changed. Try again in a moment."},
	Stale:         {"Warsztat jest już na innym etapie. Nic nie zmieniono. Sprawdź, który etap trwa, i wybierz jeszcze raz.", "The workshop is in another phase by now. Nothing was changed. Look which phase runs and choose again."},
	Closed:        {"To głosowanie jest już zakończone. Nic nie zmieniono. Wyniki są na tablicy.", "This vote is closed already. Nothing was changed. The results are on the board."},
	NoVoter:       {"To głosowanie zaczęło się bez Ciebie. Nic nie zmieniono. Poproś osobę prowadzącą, żeby Cię do niego dopisała.", "This vote started without you. Nothing was changed. Ask the moderator to add you to it."},
	NoPoints:      {"Nie ma już wolnych punktów. Nic nie zmieniono. Zdejmij punkt z innej pozycji i spróbuj jeszcze raz.", "There are no points left. Nothing was changed. Take a point back from another item and try again."},
	PerItem:       {"Jedna osoba nie może dać tu więcej punktów. Nic nie zmieniono. Daj punkt gdzie indziej.", "One person cannot give more points here. Nothing was changed. Give the point to another item."},
	Removed:       {"Dostęp do tego warsztatu został odebrany. Zmiana nie została zapisana. W razie pomyłki poproś osobę prowadzącą.", "Access to this workshop was taken away. The change was not saved. If this is a mistake, ask the moderator."},
	Waiting:       {"Wejście czeka na zgodę osoby prowadzącej. Nic nie zapisano. Tablica otworzy się sama.", "A moderator still has to let you in. Nothing was saved. The board will open by itself."},
	LastModerator: {"To jedyna osoba prowadząca. Nic nie zmieniono. Nadaj tę rolę najpierw komuś innemu.", "This is the only moderator. Nothing was changed. Give the role to somebody else first."},

	HelloFirst:   {"Połączenie zaczęło się nie po kolei: najpierw trzeba wejść na warsztat. Nic nie zapisano. Wczytaj stronę ponownie.", "The connection began out of order: the workshop has to be entered first. Nothing was saved. Load the page again."},
	OtherClient:  {"Ta karta należała do innej osoby. Nic nie zapisano. Wczytaj stronę ponownie.", "This tab belonged to somebody else. Nothing was saved. Load the page again."},
	NumberReused: {"Nie wiadomo, czy tej zmiany już nie wysłano, więc jej nie przyjęto. Sprawdź tablicę. Tekst można skopiować.", "It is not known whether this change was sent before, so it was not accepted. Check the board. The text can be copied."},
	FutureSeen:   {"Serwer nie zna stanu, na którym powstała ta zmiana. Nic nie zapisano. Wczytaj stronę ponownie. Tekst można skopiować.", "The server does not know the state this change was made on. Nothing was saved. Load the page again. The text can be copied."},
	OutOfOrder:   {"Poprawki przyszły nie po kolei. Tekst zostaje bez tej jednej. Skopiuj ją i wpisz jeszcze raz.", "Edits arrived out of order. The text stays without this one. Copy it and type it again."},
	TooFarBehind: {"Ta zmiana powstała zbyt dawno, żeby wpisać ją w dzisiejszy tekst. Skopiuj ją i wpisz jeszcze raz.", "This change was made too long ago to fit today’s text. Copy it and type it again."},
	NoMoment:     {"Warsztat jeszcze nie doszedł do tego momentu. Wybierz wcześniejszy.", "The workshop has not come to this moment yet. Choose an earlier one."},
	FutureSince:  {"Ta karta zna nowszy stan niż serwer, więc tablica jest wczytywana na nowo. Czekające zmiany zostały zachowane.", "This tab knows a newer state than the server, so the board is loaded afresh. Waiting changes were kept."},
	OtherEpoch:   {"Bazę przywrócono z kopii, więc tablica jest wczytywana na nowo. Czekające zmiany zostały zachowane.", "The database was restored from a backup, so the board is loaded afresh. Waiting changes were kept."},
	NoSession:    {"Ta przeglądarka nie jest na tym warsztacie. Otwórz link z zaproszenia albo wpisz kod dostępu.", "This browser is not in this workshop. Open the link from the invitation or type the access code."},
	NoEntry:      {"Ten link lub kod dostępu nie otwiera warsztatu. Poproś osobę prowadzącą o aktualny.", "This link or access code does not open a workshop. Ask the moderator for the current one."},
	WrongKey:     {"Ten klucz organizatora nie pasuje. Nic nie zmieniono. Skopiuj go jeszcze raz w całości.", "This organiser key does not fit. Nothing was changed. Copy the whole of it again."},
	RateLimited:  {"Za dużo prób naraz. Nic nie zapisano. Odczekaj chwilę i spróbuj jeszcze raz.", "Too many tries at once. Nothing was saved. Wait a moment and try again."},

	Quarantined: {
		"Zapis tego warsztatu jest uszkodzony. Tablica pokazuje ostatni pewny stan: nowszych zmian może na niej brakować, a nowych nie można dodać." + tellPL,
		"The record of this workshop is damaged. The board shows the last state that is sure: newer changes may be missing, and none can be added." + tellEN,
	},
	StorageFull:   {"Na serwerze skończyło się miejsce. Zmiana nie została zapisana." + tellPL, "The server is out of space. The change was not saved." + tellEN},
	QuotaFull:     {"Warsztat zajął całe miejsce, które ma na serwerze. Zmiana nie została zapisana." + tellPL, "The workshop has used all the space that it has on the server. The change was not saved." + tellEN},
	Busy:          {"Serwer ma za dużo pracy. Nic nie zapisano. Spróbuj za chwilę.", "The server is too busy. Nothing was saved. Try again in a moment."},
	InternalFault: {"Błąd po stronie serwera. Nie wiadomo, czy zmiana została zapisana. Sprawdź tablicę i spróbuj jeszcze raz.", "A fault on the server. The change may or may not have been saved. Check the board and try again."},
}
