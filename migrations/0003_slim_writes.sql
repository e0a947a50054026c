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
CREATE TABLE `__new_history` (
	`seq` integer PRIMARY KEY NOT NULL,
	`change_id` integer NOT NULL,
	`project_id` integer NOT NULL,
	`kind` text NOT NULL,
	`thing_id` integer NOT NULL,
	`what` text NOT NULL,
	`version` integer,
	`fields` text NOT NULL
);
--> statement-breakpoint
INSERT INTO `__new_history` SELECT seq, change_id, project_id, kind, thing_id, what, version, fields FROM `history`;--> statement-breakpoint
DROP TABLE `history`;--> statement-breakpoint
ALTER TABLE `__new_history` RENAME TO `history`;--> statement-breakpoint
CREATE INDEX `history_thing` ON `history` (`kind`,`thing_id`,`seq`);--> statement-breakpoint
CREATE INDEX `history_project` ON `history` (`project_id`,`seq`);--> statement-breakpoint
-- Without a rowid a row is one row written, not two; functions/db/migrate.ts counts the cube anew.
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
CREATE TABLE `__new_links` (
	`field_id` integer NOT NULL,
	`from_id` integer NOT NULL,
	`to_id` integer NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`from_id`, `field_id`, `to_id`)
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_links` SELECT field_id, from_id, to_id, position FROM `links`;--> statement-breakpoint
DROP TABLE `links`;--> statement-breakpoint
ALTER TABLE `__new_links` RENAME TO `links`;--> statement-breakpoint
CREATE INDEX `links_to` ON `links` (`to_id`,`field_id`,`from_id`);--> statement-breakpoint
CREATE TABLE `__new_record_tags` (
	`record_id` integer NOT NULL,
	`tag_id` integer NOT NULL,
	PRIMARY KEY(`record_id`, `tag_id`)
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_record_tags` SELECT record_id, tag_id FROM `record_tags`;--> statement-breakpoint
DROP TABLE `record_tags`;--> statement-breakpoint
ALTER TABLE `__new_record_tags` RENAME TO `record_tags`;--> statement-breakpoint
CREATE INDEX `record_tags_tag` ON `record_tags` (`tag_id`,`record_id`);--> statement-breakpoint
CREATE TABLE `__new_assignees` (
	`record_id` integer NOT NULL,
	`person_id` integer NOT NULL,
	PRIMARY KEY(`record_id`, `person_id`)
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_assignees` SELECT record_id, person_id FROM `assignees`;--> statement-breakpoint
DROP TABLE `assignees`;--> statement-breakpoint
ALTER TABLE `__new_assignees` RENAME TO `assignees`;--> statement-breakpoint
CREATE INDEX `assignees_person` ON `assignees` (`person_id`,`record_id`);--> statement-breakpoint
ALTER TABLE `fields` ADD `cube_slot` integer;--> statement-breakpoint
UPDATE fields SET cube_slot = 1 WHERE type = 'currency' AND deleted_at IS NULL AND id =
	(SELECT f.id FROM fields f WHERE f.project_id = fields.project_id AND f.type = 'currency' AND f.deleted_at IS NULL ORDER BY f.position, f.id LIMIT 1);
