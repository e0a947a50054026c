-- Changes know where their history rows begin and end; ids and seqs are counted without a row of sqlite_sequence.
CREATE TABLE `__new_changes` (
	`id` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`person_id` integer,
	`via` text,
	`via_id` integer,
	`undoes` integer,
	`first_seq` integer DEFAULT 0 NOT NULL,
	`last_seq` integer,
	`first_record` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
INSERT INTO `__new_changes` (id, at, person_id, via, via_id, undoes, first_seq, last_seq)
	SELECT c.id, c.at, c.person_id, c.via, c.via_id, c.undoes,
		coalesce((SELECT min(seq) FROM history h WHERE h.change_id = c.id), 0), coalesce((SELECT max(seq) FROM history h WHERE h.change_id = c.id), 0)
	FROM changes c;--> statement-breakpoint
DROP TABLE `changes`;--> statement-breakpoint
ALTER TABLE `__new_changes` RENAME TO `changes`;--> statement-breakpoint
CREATE INDEX `changes_undoes` ON `changes` (`undoes`) WHERE undoes IS NOT NULL;--> statement-breakpoint
-- By project and seq, without a rowid: a row is then two rows written, itself and one index.
CREATE TABLE `__new_history` (
	`seq` integer NOT NULL,
	`change_id` integer NOT NULL,
	`project_id` integer NOT NULL,
	`kind` text NOT NULL,
	`thing_id` integer NOT NULL,
	`what` text NOT NULL,
	`version` integer,
	`fields` text NOT NULL,
	PRIMARY KEY(`project_id`, `seq`)
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_history` SELECT seq, change_id, project_id, kind, thing_id, what, version, fields FROM `history`;--> statement-breakpoint
DROP TABLE `history`;--> statement-breakpoint
ALTER TABLE `__new_history` RENAME TO `history`;--> statement-breakpoint
CREATE INDEX `history_thing` ON `history` (`kind`,`thing_id`,`seq`);--> statement-breakpoint
-- functions/db/migrate.ts counts the cube anew.
DROP TABLE `cube`;--> statement-breakpoint
CREATE TABLE `cube` (
	`project_id` integer NOT NULL,
	`axis` text NOT NULL,
	`list_id` integer NOT NULL,
	`key` text NOT NULL,
	`currency` text NOT NULL,
	`n` integer DEFAULT 0 NOT NULL,
	`n1` integer DEFAULT 0 NOT NULL,
	`t1` integer DEFAULT 0 NOT NULL,
	`n2` integer DEFAULT 0 NOT NULL,
	`t2` integer DEFAULT 0 NOT NULL,
	`n3` integer DEFAULT 0 NOT NULL,
	`t3` integer DEFAULT 0 NOT NULL,
	`n4` integer DEFAULT 0 NOT NULL,
	`t4` integer DEFAULT 0 NOT NULL,
	`n5` integer DEFAULT 0 NOT NULL,
	`t5` integer DEFAULT 0 NOT NULL,
	`n6` integer DEFAULT 0 NOT NULL,
	`t6` integer DEFAULT 0 NOT NULL,
	`n7` integer DEFAULT 0 NOT NULL,
	`t7` integer DEFAULT 0 NOT NULL,
	`n8` integer DEFAULT 0 NOT NULL,
	`t8` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`project_id`, `axis`, `list_id`, `key`, `currency`)
) WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `fields` ADD `cube_slot` integer;--> statement-breakpoint
UPDATE fields SET cube_slot = 1 WHERE type = 'currency' AND deleted_at IS NULL AND id =
	(SELECT f.id FROM fields f WHERE f.project_id = fields.project_id AND f.type = 'currency' AND f.deleted_at IS NULL ORDER BY f.position, f.id LIMIT 1);--> statement-breakpoint
-- One statement for a changed text: while the old one is still there, the index reads it by itself.
DROP TRIGGER texts_update;--> statement-breakpoint
CREATE TRIGGER texts_update BEFORE UPDATE ON texts WHEN old.text <> new.text BEGIN
	UPDATE search SET text = new.text WHERE rowid = old.id;
END;
