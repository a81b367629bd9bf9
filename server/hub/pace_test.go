package hub

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/iotest"
	"testing/synctest"
	"time"

	"warsztat/server/journal/journaltest"
)

func paceOf(rate float64, burst int) *pace {
	return newPace(&Config{CommandsPerSecond: rate, CommandBurst: burst})
}

func TestPace(t *testing.T) {
	anna := identityOf("anna")
	for name, c := range map[string]struct {
		weight, every int           // of one message, and messages before a pause
		pause         time.Duration // after each refusal
		want          int           // the weight that is taken within a minute
	}{
		"one by one":              {1, 1000, 100 * time.Millisecond, 60 + 30*60},
		"thirty at a time":        {30, 100, 100 * time.Millisecond, 60 + 30*60},
		"more than the burst":     {600, 10, 100 * time.Millisecond, 600 + 30*60},
		"nothing counts as one":   {0, 1000, 100 * time.Millisecond, 0},
		"a full message of noise": {30_000, 1, time.Second, 60_000},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := paceOf(30, 60)
				taken, messages := 0, 0
				for start := time.Now(); time.Since(start) < time.Minute; {
					p.room = load{} // nobody else is there
					for range c.every {
						if p.take(anna, c.weight) > 0 {
							break
						}
						taken += c.weight
						messages++
					}
					<-time.After(c.pause)
				}
				if taken > c.want+c.weight || taken < c.want-c.weight-30 {
					t.Errorf("a weight of %d in a minute, want about %d", taken, c.want)
				}
				if c.weight == 0 && messages > 60+30*60 {
					t.Errorf("%d messages without a frame in a minute", messages)
				}
			})
		})
	}
}

func TestPaceSaysHowLong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := paceOf(30, 60)
		anna := identityOf("anna")
		if wait := p.take(anna, 120); wait != 0 {
			t.Fatalf("wait %v", wait)
		}
		wait := p.take(anna, 1)
		if wait < 2*time.Second || wait > 2100*time.Millisecond {
			t.Errorf("wait %v", wait)
		}
		<-time.After(wait)
		if wait := p.take(anna, 1); wait > time.Microsecond {
			t.Errorf("after the wait: wait %v", wait)
		}
	})
}

// A member who has to wait does not make others wait, and has one share whatever
// they connect with. Observers have a share for each session.
func TestPaceIsPerMember(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := paceOf(30, 60)
		phone := identityOf("anna")
		phone.Session, phone.Link = "session-of-the-phone", "another-link"
		for p.take(identityOf("anna"), 1) == 0 {
		}
		if p.take(phone, 1) == 0 {
			t.Error("anna's phone has a share of its own")
		}
		for n := range 400 {
			if p.take(identityOf(fmt.Sprint("jan-", n)), 1) > 0 {
				t.Fatal("another member has to wait")
			}
		}
		projector, late := identityOf(""), identityOf("")
		late.Session = "late-comer"
		for p.take(projector, 1) == 0 {
		}
		if p.take(late, 1) > 0 {
			t.Error("another observer has to wait")
		}
		<-time.After(time.Minute)
		for n := range 10_000 {
			late.Session = fmt.Sprint("late-comer-", n)
			p.take(late, 1)
			<-time.After(time.Second)
		}
		if len(p.members) > 200 {
			t.Errorf("%d people are remembered who rest", len(p.members))
		}
	})
}

func TestPaceAtTheSameMoment(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := paceOf(30, 60)
		var taken atomic.Int32
		var all sync.WaitGroup
		for range 1000 {
			all.Go(func() {
				if p.take(identityOf("anna"), 1) == 0 {
					taken.Add(1)
				}
			})
		}
		all.Wait()
		if got := taken.Load(); got != 60 {
			t.Errorf("%d were taken at once, want 60", got)
		}
	})
}

// All people together have a pace, too. In a room that is busy, those who have done
// little lately go first, and moderators have a reserve.
func TestPaceOfARoom(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := paceOf(30, 60)
		p.setModerators([]string{"jan"})
		taken := map[string]float64{}
		waits := map[string]int{}
		ask := func(who string) {
			if p.take(identityOf(who), 1) == 0 {
				taken[who]++
			} else {
				waits[who]++
			}
		}
		all := func() (sum float64) {
			for who, n := range taken {
				if strings.HasPrefix(who, "busy") {
					sum += n
				}
			}
			return sum
		}
		start := time.Now()
		for ; time.Since(start) < time.Minute; <-time.After(20 * time.Millisecond) {
			for range 5 { // each of two hundred asks 250 times a second
				for n := range 200 {
					ask(fmt.Sprint("busy-", n))
				}
			}
			ask("quiet") // 50 times a second would be too much for one as well
			<-time.After(time.Second / 5)
		}
		rate, burst := 30.0*membersAtOnce, 60.0*membersAtOnce
		if got := all(); got > 60*rate+burst || got < 0.9*60*rate {
			t.Errorf("the room took %v in a minute, want about %v", got, 60*rate)
		}
		if waits["quiet"] > 0 {
			t.Errorf("a member who does little had to wait %d times", waits["quiet"])
		}
		// Everybody rushes at once, each for the first time.
		for n := range 10_000 {
			ask(fmt.Sprint("new-", n))
		}
		if waits["new-9999"] == 0 {
			t.Error("ten thousand members were taken at once")
		}
		for range 60 {
			ask("jan")
		}
		if waits["jan"] > 0 {
			t.Errorf("a moderator had to wait %d times", waits["jan"])
		}
	})
}

// Posted commands above the rate are refused as a whole and change nothing, whatever
// name the client takes.
func TestPostedCommandsAreLimited(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, _ *journaltest.Memory) {
		h.CommandsPerSecond, h.CommandBurst = 30, 60
		post := func(client string, first, count int) (*httptest.ResponseRecorder, error) {
			var body strings.Builder
			for n := first; n < first+count; n++ {
				fmt.Fprintf(&body, `{"type":"command","number":%d,"seen":3,"do":"AddNote","with":{"board":"board-1","note":"n%d","section":"strength","text":"x"}}`+"\n", n, n)
			}
			w := httptest.NewRecorder()
			r := httptest.NewRequest(http.MethodPost, "/commands", strings.NewReader(body.String()))
			r.Header.Set("Warsztat-Client", client)
			return w, h.ServeCommands(w, r, identityOf("anna"))
		}
		w, err := post("client-of-anna-123456", 1, 80)
		if err != nil || strings.Count(w.Body.String(), `"ack"`) != 80 {
			t.Fatalf("%v: %s", err, w.Body)
		}
		var fast *TooFastError
		for _, client := range []string{"client-of-anna-123456", "client-of-anna-654321"} {
			w, err = post(client, 81, 1)
			if !errors.As(err, &fast) || fast.Wait <= 0 || fast.Wait > time.Second || w.Body.Len() > 0 {
				t.Fatalf("%s: %v: %s", client, err, w.Body)
			}
		}
		<-time.After(fast.Wait + time.Millisecond)
		w, err = post("client-of-anna-123456", 81, 1)
		if err != nil || !strings.Contains(w.Body.String(), fmt.Sprintf(`"seq":%d`, 3+81)) {
			t.Errorf("after the wait: %v: %s", err, w.Body)
		}
	})
}

// A command that takes the room longer than it weighs counts as heavier, so that a
// member at their full rate has at most a quarter of the room's time.
func TestPaceCountsTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := paceOf(30, 60)
		var busy time.Duration
		for start := time.Now(); time.Since(start) < time.Minute; {
			if wait := p.take(identityOf("anna"), 1); wait > 0 {
				<-time.After(wait)
				continue
			}
			p.count("anna", 1, 20*time.Millisecond, 100)
			busy += 20 * time.Millisecond
		}
		if busy > 16*time.Second || busy < 14*time.Second {
			t.Errorf("anna's commands took %v of a minute, want a quarter", busy)
		}
	})
}

// One member makes the journal grow by a tenth of what the room may in a minute, and
// all together leave something to the moderators.
func TestPaceOfTheJournal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := paceOf(30, 60)
		p.setModerators([]string{"ola"})
		give := func(who string) bool {
			if p.take(identityOf(who), 1) > 0 {
				return false
			}
			p.count(who, 1, 0, 1<<20)
			return true
		}
		taken := 0
		for range 60 {
			if give("anna") {
				taken++
			}
		}
		if taken != 7 { // the last one begins below the limit
			t.Errorf("anna wrote %d MB at once, want 7", taken)
		}
		for n := range 100 {
			give(fmt.Sprint("jan-", n))
		}
		if p.room.bytes.level > 0.95*journalPerMinute+1<<20 || give("jan-100") {
			t.Errorf("the journal grew by %v bytes at once", p.room.bytes.level)
		}
		if !give("ola") {
			t.Error("the moderator has no reserve")
		}
		<-time.After(time.Minute)
		if !give("anna") {
			t.Error("anna has to wait for more than a minute")
		}
	})
}

// A body counts by its length before it is read, and by what it holds afterwards.
func TestPostsCountBeforeTheyAreRead(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, _ *journaltest.Memory) {
		h.CommandsPerSecond, h.CommandBurst = 30, 60
		send := func(body io.Reader, length int64) error {
			r := httptest.NewRequest(http.MethodPost, "/commands", body)
			r.ContentLength = length
			r.Header.Set("Warsztat-Client", "client-of-anna-123456")
			return h.ServeCommands(httptest.NewRecorder(), r, identityOf("anna"))
		}
		var fast *TooFastError
		for name, length := range map[string]int64{"a long body": 64_000, "a body of unknown length": -1} {
			if err := send(strings.NewReader(strings.Repeat("x", 64_000)), length); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			unread := iotest.ErrReader(errors.New("the body was read"))
			if err := send(unread, 10); !errors.As(err, &fast) || fast.Wait < 100*time.Millisecond {
				t.Errorf("after %s: %v", name, err)
			}
			<-time.After(20 * time.Second)
		}
	})
}
