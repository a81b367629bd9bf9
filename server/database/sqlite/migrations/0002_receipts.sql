-- Entries name neither the client nor the number of their command any more. They
-- keep a receipt, by which a command is found that is sent again, and the digest of
-- the command, which is not known (0) of older entries.
CREATE TABLE entries_with_receipts (
	workshop  TEXT NOT NULL,
	seq       INTEGER NOT NULL,
	at_millis INTEGER NOT NULL,
	member    TEXT NOT NULL,
	receipt   TEXT NOT NULL,
	digest    INTEGER NOT NULL,
	mark      INTEGER NOT NULL,
	body      BLOB NOT NULL,
	sum       INTEGER NOT NULL,
	PRIMARY KEY (workshop, seq)
) STRICT, WITHOUT ROWID;

-- The sum of an entry whose old sum is wrong stays wrong.
INSERT INTO entries_with_receipts
	SELECT workshop, seq, at_millis, member, receipt_of(client, number), 0, mark, body,
		sum_with_receipt(workshop, seq, at_millis, member, client, number, mark, body, sum)
	FROM entries;

DROP TABLE entries;
ALTER TABLE entries_with_receipts RENAME TO entries;
CREATE UNIQUE INDEX entries_by_receipt ON entries (workshop, receipt) WHERE receipt <> '';

-- Snapshots name clients, too. They are made again.
DELETE FROM snapshots;
