-- The tables have the columns, and the rows the checksums (sum), of the SQLite
-- database. Times are milliseconds since 1970, UTC. Texts are compared byte by
-- byte, so that no update of the system's sorting rules can damage an index.

-- The migrations that were made, numbered 1, 2, 3 …
CREATE TABLE migrations (
	number bigint PRIMARY KEY,
	sum    bigint NOT NULL
);

-- The epoch of this database and named settings.
CREATE TABLE meta (
	name  text COLLATE "C" PRIMARY KEY,
	value text NOT NULL,
	sum   bigint NOT NULL
);

-- One row per workshop: the number of its last entry. It is the row that an
-- append locks. Each append changes it, so its page keeps room for new versions.
CREATE TABLE workshops (
	workshop uuid PRIMARY KEY,
	head     bigint NOT NULL,
	sum      bigint NOT NULL
) WITH (fillfactor = 50);

CREATE TABLE entries (
	workshop  uuid NOT NULL,
	seq       bigint NOT NULL,
	at_millis bigint NOT NULL,
	member    text COLLATE "C" NOT NULL,
	receipt   text COLLATE "C" NOT NULL, -- finds a command that is sent again
	digest    bigint NOT NULL,           -- of the command
	mark      bigint NOT NULL,
	body      bytea NOT NULL,
	sum       bigint NOT NULL,
	PRIMARY KEY (workshop, seq)
);

CREATE UNIQUE INDEX entries_by_receipt ON entries (workshop, receipt) WHERE receipt <> '';

CREATE TABLE snapshots (
	workshop uuid NOT NULL,
	seq      bigint NOT NULL,
	body     bytea NOT NULL,
	sum      bigint NOT NULL,
	PRIMARY KEY (workshop, seq)
);

-- Workshops whose deletion has begun: their entries are removed in batches.
CREATE TABLE deletions (
	workshop uuid PRIMARY KEY
);

-- Invitation links and join codes, in the order in which they were added.
CREATE TABLE links (
	position       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	id             text COLLATE "C" NOT NULL UNIQUE,
	workshop       uuid NOT NULL,
	role           text COLLATE "C" NOT NULL,
	hash           bytea NOT NULL UNIQUE,
	created_millis bigint NOT NULL,
	expires_millis bigint NOT NULL, -- 0: never
	revoked        boolean NOT NULL,
	sum            bigint NOT NULL
);

CREATE INDEX links_by_workshop ON links (workshop);

CREATE TABLE sessions (
	id             text COLLATE "C" PRIMARY KEY,
	workshop       uuid NOT NULL,
	member         text COLLATE "C" NOT NULL,
	role           text COLLATE "C" NOT NULL,
	link           text COLLATE "C" NOT NULL,
	hash           bytea NOT NULL UNIQUE,
	created_millis bigint NOT NULL,
	used_millis    bigint NOT NULL, -- the day of the last use
	sum            bigint NOT NULL
);

CREATE INDEX sessions_by_workshop ON sessions (workshop);

-- A pass lets the member of a session enter on one further device, once. It is
-- gone when its session is.
CREATE TABLE passes (
	session        text COLLATE "C" PRIMARY KEY REFERENCES sessions ON DELETE CASCADE,
	link           text COLLATE "C" NOT NULL,
	hash           bytea NOT NULL UNIQUE,
	expires_millis bigint NOT NULL,
	sum            bigint NOT NULL
);
