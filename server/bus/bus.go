// Package bus carries messages between the instances that serve the same
// workshop. It is never the record: a message may be lost, and what it told is
// in the journal, or is told again soon.
//
// Local connects instances within one process; the package redis connects them
// by Redis. The package bustest holds the contract that both keep.
package bus

import "time"

// Bus is one instance's end of the bus. Its methods may be called from many
// goroutines at once. None but Close waits for the network.
type Bus interface {
	// Join hands the messages that other instances publish for a workshop to the
	// receiver, until leave is called. Soon after, and whenever messages may have
	// been lost since, the receiver is told by Resume. An instance joins a
	// workshop once at a time.
	Join(workshop string, r Receiver) (leave func())

	// Publish sends a message to the instances that have joined the workshop. It
	// neither waits nor fails: a message that cannot be sent soon is dropped. The
	// messages of one instance arrive in their order. The bytes must not change
	// afterwards.
	Publish(workshop string, message []byte)

	// Status says how the bus does.
	Status() Status

	// Close ends the bus. Nothing is received afterwards.
	Close() error
}

// Receiver takes what the bus brings. Its methods are called from one goroutine at
// a time and must not block.
type Receiver interface {
	// Receive takes a message of another instance. The bytes belong to the receiver.
	Receive(message []byte)
	// Resume says that from now on messages arrive, and that those before may have
	// been lost.
	Resume()
}

// Status is how a bus does. The counts begin with the instance.
type Status struct {
	// Deaf says that an instance cannot hear the others, because it does not even
	// hear itself.
	Deaf  bool
	Since time.Time     // when it became so
	Age   time.Duration // since it last heard itself

	Published, Received int64 // messages
	Dropped             int64 // messages that could not be sent in time
	Renewed             int64 // how often the subscription was made anew
}
