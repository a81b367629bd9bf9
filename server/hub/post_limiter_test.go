package hub

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
	"unsafe"

	"warsztat/server/journal/journaltest"
)

func TestPostLimiter(t *testing.T) {
	anna := identityOf("anna")
	for name, c := range map[string]struct {
		frames, every int           // of one message, and messages before a pause
		pause         time.Duration // after each refusal
		want          int           // how many frames are taken within a minute
	}{
		"one by one":              {1, 1000, 100 * time.Millisecond, 60 + 30*60},
		"thirty at a time":        {30, 100, 100 * time.Millisecond, 60 + 30*60},
		"more than the burst":     {600, 10, 100 * time.Millisecond, 600 + 30*60},
		"nothing counts as one":   {0, 1000, 100 * time.Millisecond, 0},
		"a full message of noise": {30_000, 1, time.Second, 60_000},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := newPostLimiter(30, 60)
				taken, messages := 0, 0
				for start := time.Now(); time.Since(start) < time.Minute; {
					for range c.every {
						if p.take(anna, "client-of-anna-1", c.frames) > 0 {
							break
						}
						taken += c.frames
						messages++
					}
					<-time.After(c.pause)
				}
				if taken > c.want+c.frames || taken < c.want-c.frames-30 {
					t.Errorf("%d frames in a minute, want about %d", taken, c.want)
				}
				if c.frames == 0 && messages > 60+30*60 {
					t.Errorf("%d messages without a frame in a minute", messages)
				}
			})
		})
	}
}

func TestPostLimiterSaysHowLong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPostLimiter(30, 60)
		anna := identityOf("anna")
		if wait := p.take(anna, "client-of-anna-1", 120); wait != 0 {
			t.Fatalf("wait %v", wait)
		}
		wait := p.take(anna, "client-of-anna-1", 1)
		if wait < 2*time.Second || wait > 2100*time.Millisecond {
			t.Errorf("wait %v", wait)
		}
		<-time.After(wait)
		if wait := p.take(anna, "client-of-anna-1", 1); wait > time.Microsecond {
			t.Errorf("after the wait: wait %v", wait)
		}
	})
}

// A client that is refused does not affect others, unless they share its bucket.
func TestPostLimiterIsPerClient(t *testing.T) {
	p := newPostLimiter(30, 60)
	anna := identityOf("anna")
	for p.take(anna, "client-of-anna-1", 1) == 0 {
	}
	full := p.bucketOf(anna, "client-of-anna-1")
	met := 0
	for n := range 400 {
		jan := identityOf(fmt.Sprint("jan-", n))
		if p.bucketOf(jan, "client-of-jan-00") == full {
			met++
		} else if p.take(jan, "client-of-jan-00", 1) > 0 {
			t.Fatal("another client is refused")
		}
	}
	if met > 10 { // expected is a tenth of one
		t.Errorf("%d of 400 meet in one counter", met)
	}
	// However many clients a member invents, they use the buckets of that member's
	// row.
	used := map[*bucket]bool{}
	for n := range 10_000 {
		used[p.bucketOf(anna, fmt.Sprint("client-of-anna-", n))] = true
	}
	if len(used) > limiterColumns {
		t.Errorf("the clients of one member use %d counters", len(used))
	}
	if size := unsafe.Sizeof(postLimiter{}); size > 1<<20 {
		t.Errorf("the counters take %d bytes", size)
	}
}

func TestPostLimiterAtTheSameMoment(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPostLimiter(30, 60)
		var taken atomic.Int32
		var all sync.WaitGroup
		for range 1000 {
			all.Go(func() {
				if p.take(identityOf("anna"), "client-of-anna-1", 1) == 0 {
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

// Posted commands above the rate are refused as a whole and change nothing.
func TestPostedCommandsAreLimited(t *testing.T) {
	live(t, func(t *testing.T, h *Hub, _ *journaltest.Memory) {
		h.posts = newPostLimiter(30, 60)
		post := func(first, count int) (*httptest.ResponseRecorder, error) {
			var body strings.Builder
			for n := first; n < first+count; n++ {
				fmt.Fprintf(&body, `{"type":"command","number":%d,"seen":3,"do":"AddNote","with":{"board":"board-1","note":"n%d","section":"strength","text":"x"}}`+"\n", n, n)
			}
			w := httptest.NewRecorder()
			r := httptest.NewRequest(http.MethodPost, "/commands", strings.NewReader(body.String()))
			r.Header.Set("Warsztat-Client", "client-of-anna-123456")
			return w, h.ServeCommands(w, r, identityOf("anna"))
		}
		w, err := post(1, 80)
		if err != nil || strings.Count(w.Body.String(), `"ack"`) != 80 {
			t.Fatalf("%v: %s", err, w.Body)
		}
		w, err = post(81, 1)
		var fast *TooFastError
		if !errors.As(err, &fast) || fast.Wait <= 0 || fast.Wait > time.Second || w.Body.Len() > 0 {
			t.Fatalf("%v: %s", err, w.Body)
		}
		<-time.After(fast.Wait + time.Millisecond)
		w, err = post(81, 1)
		if err != nil || !strings.Contains(w.Body.String(), fmt.Sprintf(`"seq":%d`, 3+81)) {
			t.Errorf("after the wait: %v: %s", err, w.Body)
		}
	})
}
