-- Rows carry a checksum (sum) over all their other columns, so that a flipped
-- bit is found when the row is read. Times are milliseconds since 1970, UTC.

-- The migrations that were made, numbered 1, 2, 3 …
CREATE TABLE migrations (
	number INTEGER PRIMARY KEY,
	sum    INTEGER NOT NULL
) STRICT;

-- The epoch of this database and named settings.
CREATE TABLE meta (
	name  TEXT PRIMARY KEY,
	value TEXT NOT NULL,
	sum   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- One row per workshop: the number of its last entry. It is kept apart from the
-- entries, so that a missing end of a journal is noticed.
CREATE TABLE workshops (
	workshop TEXT PRIMARY KEY,
	head     INTEGER NOT NULL,
	sum      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The rows lie in the order of the key, so that one workshop's entries are side by side.
CREATE TABLE entries (
	workshop  TEXT NOT NULL,
	seq       INTEGER NOT NULL,
	at_millis INTEGER NOT NULL,
	member    TEXT NOT NULL,
	client    TEXT NOT NULL,
	number    INTEGER NOT NULL,
	mark      INTEGER NOT NULL,
	body      BLOB NOT NULL,
	sum       INTEGER NOT NULL,
	PRIMARY KEY (workshop, seq)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX entries_by_client ON entries (workshop, client, number) WHERE client <> '';

CREATE TABLE snapshots (
	workshop TEXT NOT NULL,
	seq      INTEGER NOT NULL,
	body     BLOB NOT NULL,
	sum      INTEGER NOT NULL,
	PRIMARY KEY (workshop, seq)
) STRICT, WITHOUT ROWID;

-- Workshops whose deletion has begun: their entries are removed in batches.
CREATE TABLE deletions (
	workshop TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Invitation links and join codes, in the order in which they were added.
CREATE TABLE links (
	position       INTEGER PRIMARY KEY,
	id             TEXT NOT NULL UNIQUE,
	workshop       TEXT NOT NULL,
	role           TEXT NOT NULL,
	hash           BLOB NOT NULL UNIQUE,
	created_millis INTEGER NOT NULL,
	expires_millis INTEGER NOT NULL, -- 0: never
	revoked        INTEGER NOT NULL,
	sum            INTEGER NOT NULL
) STRICT;

CREATE INDEX links_by_workshop ON links (workshop);

CREATE TABLE sessions (
	id             TEXT PRIMARY KEY,
	workshop       TEXT NOT NULL,
	member         TEXT NOT NULL,
	role           TEXT NOT NULL,
	link           TEXT NOT NULL,
	hash           BLOB NOT NULL UNIQUE,
	created_millis INTEGER NOT NULL,
	used_millis    INTEGER NOT NULL, -- the day of the last use
	sum            INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_by_workshop ON sessions (workshop);

-- A pass lets the member of a session enter on one further device, once.
CREATE TABLE passes (
	session        TEXT PRIMARY KEY,
	link           TEXT NOT NULL,
	hash           BLOB NOT NULL UNIQUE,
	expires_millis INTEGER NOT NULL,
	sum            INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A pass is gone when its session is.
CREATE TRIGGER passes_of_sessions AFTER DELETE ON sessions BEGIN
	DELETE FROM passes WHERE session = old.id;
END;
