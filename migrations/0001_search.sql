-- Search: a trigram index over the folded texts, kept in step by triggers. It stores no text of its own.
CREATE VIRTUAL TABLE search USING fts5(text, content='texts', content_rowid='id', tokenize='trigram', detail=none, columnsize=0);
--> statement-breakpoint
CREATE TRIGGER texts_insert AFTER INSERT ON texts BEGIN
  INSERT INTO search(rowid, text) VALUES (new.id, new.text);
END;
--> statement-breakpoint
CREATE TRIGGER texts_delete AFTER DELETE ON texts BEGIN
  INSERT INTO search(search, rowid, text) VALUES ('delete', old.id, old.text);
END;
--> statement-breakpoint
CREATE TRIGGER texts_update AFTER UPDATE ON texts WHEN old.text <> new.text BEGIN
  INSERT INTO search(search, rowid, text) VALUES ('delete', old.id, old.text);
  INSERT INTO search(rowid, text) VALUES (new.id, new.text);
END;
--> statement-breakpoint
-- A record found by its exact title: references in an import, clashes while typing.
CREATE INDEX texts_title ON texts(text) WHERE id % 128 = 0;
--> statement-breakpoint
-- The workspace is there from the start, with the secret that signs cookies.
INSERT INTO workspace (id, name, locale, country, currency, zone, secret)
VALUES (1, '', 'en', 'KH', 'USD', 'Asia/Phnom_Penh', lower(hex(randomblob(32))));
