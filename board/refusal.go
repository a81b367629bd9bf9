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
	return strings.TrimSuffix(text, ".") + ": " + r.Field + "."
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

var sentences = map[Code]sentence{
	BadFrame:       {"Wiadomości nie da się odczytać.", "The message cannot be read."},
	Invisible:      {"W nazwie są niewidoczne znaki. Wpisz ją z klawiatury, bez wklejania.", "The name holds invisible characters. Type it instead of pasting it."},
	BadText:        {"Tekst zawiera niedozwolone znaki.", "The text contains characters that are not allowed."},
	TooDeep:        {"Wiadomość jest zbyt zagnieżdżona.", "The message is nested too deeply."},
	TooLarge:       {"Wiadomość jest za duża. Podziel ją na mniejsze części.", "The message is too large. Split it into smaller parts."},
	UnknownFrame:   {"Nieznany rodzaj wiadomości.", "An unknown kind of message."},
	UnknownCommand: {"Nieznane polecenie.", "An unknown command."},
	UnknownField:   {"Wiadomość zawiera nieznane pole.", "The message contains an unknown field."},
	MissingField:   {"W wiadomości brakuje pola.", "A field is missing from the message."},
	WrongType:      {"Pole ma wartość niewłaściwego rodzaju.", "A field holds the wrong kind of value."},

	BadValue:  {"Ta wartość jest niedozwolona. Wybierz inną.", "This value is not allowed. Choose another."},
	BadID:     {"Nieprawidłowy identyfikator.", "Not a valid id."},
	BadSplice: {"Zmiana nie pasuje do tekstu. Skopiuj tekst i wpisz go ponownie.", "The edit does not fit the text. Copy your text and enter it again."},
	TooLong:   {"Tekst jest za długi. Skróć go.", "The text is too long. Shorten it."},
	TooMany:   {"To więcej, niż mieści warsztat. Podziel to na części albo usuń coś, a prowadzący opróżnią kosz.", "This is more than the workshop holds. Split it, or remove something and have the moderators empty the bin."},
	NoShare:   {"Jedna osoba może zająć dziesiątą część miejsca w warsztacie, żeby starczyło dla wszystkich. Poproś prowadzących, żeby dodali resztę albo opróżnili kosz.", "One person may use a tenth of what the workshop holds, so that there is enough for all. Ask the moderators to add the rest or to empty the bin."},
	NoSeat:    {"W warsztacie nie ma już wolnych miejsc. Poproś prowadzących, żeby zwolnili miejsce, i spróbuj jeszcze raz.", "There are no free places in the workshop. Ask the moderators to free one, and try again."},
	Empty:     {"Wpisz tekst.", "Enter a text."},
	NotFound:  {"Tego już nie ma na tablicy.", "This is no longer on the board."},
	Exists:    {"To już jest na tablicy.", "This is on the board already."},
	Deleted:   {"To jest w koszu. Przywróć je, aby dalej pisać.", "This is in the bin. Restore it to go on writing."},
	Misplaced: {"W tym miejscu taki wiersz nie może stać. Wybierz inne.", "Such a row cannot stand there. Choose another place."},
	Overtaken: {"Ktoś zapisał tu w tym czasie inną wartość. Wybierz, która zostaje.", "Somebody has saved another value here meanwhile. Choose which one stays."},
	Archived:  {"Tablica jest w archiwum. Przywróć ją, aby na niej pracować.", "The board is archived. Bring it back to work on it."},

	Forbidden:     {"Ta rola na to nie pozwala.", "Your role does not allow this."},
	WrongPhase:    {"Ten etap na to nie pozwala. Tekst pozostał w polu.", "This phase does not allow it. Your text is still in its field."},
	Locked:        {"Prowadzący zablokowali to miejsce.", "The moderators have locked this."},
	Held:          {"Prowadzący proszą o uwagę. Zmiany będą możliwe za chwilę.", "The moderators ask for your attention. Changes will be possible in a moment."},
	Stale:         {"Trwa już inny etap. Sprawdź i wybierz ponownie.", "Another phase is running already. Look and choose again."},
	Closed:        {"To głosowanie jest już zakończone.", "This vote is closed already."},
	NoVoter:       {"To głosowanie zaczęło się bez Ciebie. Poproś osobę prowadzącą o dopisanie.", "This vote began without you. Ask a moderator to add you."},
	NoPoints:      {"Nie ma już tylu punktów. Odbierz któryś, aby go przenieść.", "There are not that many points left. Take one back to move it."},
	PerItem:       {"Jedna pozycja nie może dostać więcej punktów. Daj je innej.", "One item cannot get more points. Give them to another."},
	Removed:       {"Prowadzący zakończyli ten udział w warsztacie.", "The moderators have ended this participation."},
	Waiting:       {"Trzeba poczekać, aż prowadzący wpuszczą.", "Wait until the moderators let you in."},
	LastModerator: {"To jedyna osoba prowadząca. Najpierw przekaż komuś prowadzenie.", "This is the only moderator. Hand the role over first."},

	HelloFirst:   {"Najpierw trzeba wejść do warsztatu.", "Enter the workshop first."},
	OtherClient:  {"Ta karta przeglądarki należy do innej osoby. Otwórz stronę ponownie.", "This browser tab belongs to another person. Open the page again."},
	NumberReused: {"Nie wiadomo, czy ta zmiana była już wysłana, więc jej nie przyjęto. Sprawdź tablicę.", "It is not known whether this change was sent before, so it was not accepted. Check the board."},
	FutureSeen:   {"Zmiana odwołuje się do stanu, którego nie ma. Odśwież stronę.", "The change refers to a state that does not exist. Reload the page."},
	OutOfOrder:   {"Zmiany tekstu dotarły w złej kolejności. Skopiuj tekst i wpisz go ponownie.", "The edits arrived in the wrong order. Copy your text and enter it again."},
	TooFarBehind: {"Zmiana powstała zbyt dawno, aby ją dołączyć. Skopiuj tekst i wpisz go ponownie.", "The change was made too long ago to be merged. Copy your text and enter it again."},
	NoMoment:     {"Warsztat jeszcze nie doszedł do tego momentu. Wybierz wcześniejszy.", "The workshop has not come to this moment yet. Choose an earlier one."},
	FutureSince:  {"Ta karta zna nowszy stan niż serwer. Stan zostanie pobrany na nowo.", "This tab knows a newer state than the server. The state will be fetched again."},
	OtherEpoch:   {"Serwer odtworzono z kopii zapasowej. Stan zostanie pobrany na nowo.", "The server was restored from a backup. The state will be fetched again."},
	NoSession:    {"Wejdź do warsztatu przez link lub kod.", "Enter the workshop by its link or code."},
	NoEntry:      {"Ten link lub kod nie działa. Poproś prowadzących o nowy.", "This link or code does not work. Ask the moderators for a new one."},
	WrongKey:     {"Ten klucz organizatora nie pasuje. Skopiuj go jeszcze raz w całości.", "This organiser key does not fit. Copy the whole of it again."},
	RateLimited:  {"Za dużo prób naraz. Poczekaj chwilę.", "Too many attempts at once. Wait a moment."},

	Quarantined:   {"Wykryto uszkodzony zapis. Warsztat można czytać, ale nie zmieniać. Zawiadom administratora.", "A damaged entry was found. The workshop can be read but not changed. Tell the administrator."},
	StorageFull:   {"Na serwerze skończyło się miejsce. Zmiana nie została zapisana. Zawiadom administratora.", "The server has run out of space. The change was not saved. Tell the administrator."},
	QuotaFull:     {"Warsztat zajął całe miejsce, które ma na serwerze. Zmiana nie została zapisana. Poproś administratora, żeby je powiększył.", "The workshop has used all the space that it has on the server. The change was not saved. Ask the administrator for more."},
	Busy:          {"Serwer jest przeciążony. Spróbuj za chwilę.", "The server is overloaded. Try again in a moment."},
	InternalFault: {"Błąd serwera. Zmiana nie została zapisana.", "A fault of the server. The change was not saved."},
}
