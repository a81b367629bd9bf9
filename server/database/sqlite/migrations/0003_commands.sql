-- Entries name the command when only moderators may give it. Of older entries it is
-- not known.
ALTER TABLE entries ADD COLUMN command TEXT NOT NULL DEFAULT '';
