CREATE TABLE `automations` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`project_id` integer NOT NULL,
	`name` text NOT NULL,
	`description` text DEFAULT '' NOT NULL,
	`is_on` integer DEFAULT 0 NOT NULL,
	`owner_id` integer NOT NULL,
	`paused` text,
	`definition` text NOT NULL,
	`since` integer NOT NULL,
	`position` real NOT NULL,
	`deleted_at` integer
);
--> statement-breakpoint
CREATE INDEX `automations_project` ON `automations` (`project_id`);--> statement-breakpoint
CREATE TABLE `inbound` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`project_id` integer NOT NULL,
	`name` text NOT NULL,
	`token` text NOT NULL,
	`person_id` integer NOT NULL,
	`at` integer NOT NULL,
	`used_at` integer,
	`deleted_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `inbound_token_unique` ON `inbound` (`token`);--> statement-breakpoint
CREATE INDEX `inbound_project` ON `inbound` (`project_id`);--> statement-breakpoint
CREATE TABLE `rotations` (
	`automation_id` integer NOT NULL,
	`action` text NOT NULL,
	`person_id` integer NOT NULL,
	PRIMARY KEY(`automation_id`, `action`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `runs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`key` text NOT NULL,
	`automation_id` integer NOT NULL,
	`project_id` integer NOT NULL,
	`record_id` integer,
	`state` text NOT NULL,
	`at` integer NOT NULL,
	`cause` text NOT NULL,
	`seen` text DEFAULT '[]' NOT NULL,
	`actions` text DEFAULT '[]' NOT NULL,
	`error` text,
	`chain` text DEFAULT '[]' NOT NULL,
	`change_id` integer,
	`resume_at` integer,
	`resume` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `runs_key_unique` ON `runs` (`key`);--> statement-breakpoint
CREATE INDEX `runs_automation` ON `runs` (`automation_id`,`id`);--> statement-breakpoint
CREATE INDEX `runs_record` ON `runs` (`record_id`,`automation_id`,`at`) WHERE record_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `runs_told` ON `runs` (`at`) WHERE seen <> '[]' OR actions <> '[]';--> statement-breakpoint
CREATE INDEX `runs_waiting` ON `runs` (`resume_at`) WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX `runs_change` ON `runs` (`change_id`) WHERE change_id IS NOT NULL;--> statement-breakpoint
CREATE TABLE `deliveries` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`key` text NOT NULL,
	`kind` text NOT NULL,
	`event` text NOT NULL,
	`recipient` text NOT NULL,
	`subject` text,
	`body` text,
	`detail` text DEFAULT '{}' NOT NULL,
	`project_id` integer,
	`record_id` integer,
	`run_id` integer,
	`at` integer NOT NULL,
	`state` text NOT NULL,
	`next_at` integer,
	`tries` text DEFAULT '[]' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `deliveries_key_unique` ON `deliveries` (`key`);--> statement-breakpoint
CREATE INDEX `deliveries_due` ON `deliveries` (`next_at`) WHERE next_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `deliveries_record` ON `deliveries` (`record_id`) WHERE record_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `deliveries_at` ON `deliveries` (`at`);--> statement-breakpoint
CREATE TABLE `notifications` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`person_id` integer NOT NULL,
	`key` text NOT NULL,
	`kind` text NOT NULL,
	`at` integer NOT NULL,
	`project_id` integer,
	`record_id` integer,
	`by_person` integer,
	`by_automation` integer,
	`text` text NOT NULL,
	`in_app` integer DEFAULT 1 NOT NULL,
	`read_at` integer,
	`snoozed_until` integer,
	`mail` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notifications_key` ON `notifications` (`person_id`,`key`);--> statement-breakpoint
CREATE INDEX `notifications_person` ON `notifications` (`person_id`,`id`);--> statement-breakpoint
CREATE INDEX `notifications_unread` ON `notifications` (`person_id`,`id`) WHERE read_at IS NULL;--> statement-breakpoint
CREATE INDEX `notifications_mail` ON `notifications` (`mail`,`person_id`,`id`) WHERE mail IS NOT NULL;--> statement-breakpoint
CREATE INDEX `notifications_read` ON `notifications` (`read_at`) WHERE read_at IS NOT NULL AND in_app = 1;--> statement-breakpoint
CREATE INDEX `notifications_snoozed` ON `notifications` (`snoozed_until`) WHERE snoozed_until IS NOT NULL;--> statement-breakpoint
CREATE INDEX `notifications_record` ON `notifications` (`record_id`) WHERE record_id IS NOT NULL;--> statement-breakpoint
-- Mails are deliveries from now on; links in those that were taken are not kept.
INSERT INTO `deliveries` (`key`, `kind`, `event`, `recipient`, `subject`, `body`, `at`, `state`, `tries`)
SELECT 'tonle-mail-' || `id` || '-' || `at`, 'mail', 'link', `recipient`, `subject`, `body`, `at`,
	CASE `state` WHEN 'sending' THEN 'unknown' ELSE `state` END,
	CASE WHEN `error` IS NULL THEN '[]' ELSE json_array(json_object('at', `at`, 'status', NULL, 'ms', 0, 'error', `error`)) END FROM `mails`;--> statement-breakpoint
DROP TABLE `mails`;--> statement-breakpoint
ALTER TABLE `people` ADD `notify` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `people` ADD `quiet` text;--> statement-breakpoint
ALTER TABLE `people` ADD `digest_at` text;--> statement-breakpoint
ALTER TABLE `people` ADD `away` text;--> statement-breakpoint
ALTER TABLE `workspace` ADD `working_days` text DEFAULT '[1,2,3,4,5]' NOT NULL;--> statement-breakpoint
ALTER TABLE `workspace` ADD `holidays` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `workspace` ADD `automated_seq` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `workspace` ADD `automated_until` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `records` ADD `last_activity` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE `records` SET `last_activity` = `updated_at`;--> statement-breakpoint
-- What happened before there were automations sets none off.
UPDATE `workspace` SET `automated_seq` = (SELECT coalesce(max(`seq`), 0) FROM `history`);